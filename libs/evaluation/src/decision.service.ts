import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next, refuse, system } from '#kernel';
import { Deadlines } from '#calendar';
import { type Alarm, Database, dropAlarm, now, record, type Tx, uuidv7 } from '#platform';
import { Award } from './award.entity.js';
import { inOrder, standing } from './award.rules.js';
import { awardFacts } from './award.view.js';
import type { Candidate } from './candidate.entity.js';
import { authorizeBuyer, type Case, Cases } from './case.queries.js';
import { Evaluation } from './evaluation.entity.js';
import type { DecideAward, ExplainBid } from './evaluation.input.js';
import { evaluationLifecycle, rankedStates } from './evaluation.lifecycle.js';
import { confirmed, evaluationPolicy, maySeeEvaluation } from './evaluation.policy.js';
import { silenceAlarm } from './report.service.js';

/** The buyer's decision, in the order of the report. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly deadlines: Deadlines,
  ) {}

  /** An approver confirms the first candidate still standing; nobody else can be chosen. */
  decide(actor: Actor, procedureId: string, { bidId }: DecideAward): Promise<Award> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.decide);
      authorize(confirmed, actor, at, 'confirm-first');
      ensure(
        file.evaluation.state === 'reported' ? undefined : refuse('conflict', 'award.not-to-decide', { state: file.evaluation.state }),
        inOrder(bidId, file.candidates, await withdrawnBids(tx, file.evaluation.id)),
      );
      return this.award(
        tx,
        actor,
        file,
        found(
          file.candidates.find((one) => one.bidId === bidId),
          'bid',
        ),
        at,
      );
    });
  }

  /** The buyer said nothing in the legal time: the first candidate wins (MOF Order 87 Art. 68). */
  async silence(tx: Tx, { subject }: Alarm): Promise<void> {
    const known = await tx.findOneBy(Evaluation, { id: subject });
    if (!known) return;
    const file = await this.cases.open(tx, known.procedureId);
    const at = await now(tx);
    if (file.evaluation.state !== 'reported' || at < file.evaluation.decideDueAt!) return;
    const [first] = standing(file.candidates, await withdrawnBids(tx, subject));
    if (first) await this.award(tx, system('evaluation'), file, first, at);
  }

  /** What a bidder who does not win will read; written by the handler before the announcement. */
  giveReason(actor: Actor, procedureId: string, { bidId, reason }: ExplainBid): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const candidate = found(
        file.candidates.find((one) => one.bidId === bidId),
        'bid',
      );
      const award = await tx.findOneBy(Award, { evaluationId: file.evaluation.id, state: 'decided' });
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.giveReason);
      const toTell = rankedStates.includes(file.evaluation.state) && (file.evaluation.state === 'reported' || award !== null);
      ensure(toTell ? undefined : refuse('conflict', 'award.reasons-closed'));

      candidate.reason = reason;
      await tx.save(candidate);
      await record(tx, actor, { type: 'candidate.told', subject: bidId, project: procedureId, facts: {} });
    });
  }

  private async award(tx: Tx, actor: Actor, { evaluation, project }: Case, winner: Candidate, at: Date): Promise<Award> {
    const bySilence = actor.personId === system('').personId;
    evaluation.state = next(evaluationLifecycle, evaluation.state, 'decide');
    await tx.save(evaluation);
    const award = tx.create(Award, {
      id: uuidv7(),
      procedureId: project.id,
      evaluationId: evaluation.id,
      bidId: winner.bidId,
      providerId: winner.providerId,
      price: winner.price,
      rank: winner.rank!,
      state: 'decided',
      bySilence,
      decidedBy: actor.personId,
      decidedAt: at,
    });
    await tx.insert(Award, award);
    await this.deadlines.meet(tx, evaluation.id, 'buyer.decide', at);
    await dropAlarm(tx, silenceAlarm, evaluation.id);
    await this.deadlines.open(tx, {
      subject: award.id,
      subjectType: 'award',
      project: project.id,
      key: 'award.announce_and_notify',
      holder: project.departmentId,
      startsAt: at,
      ruleDay: project.ruleDay,
    });
    await record(tx, actor, { type: 'award.decided', subject: award.id, project: project.id, facts: { ...awardFacts(award), bySilence } });
    return award;
  }
}

/** Bids whose award was withdrawn; they are out. */
export async function withdrawnBids(tx: Tx, evaluationId: string): Promise<string[]> {
  const rows = await tx.find(Award, { where: { evaluationId, state: 'withdrawn' } });
  return rows.map(({ bidId }) => bidId);
}
