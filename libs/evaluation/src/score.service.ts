import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next, refuse, type Refusal, Refused } from '#kernel';
import { Deadlines } from '#calendar';
import { Database, now, record, type Tx } from '#platform';
import { type Case, Cases, ownSeat, passed, placeOf, sitting } from './case.queries.js';
import type { SaveScores } from './evaluation.input.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { isChair } from './evaluation.policy.js';
import { cellFaults, type Cell, complete, parsePoints } from './score.rules.js';
import type { Seat } from './seat.entity.js';
import { readingStates, seatLifecycle } from './seat.lifecycle.js';

/** The scores of some seats, as stored. */
export async function cellsOf(tx: Tx, seatIds: readonly string[]): Promise<(Cell & { seatId: string })[]> {
  return (await tx.query(
    `select seat_id as "seatId", bid_id as "bidId", criterion_id as "criterionId", points, reason
     from evaluation.score where seat_id = any($1) order by bid_id, criterion_id, seat_id`,
    [seatIds],
  )) as (Cell & { seatId: string })[];
}

/** Each member scores alone; nobody reads another's scores before all have locked theirs. */
@Injectable()
export class ScoreService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly deadlines: Deadlines,
  ) {}

  /** Saves cells of the actor's own table; one that is out of range stops all, with the range named at its place. */
  save(actor: Actor, procedureId: string, { cells }: SaveScores): Promise<{ saved: number }> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.join(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor, readingStates);
      const bidIds = passed(file).map(({ bidId }) => bidId);
      const parsed = cells
        .map(({ points = '', reason = '', ...cell }, place) => ({
          ...cell,
          place,
          reason,
          blank: !points && !reason,
          points: parsePoints(points),
        }))
        .filter(({ blank }) => !blank);
      const faults = parsed.flatMap(({ place, ...cell }) =>
        cellFaults(
          file.project.content.criteria.find(({ id }) => id === cell.criterionId),
          { ...cell, bidKnown: bidIds.includes(cell.bidId) },
          `cells.${place}.`,
        ),
      );
      ensure(this.open(file, seat));
      if (faults.length) throw new Refused(refuse('invalid', 'input.invalid', { count: faults.length }, faults));

      for (const { bidId, criterionId, points, reason } of parsed)
        await tx.query(
          `insert into evaluation.score (seat_id, bid_id, criterion_id, points, reason, at) values ($1, $2, $3, $4, $5, $6)
           on conflict (seat_id, bid_id, criterion_id) do update set points = excluded.points, reason = excluded.reason, at = excluded.at`,
          [seat.id, bidId, criterionId, points, reason, at],
        );
      await record(tx, actor, {
        type: 'seat.scored',
        subject: seat.id,
        project: procedureId,
        facts: { evaluation: file.evaluation.id, cells: parsed.length },
      });
      return { saved: parsed.length };
    });
  }

  /** Closes the actor's own table once it is complete. With the last one the panel has finished scoring. */
  lock(actor: Actor, procedureId: string): Promise<Seat> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor, readingStates);
      const own = await cellsOf(tx, [seat.id]);
      ensure(
        this.open(file, seat),
        complete(
          own,
          passed(file).map(({ bidId }) => bidId),
          file.project.content.criteria,
        ),
      );

      seat.state = next(seatLifecycle, seat.state, 'lock');
      seat.lockedAt = at;
      await tx.save(seat);
      const facts = { evaluation: file.evaluation.id };
      await record(tx, actor, { type: 'seat.locked', subject: seat.id, project: procedureId, facts });
      await this.finish(tx, actor, file, at);
      return seat;
    });
  }

  /** The chair gives a member's table back to correct what differs or is out of line; old scores are kept. */
  unlock(actor: Actor, procedureId: string, seatId: string, reason: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      ownSeat(file.seats, actor, readingStates);
      authorize(isChair, actor, placeOf(file.seats, actor), 'panel.chair-only');
      const seat = found(
        sitting(file.seats).find(({ id }) => id === seatId),
        'seat',
      );
      const { evaluation } = file;
      ensure(evaluation.state === 'locked' || evaluation.state === 'scoring' ? undefined : refuse('conflict', 'panel.report-drafted'));

      seat.state = next(seatLifecycle, seat.state, 'unlock');
      seat.lockedAt = null;
      await tx.save(seat);
      if (evaluation.state === 'locked') evaluation.state = next(evaluationLifecycle, evaluation.state, 'unlock');
      await tx.save(evaluation);
      const facts = { evaluation: evaluation.id, reason };
      await record(tx, actor, { type: 'seat.unlocked', subject: seat.id, project: procedureId, facts });
    });
  }

  private async finish(tx: Tx, actor: Actor, { evaluation, seats, project }: Case, at: Date): Promise<void> {
    const members = sitting(seats);
    if (members.length < evaluation.panelSize! || members.some(({ state }) => state !== 'locked')) return;
    evaluation.state = next(evaluationLifecycle, evaluation.state, 'lock');
    evaluation.lockedAt = at;
    await tx.save(evaluation);
    await this.deadlines.open(tx, {
      subject: evaluation.id,
      subjectType: 'evaluation',
      project: project.id,
      key: 'report.to_buyer',
      holder: project.departmentId,
      startsAt: at,
      ruleDay: project.ruleDay,
    });
    await record(tx, actor, { type: 'evaluation.locked', subject: evaluation.id, project: project.id, facts: { members: members.length } });
  }

  private open({ evaluation }: Case, seat: Seat): Refusal | undefined {
    if (seat.state !== 'declared') return refuse('conflict', 'score.locked');
    return evaluation.state === 'scoring' ? undefined : refuse('conflict', 'panel.not-forming', { state: evaluation.state });
  }
}
