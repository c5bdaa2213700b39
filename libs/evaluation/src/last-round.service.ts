import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, ensure, refuse, system } from '#kernel';
import { BidQueries, LastPrices, type OpenedBid } from '#bidding';
import { Database, now, record, sentence, type Tx } from '#platform';
import type { Candidate } from './candidate.entity.js';
import { bidsOf, type Case, Cases, lotOf, racing } from './case.queries.js';
import { ClarificationQueries } from './clarification.queries.js';
import { asChair } from './compliance.service.js';
import { Evaluation } from './evaluation.entity.js';
import type { EvaluationState } from './evaluation.lifecycle.js';
import { enoughLastPrices, overPrice, talksOver, withoutLastPrice } from './last-round.rules.js';
import { Lots } from './lot.service.js';
import type { CallLastPrices } from './panel.input.js';
import { dateOf } from './panel.service.js';
import { Projects } from './project.queries.js';

/** While an evaluation is in one of these, last prices may still take the place of the first. */
const open: readonly EvaluationState[] = ['qualifying', 'qualified', 'scoring', 'locked'];

/** The last round of prices as the panel carries it on: called by its chair after the talks, taken once it was opened. */
@Injectable()
export class LastRound {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly clarifications: ClarificationQueries,
    private readonly bids: BidQueries,
    private readonly prices: LastPrices,
    private readonly lots: Lots,
  ) {}

  /** The chair asks everybody still in the race for a last price (MOF Order 74 Art. 33; 财库〔2014〕214号 Art. 21). */
  call(actor: Actor, procedureId: string, { closesAt: until }: CallLastPrices): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      asChair(file, actor);
      const { evaluation } = file;
      ensure(
        evaluation.state === 'scoring' || evaluation.state === 'locked' ? undefined : refuse('conflict', 'panel.report-drafted'),
        evaluation.complianceAt ? undefined : refuse('conflict', 'compliance.first'),
        talksOver(await this.clarifications.of(tx, evaluation.id), at),
      );
      const closesAt = dateOf(until)!;
      const called = bidsOf(racing(file));

      await this.prices.call(tx, actor, procedureId, {
        bids: called.map(({ bidId }) => ({ bid: bidId, lots: lotsOf(file, bidId) })),
        closesAt,
      });
      await tx.save(Object.assign(evaluation, { lastCalledAt: at, lastCalledBy: actor.personId, lastClosesAt: closesAt }));
      for (const { bidId, providerId } of called)
        await record(tx, actor, {
          type: 'last-price.asked',
          subject: bidId,
          project: procedureId,
          facts: { bid: bidId, provider: providerId, closesAt: closesAt.toISOString() },
        });
    });
  }

  /**
   * Their box was opened: last prices take the place of the first, which are kept. Who gave none, or one above the limit,
   * is out; a lot with too few left fails. Once; where nothing is evaluated any more it does nothing.
   */
  async take(tx: Tx, procedureId: string): Promise<void> {
    const file = await this.waiting(tx, procedureId);
    if (!file) return;
    const at = await now(tx);
    const opened = new Map((await this.bids.opened(procedureId)).map((bid) => [bid.bidId, bid]));
    const offers = file.candidates.filter(
      ({ passed, excluded, lot }) => passed !== false && excluded === null && lotOf(file, lot).state === 'open',
    );

    for (const candidate of offers) await tx.save(this.reprice(file, candidate, opened.get(candidate.bidId), at));
    await tx.save(Object.assign(file.evaluation, { lastTakenAt: at }));
    const out = offers.filter(({ excluded }) => excluded !== null).length;
    await record(tx, system('evaluation'), {
      type: 'evaluation.repriced',
      subject: file.evaluation.id,
      project: procedureId,
      facts: { offers: offers.length - out, out },
    });
    await this.count(tx, file);
  }

  /** Too few last prices came, so none was opened: every lot that was open fails, and with the last the procedure. */
  async tooFew(tx: Tx, procedureId: string, { count, minimum }: { count: number; minimum: number }): Promise<void> {
    const file = await this.waiting(tx, procedureId);
    if (!file) return;
    const why = refuse('conflict', 'evaluation.too-few-last-prices', { left: count, min: minimum });
    for (const lot of file.lots.filter(({ state }) => state === 'open')) await this.lots.fail(tx, system('evaluation'), file, lot, why);
    await this.lots.follow(tx, system('evaluation'), file);
  }

  /** The evaluation that waits for last prices, under its lock. */
  private async waiting(tx: Tx, procedureId: string): Promise<Case | undefined> {
    if (!(await tx.existsBy(Evaluation, { procedureId, state: In([...open]) }))) return undefined;
    const file = await this.cases.open(tx, procedureId);
    const { state, lastCalledAt, lastTakenAt } = file.evaluation;
    return open.includes(state) && lastCalledAt && !lastTakenAt ? file : undefined;
  }

  private reprice(file: Case, candidate: Candidate, bid: OpenedBid | undefined, at: Date): Candidate {
    const price = bid?.out === false ? bid.prices.get(candidate.lot) : undefined;
    if (price === undefined) return Object.assign(candidate, withoutLastPrice(faultOf(bid), at));
    return Object.assign(candidate, { price, lowPriceReason: null }, overPrice(price, lotOf(file, candidate.lot).maxPrice, at));
  }

  /** Before the qualification is concluded nothing is counted: its end counts. */
  private async count(tx: Tx, file: Case): Promise<void> {
    if (file.evaluation.state === 'qualifying') return;
    const min = this.projects.minOffers(file.project);
    for (const lot of file.lots.filter(({ state }) => state === 'open')) {
      const why = enoughLastPrices(
        file.candidates.filter((one) => one.lot === lot.lot),
        min,
      );
      if (why) await this.lots.fail(tx, system('evaluation'), file, lot, why);
    }
    await this.lots.follow(tx, system('evaluation'), file);
  }
}

/** The lots in which a bid is still in the race. */
const lotsOf = (file: Case, bidId: string): string[] =>
  racing(file)
    .filter((one) => one.bidId === bidId)
    .map(({ lot }) => lot);

/** What was wrong with a last price, in the words its bidder reads. */
const faultOf = (bid: OpenedBid | undefined): string | null =>
  bid?.lastFault ? sentence(`bid.invalid.${bid.lastFault.replaceAll('.', '-')}`, {}, 'zh') : null;
