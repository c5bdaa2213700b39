import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Deadline, DeadlineQueries, light } from '#calendar';
import { EvidenceService, maySeeOrder, OrderQueries, orderPolicy, type WholeOrder } from '#frameworks';
import { absent, type Actor } from '#kernel';
import { Database } from '#platform';
import { NoAnswers } from '../identity/no-answers.input.js';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, type Said, Views } from '../kit/index.js';
import { offered } from './act-form.js';
import { orderColours } from './frameworks.marks.js';
import { OrderActs } from './order.acts.js';

type Area = 'buy' | 'org';

/** One order in the workspace of either side. */
@Controller()
export class FrameworkOrderPages {
  constructor(
    private readonly orders: OrderQueries,
    private readonly evidence: EvidenceService,
    private readonly deadlines: DeadlineQueries,
    private readonly acts: OrderActs,
    private readonly database: Database,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('buy/orders/:id')
  buying(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, 'buy', this.forms.open());
  }

  @Get('org/orders/:id')
  own(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, 'org', this.forms.open());
  }

  @Post('buy/orders/:id/evidence/:evidence')
  confirm(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('evidence', ParseUUIDPipe) evidence: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.evidence.confirm(actor, id, evidence);
        return `/buy/orders/${id}?done=framework`;
      },
      again: (form) => this.show(request, reply, id, 'buy', form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, area: Area, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const order = await ownedOrder(this.orders, actor, id, area);
    const [deadlines, now, quotedAt] = await Promise.all([
      this.deadlines.ofSubjects([id]),
      this.database.now(),
      area === 'org' ? this.orders.ownQuoteAt(id, actor.organizationId) : null,
    ]);
    const base = `/${area}/orders/${id}`;
    const confirms = area === 'buy' && orderPolicy.confirm(actor, order);
    const data = {
      form,
      order,
      base,
      colour: orderColours[order.state],
      desk: offered(this.acts[area], actor, { ...order, now }),
      rows: rowsOf(order),
      evidence: order.evidence.map((one) => ({ ...one, confirm: confirms && !one.confirmedAt ? `${base}/evidence/${one.id}` : null })),
      confirmed: order.evidence.filter(({ confirmedAt }) => confirmedAt).reduce((sum, { quantity }) => sum + quantity, 0),
      quotedAt,
      timeline: timelineOf(order, deadlines, now),
      feedback: order.feedback.map((one) => ({
        ...one,
        rating: { key: `frameworks.rating.${one.rating}` },
        source: { key: `frameworks.source.${one.source}` },
      })),
      contract: order.contractId ? `/${area}/contracts/${order.contractId}` : null,
      agreement: `/${area}/frameworks/${order.agreementId}`,
    };
    const title = { key: 'frameworks.order', facts: { number: order.number } };
    this.views.page(request, reply, 'frameworks/order', data, { title, back: { href: data.agreement, title: order.agreementTitle } });
  }
}

/** The order for one side's workspace: the department, the entrant it went to, or one invited to quote. */
export async function ownedOrder(orders: OrderQueries, actor: Actor, id: string, area: Area): Promise<WholeOrder> {
  const order = await orders.byId(id);
  if (!order) throw absent('order');
  if (area === 'buy' && order.departmentId === actor.organizationId) return order;
  const invited = order.state === 'quoting' && (await orders.contestsFor(actor.organizationId)).some((one) => one.id === id);
  const went = order.providerId === actor.organizationId && maySeeOrder(actor, { ...order, shown: order.state !== 'placed' });
  if (area === 'org' && (went || invited)) return order;
  throw absent('order');
}

function rowsOf(order: WholeOrder): { label: Said; value: Said }[] {
  const row = (key: string, value: Said): { label: Said; value: Said } => ({ label: { key: `frameworks.${key}` }, value });
  const { provider, lotName, quantity, unit, per, price, amount, way, chosenBy, chooser, reason, months } = order;
  return [
    row('agreement', order.agreementTitle),
    ...(provider ? [row('provider', provider)] : []),
    row('lot', lotName),
    row('field.quantity', { key: 'frameworks.quantity', facts: { quantity, unit } }),
    ...(price === null
      ? [row('atMost', { key: 'frameworks.money', facts: { amount } })]
      : [
          row('price', { key: 'frameworks.unitPrice', facts: { price, per, unit } }),
          row('amount', { key: 'frameworks.money', facts: { amount } }),
        ]),
    row('field.months', { key: 'frameworks.months', facts: { months } }),
    row('field.way', { key: `frameworks.way.${way}` }),
    row('field.chosenBy', { key: `frameworks.chosenBy.${chosenBy}` }),
    row('chooser', chooser),
    row('field.choice', reason),
    ...(order.tieSeed ? [row('tieSeed', order.tieSeed)] : []),
    ...(order.endText ? [row('endText', order.endText)] : []),
  ];
}

function timelineOf(order: WholeOrder, deadlines: readonly Deadline[], now: Date) {
  const { placedAt, approvedAt, quotesCloseAt, acceptedAt, announcedAt, contractedAt, endedAt } = order;
  const past: readonly (readonly [Date | null, string])[] = [
    [placedAt, 'placed'],
    [approvedAt, 'approved'],
    [quotesCloseAt, 'quotesClose'],
    [acceptedAt, 'accepted'],
    [announcedAt, 'announced'],
    [contractedAt, 'contracted'],
    [endedAt, 'ended'],
  ];
  const running = deadlines.filter(({ metAt, cancelledAt }) => metAt === null && cancelledAt === null);
  return [
    ...past.flatMap(([at, name]) => (at ? [{ at, text: { key: `frameworks.orderMoment.${name}` } }] : [])),
    ...running.map((deadline) => ({
      at: deadline.dueAt,
      text: { key: `frameworks.clock.${deadline.key}` },
      light: light(deadline, now),
      planned: true,
    })),
  ];
}
