import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { NoticeQueries } from '#tendering';
import {
  BidQueries,
  BidService,
  Fallback,
  HandSecrets,
  type KeptReceipt,
  LastPrices,
  type LateTry,
  type LateTryStatement,
  type Receipt,
  StartBid,
  SubmissionService,
  SubmitBid,
  SubmitLastPrice,
  WithdrawBid,
} from '#bidding';
import { CurrentActor } from '../actor.decorator.js';
import { Repeatable } from '../once.interceptor.js';
import { ListPage } from '../list-page.input.js';

@ApiTags('bidding')
@Controller('api/v1/bids')
export class BidController {
  constructor(
    private readonly bids: BidService,
    private readonly queries: BidQueries,
    private readonly submissions: SubmissionService,
    private readonly lastPrices: LastPrices,
    private readonly fallback: Fallback,
    private readonly notices: NoticeQueries,
  ) {}

  @Post()
  @ApiOperation({ summary: "Begin the organization's bid in a procedure, or find the one begun" })
  start(@CurrentActor() actor: Actor, @Body() { procedureId }: StartBid): Promise<{ id: string }> {
    return this.bids.start(actor, procedureId);
  }

  @Get()
  @ApiOperation({ summary: "The organization's own bids, latest deadline first" })
  async list(@CurrentActor() actor: Actor, @Query() { after, limit }: ListPage): Promise<object> {
    const { items, next } = await this.queries.ownBids(actor, { after, limit });
    const notices = await this.notices.summaries(items.map(({ procedureId }) => procedureId));
    const data = items.map(({ id, procedureId, state, boxState, version }) => {
      const notice = notices.get(procedureId);
      return {
        id,
        procedureId,
        number: notice?.number,
        title: notice?.title,
        closesAt: notice?.closesAt,
        state,
        boxState,
        version,
      };
    });
    return { data, page: { next } };
  }

  @Get(':id')
  @ApiOperation({ summary: 'An own bid with what is needed to seal it: recipients, lots, limits, and what lies in the box' })
  show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.queries.desk(actor, id);
  }

  @Post(':id/submission')
  @ApiOperation({ summary: 'Hand a sealed bid in, or replace what was handed in; answers the signed receipt' })
  submit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: SubmitBid): Promise<Receipt> {
    return this.submissions.submit(actor, id, input);
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take the bid back out of the box; answers a receipt' })
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithdrawBid): Promise<Receipt> {
    return this.submissions.withdraw(actor, id, input);
  }

  @Post(':id/last-price')
  @ApiOperation({ summary: 'Hand a sealed last price in, or replace it, when one is asked for; answers the signed receipt' })
  lastPrice(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: SubmitLastPrice): Promise<Receipt> {
    return this.lastPrices.submit(actor, id, input);
  }

  @Post(':id/last-price/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a last price back: who leaves it so keeps out; answers a receipt' })
  withdrawLast(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithdrawBid): Promise<Receipt> {
    return this.lastPrices.withdraw(actor, id, input);
  }

  @Post(':id/secrets')
  @Repeatable()
  @HttpCode(200)
  @ApiOperation({
    summary: 'When two holders lost their keys and two persons agreed: the keys of the own envelopes, from the recovery file',
  })
  secrets(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: HandSecrets): Promise<{ accepted: true }> {
    return this.fallback.hand(actor, id, input);
  }

  @Get(':id/receipts')
  @ApiOperation({ summary: 'All receipts of an own bid, newest first' })
  async receipts(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return { data: (await this.queries.receipts(actor, id)).map(receiptView), page: { next: null } };
  }

  @Get(':id/attempts')
  @ApiOperation({ summary: 'Tries that came after the deadline, newest first' })
  async attempts(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<{ data: LateTry[]; page: { next: null } }> {
    return { data: await this.queries.attempts(actor, id), page: { next: null } };
  }

  @Get(':id/attempts/:attempt')
  @ApiOperation({ summary: 'One try that came after the deadline, as a signed paper' })
  attempt(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('attempt', ParseUUIDPipe) attempt: string,
  ): Promise<LateTryStatement> {
    return this.queries.attempt(actor, id, attempt);
  }
}

/** Amounts are the only whole numbers that leave as yuan: the number of an entry goes as text. */
const receiptView = ({ receipt, by, current, entryNumber }: KeptReceipt): object => ({
  receipt,
  by,
  current,
  entryNumber: entryNumber === null ? null : entryNumber.toString(),
});
