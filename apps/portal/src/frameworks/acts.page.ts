import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { AgreementQueries, OrderQueries, type WholeAgreement } from '#frameworks';
import { absent, type Actor, found, showYuan } from '#kernel';
import { Database } from '#platform';
import { actorOf, type PageReply, type PageRequest, type Said } from '../kit/index.js';
import { ActPages, type ActHere } from './act-pages.js';
import { AgreementActs } from './agreement.acts.js';
import { EntrantActs, type EntrantHere } from './entrant.acts.js';
import { OrderActs, type OrderHere } from './order.acts.js';
import { ownedOrder } from './order.page.js';
import { ownedAgreement } from './show.page.js';

const row = (key: string, value: Said): { label: Said; value: Said } => ({ label: { key: `frameworks.${key}` }, value });
const agreementRows = ({ number, department }: WholeAgreement) => [row('number', number), row('department', department.name)];

/** The acts on agreements, entrants and orders, each a page of its own. */
@Controller()
export class FrameworkActPages {
  constructor(
    private readonly agreements: AgreementQueries,
    private readonly orders: OrderQueries,
    private readonly pages: ActPages,
    private readonly agreementActs: AgreementActs,
    private readonly entrantActs: EntrantActs,
    private readonly orderActs: OrderActs,
    private readonly database: Database,
  ) {}

  @Get('buy/frameworks/:id/:act')
  async askBuying(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.ask(request, reply, await this.buying(actorOf(request), id, act));
  }

  @Post('buy/frameworks/:id/:act')
  async doBuying(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.send(request, reply, await this.buying(actorOf(request), id, act));
  }

  @Get('org/frameworks/:id/:act')
  async askOwn(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.ask(request, reply, await this.own(id, act));
  }

  @Post('org/frameworks/:id/:act')
  async doOwn(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.send(request, reply, await this.own(id, act));
  }

  @Get('buy/entrants/:id/:act')
  async askEntrant(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.ask(request, reply, await this.entrant(actorOf(request), id, act));
  }

  @Post('buy/entrants/:id/:act')
  async doEntrant(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.send(request, reply, await this.entrant(actorOf(request), id, act));
  }

  @Get('buy/orders/:id/:act')
  async askOrder(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.ask(request, reply, await this.order(actorOf(request), 'buy', id, act));
  }

  @Post('buy/orders/:id/:act')
  async doOrder(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.send(request, reply, await this.order(actorOf(request), 'buy', id, act));
  }

  @Get('org/orders/:id/:act')
  async askTaking(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.ask(request, reply, await this.order(actorOf(request), 'org', id, act));
  }

  @Post('org/orders/:id/:act')
  async doTaking(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') act: string,
  ): Promise<void> {
    await this.pages.send(request, reply, await this.order(actorOf(request), 'org', id, act));
  }

  private async buying(actor: Actor, id: string, act: string): Promise<ActHere<WholeAgreement>> {
    const thing = await ownedAgreement(this.agreements, actor, id);
    return {
      thing,
      base: `/buy/frameworks/${id}`,
      title: thing.title,
      act,
      doors: this.agreementActs.buy,
      words: 'frameworks.act',
      rows: agreementRows(thing),
    };
  }

  private async own(id: string, act: string): Promise<ActHere<WholeAgreement>> {
    const thing = found(await this.agreements.byId(id), 'framework');
    return {
      thing,
      base: `/org/frameworks/${id}`,
      title: thing.title,
      act,
      doors: this.agreementActs.org,
      words: 'frameworks.act',
      rows: agreementRows(thing),
    };
  }

  private async entrant(actor: Actor, id: string, act: string): Promise<ActHere<EntrantHere>> {
    const agreementId = found(await this.agreements.idOfEntrant(id), 'entrant');
    const agreement = await ownedAgreement(this.agreements, actor, agreementId);
    const entrant = agreement.entrants.find((one) => one.id === id);
    if (!entrant) throw absent('entrant');
    return {
      thing: { agreement, entrant },
      base: `/buy/frameworks/${agreement.id}`,
      title: agreement.title,
      act,
      doors: this.entrantActs.doors,
      words: 'frameworks.entrantAct',
      rows: [
        row('provider', entrant.name),
        ...agreementRows(agreement),
        ...(entrant.statement ? [row('statement', entrant.statement)] : []),
      ],
    };
  }

  private async order(actor: Actor, area: 'buy' | 'org', id: string, act: string): Promise<ActHere<OrderHere>> {
    const order = await ownedOrder(this.orders, actor, id, area);
    return {
      thing: { ...order, now: await this.database.now() },
      base: `/${area}/orders/${id}`,
      title: { key: 'frameworks.order', facts: { number: order.number } },
      act,
      doors: this.orderActs[area],
      words: 'frameworks.orderAct',
      rows: [
        row('lot', order.lotName),
        row('field.quantity', { key: 'frameworks.quantity', facts: { quantity: order.quantity, unit: order.unit } }),
        ...(order.price === null ? [] : [row('amount', showYuan(order.amount))]),
        ...(order.provider ? [row('provider', order.provider)] : []),
        row('field.way', { key: `frameworks.way.${order.way}` }),
      ],
    };
  }
}
