import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { found, yuan } from '#kernel';
import { Database } from '#platform';
import { BidQueries, LastPrices, WithdrawBid } from '#bidding';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { BidDesk } from './bid-desk.js';

/** The last price of a supplier that was asked for one: handed in sealed from the own browser, replaced, taken back. */
@Controller('org/bids/:id/last-price')
export class LastPricePages {
  constructor(
    private readonly desk: BidDesk,
    private readonly bids: BidQueries,
    private readonly prices: LastPrices,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const { desk, lots, ...round } = await this.round(request, id);
    const [receipts, attempts] = await Promise.all([this.bids.receipts(actor, id), this.bids.attempts(actor, id)]);
    const { closesAt } = round;
    const data = {
      ...desk,
      ...round,
      closesIso: closesAt.toISOString(),
      script: this.desk.script(request, desk, 'last-price', { closesAt: closesAt.toISOString(), lots }),
      lots: lots.map((lot) => ({ ...lot, limit: yuan(lot.maxPrice) })),
      many: lots.length > 1,
      receipts: receipts.filter(({ receipt }) => receipt.round === 2),
      attempts: attempts.filter((one) => one.closedAt.getTime() === closesAt.getTime()).length,
    };
    this.views.page(request, reply, 'bidding/last-price', data, {
      title: { key: 'bidding.lastPrice' },
      back: desk.back,
      scripts: round.taking ? ['bid'] : [],
    });
  }

  @Get('withdrawal')
  ask(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.withdrawal(request, reply, id, this.forms.open());
  }

  @Post('withdrawal')
  async withdraw(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    await this.forms.handle(request, reply, {
      input: WithdrawBid,
      act: async (input) => `/org/receipts/${(await this.prices.withdraw(actor, id, input)).number}?done=bidWithdrawn`,
      again: (form) => this.withdrawal(request, reply, id, form),
    });
  }

  private async withdrawal(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const { desk, ...round } = await this.round(request, id);
    const withdrawal = { value: 'yes', text: { key: 'bidding.withdrawYes' } };
    this.views.page(
      request,
      reply,
      'bidding/last-price-withdrawal',
      { ...desk, ...round, form, withdrawal },
      { title: { key: 'bidding.lastPriceWithdraw' }, back: { href: round.here, title: { key: 'bidding.lastPrice' } } },
    );
  }

  /** The round this bid was called to; not there for one that was not. */
  private async round(request: PageRequest, id: string) {
    const desk = await this.desk.of(actorOf(request), id);
    const { state, closesAt, handedIn, lots } = found(desk.bid.lastRound, 'last-price');
    return {
      desk,
      here: `/org/bids/${id}/last-price`,
      state,
      closesAt,
      handedIn,
      taking: state === 'open' && (await this.database.now()) < closesAt,
      lots: desk.lots.filter((lot) => lots.includes(lot.id)),
    };
  }
}
