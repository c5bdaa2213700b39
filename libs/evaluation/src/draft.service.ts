import { Injectable } from '@nestjs/common';
import { type Actor, next } from '#kernel';
import { dropAlarm, record, type Tx, uuidv7 } from '#platform';
import { type Case, sitting } from './case.queries.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { seatLifecycle, settledSeatStates } from './seat.lifecycle.js';

/** Rings when the time to sign is over. Its subject is the evaluation. */
export const signingAlarm = 'evaluation.signing';

/** A report that was drawn up and taken back, with the signatures it had. */
export interface WithdrawnReport {
  readonly reportId: string;
  readonly sha256: string;
  readonly reason: string;
  readonly withdrawnAt: Date;
}

/** Reports that are taken back while they are being signed: the paper and its signatures are kept, ranks are made anew. */
@Injectable()
export class Drafts {
  /** `retract`: to be corrected by the same members. `vacate`: a member left, the next one scores first. */
  async takeBack(
    tx: Tx,
    actor: Actor,
    { evaluation, seats, candidates }: Case,
    { act, reason, at }: { act: 'retract' | 'vacate'; reason: string; at: Date },
  ): Promise<void> {
    const { reportId, reportSha256 } = evaluation;
    const signatures = sitting(seats)
      .filter(({ state }) => settledSeatStates.includes(state))
      .map(({ id, signedAt, dissent }) => ({ seat: id, signedAt, dissent }));

    await tx.query(
      `insert into evaluation.withdrawn_report (id, evaluation_id, report_id, sha256, reason, withdrawn_at, signatures)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [uuidv7(), evaluation.id, reportId, reportSha256, reason, at, JSON.stringify(signatures)],
    );
    for (const seat of sitting(seats).filter(({ state }) => settledSeatStates.includes(state)))
      await tx.save(Object.assign(seat, { state: next(seatLifecycle, seat.state, 'recall'), signedAt: null, dissent: null }));
    for (const candidate of candidates)
      await tx.save(Object.assign(candidate, { priceScore: null, total: null, rank: null, drawn: false }));
    const state = next(evaluationLifecycle, evaluation.state, act);
    await tx.save(Object.assign(evaluation, { state, reportId: null, reportSha256: null, signDueAt: null }));
    await dropAlarm(tx, signingAlarm, evaluation.id);
    await record(tx, actor, {
      type: 'evaluation.retracted',
      subject: evaluation.id,
      project: evaluation.procedureId,
      facts: { report: reportId!, sha256: reportSha256!, reason: act },
    });
  }

  /** Reports of an evaluation that were taken back, oldest first. */
  async withdrawn(tx: Tx, evaluationId: string): Promise<WithdrawnReport[]> {
    return (await tx.query(
      `select report_id as "reportId", sha256, reason, withdrawn_at as "withdrawnAt"
       from evaluation.withdrawn_report where evaluation_id = $1 order by withdrawn_at, id`,
      [evaluationId],
    )) as WithdrawnReport[];
  }
}
