import { Injectable } from '@nestjs/common';
import { type Actor, ensure, next, refuse } from '#kernel';
import { Deadlines } from '#calendar';
import { dropAlarm, now, record, type Tx, uuidv7 } from '#platform';
import { In } from 'typeorm';
import { Award } from './award.entity.js';
import { awardLifecycle } from './award.lifecycle.js';
import { awardFacts } from './award.view.js';
import { Candidate } from './candidate.entity.js';
import { type Case, Cases } from './case.queries.js';
import { decideKey, silenceAlarm } from './decision.clock.service.js';
import { signingAlarm } from './draft.service.js';
import { Evaluation } from './evaluation.entity.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { EvaluatedLot } from './lot.entity.js';
import { settledLotStates } from './lot.lifecycle.js';
import { Projects } from './project.queries.js';

/** Why an evaluation is done again, and from where: the qualification too, or only what the panel did. */
export interface Redo {
  readonly reason: string;
  readonly from?: 'qualification' | 'panel';
}

/** Rounds of an evaluation: what was done stays as it was, another panel begins anew. */
@Injectable()
export class RoundService {
  constructor(
    private readonly cases: Cases,
    private readonly deadlines: Deadlines,
    private readonly projects: Projects,
  ) {}

  /**
   * Supersedes the round that counts and begins the next with the same offers. Awards that have no contract yet are taken
   * back; lots that have one, or have failed, stay as they are, and so do last prices: they are asked for once. Whoever sat before is not drawn again.
   */
  async redo(tx: Tx, actor: Actor, procedureId: string, { reason, from = 'panel' }: Redo): Promise<Evaluation> {
    const file = await this.cases.open(tx, procedureId);
    const at = await now(tx);
    const again = file.lots.filter(({ state }) => !settledLotStates.includes(state));
    ensure(again.length ? undefined : refuse('conflict', 'evaluation.nothing-to-redo'));
    const { evaluation } = file;

    evaluation.state = next(evaluationLifecycle, evaluation.state, 'supersede');
    await tx.save(evaluation);
    await this.takeBack(tx, actor, file, again, reason, at);
    await this.stopClocks(tx, file, again);
    const created = await this.begin(tx, file, again, { reason, from, at });
    await record(tx, actor, {
      type: 'evaluation.redone',
      subject: created.id,
      project: procedureId,
      facts: { round: created.round, before: evaluation.id, lots: again.length },
    });
    return created;
  }

  private async takeBack(tx: Tx, actor: Actor, { project }: Case, lots: readonly EvaluatedLot[], reason: string, at: Date): Promise<void> {
    const active = await tx.find(Award, {
      where: { procedureId: project.id, lot: In(lots.map(({ lot }) => lot)), state: In(['decided', 'announced', 'held']) },
      lock: { mode: 'pessimistic_write' },
    });
    for (const award of active) {
      award.state = next(awardLifecycle, award.state, 'withdraw');
      await tx.save(Object.assign(award, { withdrawnAt: at, withdrawnReason: reason }));
      await this.deadlines.cancel(tx, award.id, this.projects.rules(project).replyKeys.announce);
      const facts = { ...awardFacts(award), reason: 'redo' };
      await record(tx, actor, { type: 'award.withdrawn', subject: award.id, project: project.id, facts });
    }
  }

  private async stopClocks(tx: Tx, { evaluation, project }: Case, lots: readonly EvaluatedLot[]): Promise<void> {
    await this.deadlines.cancel(tx, evaluation.id, this.projects.rules(project).replyKeys.report);
    await dropAlarm(tx, signingAlarm, evaluation.id);
    for (const { id } of lots) {
      await this.deadlines.cancel(tx, id, decideKey(this.projects, project));
      await dropAlarm(tx, silenceAlarm, id);
    }
  }

  private async begin(
    tx: Tx,
    { evaluation, candidates }: Case,
    lots: readonly EvaluatedLot[],
    { reason, from, at }: { reason: string; from: 'qualification' | 'panel'; at: Date },
  ): Promise<Evaluation> {
    const id = uuidv7();
    const { procedureId, departmentId, ruleDay, round, qualifiedAt } = evaluation;
    const { lastCalledAt, lastCalledBy, lastClosesAt, lastTakenAt } = evaluation;
    const lastRound = { lastCalledAt, lastCalledBy, lastClosesAt, lastTakenAt };
    const judged = from === 'panel' && qualifiedAt !== null;
    const created = tx.create(Evaluation, {
      id,
      procedureId,
      departmentId,
      ruleDay,
      round: round + 1,
      redoReason: reason,
      startedAt: at,
      ...lastRound,
    });
    await tx.insert(Evaluation, Object.assign(created, { state: judged ? 'qualified' : 'qualifying', qualifiedAt: judged ? at : null }));
    for (const [place, { lot, name, maxPrice }] of lots.entries())
      await tx.insert(EvaluatedLot, { id: place === 0 ? id : uuidv7(), evaluationId: id, lot, name, maxPrice, state: 'open' });
    for (const one of candidates.filter(({ lot }) => lots.some((each) => each.lot === lot)))
      await tx.insert(Candidate, { ...offerOf(one), evaluationId: id, ...(judged ? judgementOf(one) : {}) });
    return created;
  }
}

/** What the bidder handed in; a price over the limit stays one, and who gave no last price stays away. */
function offerOf({ bidId, lot, providerId, price, firstPrice, enterprise, statement, ...one }: Candidate) {
  const stays = one.excluded === 'over-price' || one.excluded === 'no-last-price';
  const over = stays ? { excluded: one.excluded, exclusion: one.exclusion, excludedAt: one.excludedAt } : {};
  return { bidId, lot, providerId, price, firstPrice, enterprise, statement, deduction: 0, unmet: [], drawn: false, reasons: {}, ...over };
}

function judgementOf({ passed, unmet, judgement, judgedBy, judgedAt, deduction }: Candidate) {
  return { passed, unmet, judgement, judgedBy, judgedAt, deduction };
}
