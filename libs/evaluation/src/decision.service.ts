import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, refuse, system } from '#kernel';
import { Deadlines } from '#calendar';
import { Brakes } from '#tendering';
import { type Alarm, Database, dropAlarm, now, record, type Tx, uuidv7 } from '#platform';
import { Award } from './award.entity.js';
import { inOrder, standing } from './award.rules.js';
import { awardFacts } from './award.view.js';
import type { Candidate } from './candidate.entity.js';
import { authorizeBuyer, type Case, Cases, lotOf } from './case.queries.js';
import { DecisionClock, decideKey, silenceAlarm } from './decision.clock.service.js';
import { Evaluation } from './evaluation.entity.js';
import type { DecideAward, TellBidder } from './evaluation.input.js';
import { rankedStates } from './evaluation.lifecycle.js';
import { confirmed, evaluationPolicy, maySeeEvaluation } from './evaluation.policy.js';
import { EvaluatedLot } from './lot.entity.js';
import { Lots } from './lot.service.js';
import { Projects } from './project.queries.js';

/** The buyer's decision on each lot, in the order of the report. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly deadlines: Deadlines,
    private readonly projects: Projects,
    private readonly lots: Lots,
    private readonly clock: DecisionClock,
    private readonly brakes: Brakes,
  ) {}

  /** An approver confirms the first candidate still standing; nobody else can be chosen. */
  decide(actor: Actor, procedureId: string, { bidId, lot = '1' }: DecideAward): Promise<Award> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.decide);
      authorize(confirmed, actor, at, 'confirm-first');
      const wanted = lotOf(file, lot);
      const offers = file.candidates.filter((one) => one.lot === lot);
      ensure(
        this.projects.rules(file.project).framework ? refuse('conflict', 'award.framework') : undefined,
        wanted.state === 'reported' ? undefined : refuse('conflict', 'award.not-to-decide', { state: wanted.state }),
        await this.brakes.standing(tx, procedureId, 'award'),
        inOrder(bidId, offers, await withdrawnBids(tx, file.evaluation.id, lot)),
      );
      return this.award(
        tx,
        actor,
        file,
        wanted,
        offers.find((one) => one.bidId === bidId)!,
        at,
      );
    });
  }

  /**
   * The buyer said nothing in the legal time: the first candidate wins (MOF Order 87 Art. 68). While an objection stops the
   * decision silence says nothing; {@link goOn} gives the time again.
   */
  async silence(tx: Tx, { subject }: Alarm): Promise<void> {
    const known = await tx.findOneBy(EvaluatedLot, { id: subject });
    const evaluation = known && (await tx.findOneBy(Evaluation, { id: known.evaluationId }));
    if (!evaluation || evaluation.state === 'superseded') return;
    const file = await this.cases.open(tx, evaluation.procedureId);
    const at = await now(tx);
    const lot = file.lots.find(({ id }) => id === subject);
    if (lot?.state !== 'reported' || at < lot.decideDueAt! || (await this.brakes.standing(tx, file.project.id, 'award'))) return;
    const offers = file.candidates.filter((one) => one.lot === lot.lot);
    const [first] = standing(offers, await withdrawnBids(tx, lot.evaluationId, lot.lot));
    if (first) await this.award(tx, system('evaluation'), file, lot, first, at);
  }

  /** Nothing stops the decision any more: a lot whose time ran out meanwhile has the legal time anew. */
  async goOn(tx: Tx, procedureId: string): Promise<void> {
    const stuck = await tx.query<{ id: string }[]>(
      `select l.id from evaluation.lot l join evaluation.evaluation e on e.id = l.evaluation_id
       where e.procedure_id = $1 and e.state <> 'superseded' and l.state = 'reported' and l.decide_due_at <= clock_timestamp()
         and not exists (select from platform.alarm a where a.kind = $2 and a.subject = l.id)`,
      [procedureId, silenceAlarm],
    );
    if (stuck.length === 0) return;
    const file = await this.cases.open(tx, procedureId);
    if (this.projects.rules(file.project).framework) return;
    for (const lot of file.lots.filter(({ id }) => stuck.some((one) => one.id === id))) {
      await this.deadlines.cancel(tx, lot.id, decideKey(this.projects, file.project));
      await tx.save(Object.assign(lot, { decideDueAt: await this.clock.start(tx, file, lot, await now(tx)) }));
    }
  }

  /** What a bidder who does not win will read; written by the handler before the announcement. */
  giveReason(actor: Actor, procedureId: string, { bidId, lot = '1', reason, criteria = [] }: TellBidder): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const candidate = found(
        file.candidates.find((one) => one.bidId === bidId && one.lot === lot),
        'bid',
      );
      const award = await tx.findOneBy(Award, { evaluationId: file.evaluation.id, lot, state: 'decided' });
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.giveReason);
      const toTell = rankedStates.includes(file.evaluation.state) && (lotOf(file, lot).state === 'reported' || award !== null);
      ensure(
        toTell ? undefined : refuse('conflict', 'award.reasons-closed'),
        await this.brakes.standing(tx, procedureId, 'award'),
        criteria.every(({ id }) => file.project.content.criteria.some((one) => one.id === id))
          ? undefined
          : refuse('invalid', 'score.no-such-criterion'),
      );

      candidate.reason = reason;
      candidate.reasons = { ...candidate.reasons, ...Object.fromEntries(criteria.map((one) => [one.id, one.reason])) };
      await tx.save(candidate);
      await record(tx, actor, { type: 'candidate.told', subject: bidId, project: procedureId, facts: { lot } });
    });
  }

  private async award(tx: Tx, actor: Actor, file: Case, lot: EvaluatedLot, winner: Candidate, at: Date): Promise<Award> {
    const { evaluation, project } = file;
    const bySilence = actor.personId === system('').personId;
    await this.lots.move(tx, lot, 'decide');
    const award = tx.create(Award, {
      id: uuidv7(),
      procedureId: project.id,
      evaluationId: evaluation.id,
      lot: lot.lot,
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
    await this.deadlines.meet(tx, lot.id, decideKey(this.projects, project), at);
    await dropAlarm(tx, silenceAlarm, lot.id);
    await this.deadlines.open(tx, {
      subject: award.id,
      subjectType: 'award',
      project: project.id,
      key: this.projects.rules(project).replyKeys.announce,
      holder: project.departmentId,
      startsAt: at,
      ruleDay: project.ruleDay,
    });
    await record(tx, actor, { type: 'award.decided', subject: award.id, project: project.id, facts: { ...awardFacts(award), bySilence } });
    await this.lots.follow(tx, actor, file);
    return award;
  }
}

/** Bids whose award of this lot was withdrawn; they are out. */
export async function withdrawnBids(tx: Tx, evaluationId: string, lot: string): Promise<string[]> {
  const rows = await tx.find(Award, { where: { evaluationId, lot, state: 'withdrawn' } });
  return rows.map(({ bidId }) => bidId);
}
