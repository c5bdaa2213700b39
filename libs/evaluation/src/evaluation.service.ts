import { Injectable } from '@nestjs/common';
import { type Actor, ensure, found, next, refuse, system, yuan } from '#kernel';
import { BidQueries, type OpenedBid } from '#bidding';
import { OrganizationQueries } from '#organizations';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { Candidate } from './candidate.entity.js';
import { authorizeBuyer, type Case, Cases, lotOf, racing } from './case.queries.js';
import { enoughAtOpening, enoughPassed } from './counting.rules.js';
import { declaredIn, deductionOf, forSmallOnly } from './enterprise.rules.js';
import { Evaluation } from './evaluation.entity.js';
import type { JudgeQualification } from './evaluation.input.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { evaluationPolicy, maySeeEvaluation } from './evaluation.policy.js';
import { overPrice } from './last-round.rules.js';
import { EvaluatedLot } from './lot.entity.js';
import { Lots } from './lot.service.js';
import { Projects } from './project.queries.js';
import { judgementFault, settled } from './qualification.rules.js';
import { type Redo, RoundService } from './round.service.js';

/** From the opened box to the list of qualified offers. */
@Injectable()
export class EvaluationService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly bids: BidQueries,
    private readonly organizations: OrganizationQueries,
    private readonly lots: Lots,
    private readonly rounds: RoundService,
  ) {}

  /** Begins with what was found in the box: an offer for a lot is a candidate. Once: an evaluation that is there stays. */
  async start(tx: Tx, procedureId: string): Promise<void> {
    const at = await now(tx);
    const project = await this.projects.byId(procedureId);
    const bids = await this.bids.opened(procedureId);
    if (await tx.existsBy(Evaluation, { procedureId })) return;

    const id = uuidv7();
    const { departmentId, ruleDay } = project;
    await tx.insert(Evaluation, { id, procedureId, round: 1, departmentId, ruleDay, state: 'qualifying', startedAt: at });
    for (const [place, { id: lot, name, maxPrice }] of project.lots.entries())
      await tx.insert(EvaluatedLot, {
        id: place === 0 ? id : uuidv7(),
        evaluationId: id,
        lot,
        name,
        maxPrice: yuan(maxPrice),
        state: 'open',
      });
    const file = await this.cases.open(tx, procedureId);
    for (const bid of bids)
      for (const [lot, price] of pricesOf(bid))
        await this.enter(tx, file, { bidId: bid.bidId, providerId: bid.providerId, lot, price, ...declaredIn(bid.offer) }, at);
    await record(tx, system('evaluation'), { type: 'evaluation.started', subject: id, project: procedureId, facts: { bids: bids.length } });
    await this.count(tx, system('evaluation'), await this.cases.open(tx, procedureId), (offers, min) => enoughAtOpening(offers, min));
  }

  /** The buyer's handler judges one bid against the notice's conditions; may be corrected until concluded. */
  qualify(actor: Actor, procedureId: string, input: JudgeQualification): Promise<Candidate> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      const own = file.candidates.filter(({ bidId }) => bidId === input.bidId);
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.qualify);
      ensure(
        this.qualifying(file),
        judgementFault(
          input,
          own.length > 0,
          file.project.content.eligibility.map(({ id }) => id),
        ),
      );

      const { passed: fit, unmet = [], reason = '' } = input;
      const { uscc } = found(await this.organizations.byId(own[0]!.providerId), 'organization');
      const { enterprise, statement } = own[0]!;
      const declared = { enterprise: enterprise ?? 'none', statement };
      ensure(fit && this.projects.isReserved(file.project) ? forSmallOnly(declared, uscc) : undefined);
      const deduction = deductionOf(declared, uscc, this.projects.deductionPercent(file.project));
      const judged = { passed: fit, unmet: fit ? [] : unmet, judgement: fit ? null : reason, judgedBy: actor.personId, judgedAt: at };
      for (const candidate of own) await tx.save(Object.assign(candidate, judged, { deduction }));
      await record(tx, actor, {
        type: 'candidate.judged',
        subject: input.bidId,
        project: procedureId,
        facts: { passed: fit, unmet: unmet.length, ...declared, deduction },
      });
      return own[0]!;
    });
  }

  /** Ends the qualification: on to the panel; a lot with too few qualified offers fails, and with the last the procedure. */
  conclude(actor: Actor, procedureId: string): Promise<Evaluation> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.qualify);
      ensure(this.qualifying(file), settled(file.candidates));

      const { evaluation, project } = file;
      const reserved = this.projects.isReserved(project) ? { min: this.projects.minReserved(project) } : null;
      await this.count(tx, actor, file, (offers, min) => enoughPassed(offers, min, reserved));
      if (evaluation.state !== 'qualifying') return evaluation;
      evaluation.state = next(evaluationLifecycle, evaluation.state, 'admit');
      evaluation.qualifiedAt = at;
      await tx.save(evaluation);
      const facts = { bids: file.candidates.length, qualified: racing(file).length };
      await record(tx, actor, { type: 'evaluation.qualified', subject: evaluation.id, project: procedureId, facts });
      return evaluation;
    });
  }

  /** The evaluation is done again by another panel: an upheld challenge, or an order of finance. */
  redo(tx: Tx, actor: Actor, procedureId: string, redo: Redo): Promise<Evaluation> {
    return this.rounds.redo(tx, actor, procedureId, redo);
  }

  private async enter(
    tx: Tx,
    file: Case,
    { lot, price, ...bid }: Pick<Candidate, 'bidId' | 'providerId' | 'lot' | 'price' | 'enterprise' | 'statement'>,
    at: Date,
  ): Promise<void> {
    const offer = { evaluationId: file.evaluation.id, ...bid, lot, price, firstPrice: price };
    const blank = { deduction: 0, unmet: [], drawn: false, reasons: {} };
    await tx.insert(Candidate, { ...offer, ...blank, ...overPrice(price, lotOf(file, lot).maxPrice, at) });
  }

  /** Counts every open lot's offers; those with too few fail. */
  private async count(
    tx: Tx,
    actor: Actor,
    file: Case,
    tooFew: (offers: readonly Candidate[], min: number) => ReturnType<typeof enoughAtOpening>,
  ): Promise<void> {
    const min = this.projects.minOffers(file.project);
    for (const lot of file.lots.filter(({ state }) => state === 'open')) {
      const why = tooFew(
        file.candidates.filter((one) => one.lot === lot.lot),
        min,
      );
      if (why) await this.lots.fail(tx, actor, file, lot, why);
    }
    await this.lots.follow(tx, actor, file);
  }

  private qualifying({ evaluation: { state } }: Case) {
    return state === 'qualifying' ? undefined : refuse('conflict', 'evaluation.qualification-over', { state });
  }
}

/** A bid's price for each lot it covers; a bid for a notice without lots has one. */
function pricesOf(bid: OpenedBid & { readonly prices?: ReadonlyMap<string, bigint> }): ReadonlyMap<string, bigint> {
  return bid.prices ?? new Map([['1', bid.price]]);
}
