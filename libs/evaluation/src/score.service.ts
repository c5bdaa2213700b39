import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next, refuse, type Refusal, Refused } from '#kernel';
import { Deadlines } from '#calendar';
import { Database, now, record, type Tx } from '#platform';
import { type Case, Cases, ownSeat, placeOf, racing, sitting } from './case.queries.js';
import type { ExplainScore, SaveScores, WriteNote } from './panel.input.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { isChair } from './evaluation.policy.js';
import { lastPricesIn } from './last-round.rules.js';
import { type Explanation, outliers, type SeatCell } from './outlier.rules.js';
import { Projects } from './project.queries.js';
import { cellFaults, complete, type Criterion, judgedCriteria, parsePoints, sameOffer } from './score.rules.js';
import type { Seat } from './seat.entity.js';
import { readingStates, seatLifecycle } from './seat.lifecycle.js';

/** The scores of some seats, as stored. */
export async function cellsOf(tx: Tx, seatIds: readonly string[]): Promise<SeatCell[]> {
  return (await tx.query(
    `select seat_id as "seatId", bid_id as "bidId", lot, criterion_id as "criterionId", points, reason
     from evaluation.score where seat_id = any($1) order by lot, bid_id, criterion_id, seat_id`,
    [seatIds],
  )) as SeatCell[];
}

/** Why members stand by scores that stand out, as stored. */
export async function explanationsOf(tx: Tx, seatIds: readonly string[]): Promise<Explanation[]> {
  return (await tx.query(
    `select seat_id as "seatId", bid_id as "bidId", lot, criterion_id as "criterionId", points, explanation
     from evaluation.outlier where seat_id = any($1)`,
    [seatIds],
  )) as Explanation[];
}

/** Each member scores alone; nobody reads another's scores before all have locked theirs. */
@Injectable()
export class ScoreService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly deadlines: Deadlines,
  ) {}

  /** Saves cells of the actor's own table; one that is out of range stops all, with the range named at its place. */
  save(actor: Actor, procedureId: string, { cells }: SaveScores): Promise<{ saved: number }> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.join(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor, readingStates);
      const offers = racing(file);
      const parsed = cells
        .map(({ points = '', reason = '', lot = '1', ...cell }, place) => ({
          ...cell,
          lot,
          place,
          reason,
          blank: !points && !reason,
          points: parsePoints(points),
        }))
        .filter(({ blank }) => !blank);
      const faults = parsed.flatMap(({ place, ...cell }) =>
        cellFaults(
          this.judged(file).find(({ id }) => id === cell.criterionId),
          { ...cell, bidKnown: offers.some((one) => sameOffer(one, cell)) },
          `cells.${place}.`,
        ),
      );
      ensure(this.open(file, seat));
      if (faults.length) throw new Refused(refuse('invalid', 'input.invalid', { count: faults.length }, faults));

      for (const { bidId, lot, criterionId, points, reason } of parsed)
        await tx.query(
          `insert into evaluation.score as known (seat_id, bid_id, lot, criterion_id, points, reason, at) values ($1, $2, $3, $4, $5, $6, $7)
           on conflict (seat_id, bid_id, lot, criterion_id) do update set points = excluded.points, reason = excluded.reason, at = excluded.at
           where (known.points, known.reason) is distinct from (excluded.points, excluded.reason)`,
          [seat.id, bidId, lot, criterionId, points, reason, at],
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

  /** Closes the actor's own table once it is complete and last prices are in. With the last one the panel has finished scoring. */
  lock(actor: Actor, procedureId: string): Promise<Seat> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor, readingStates);
      const own = await cellsOf(tx, [seat.id]);
      ensure(
        this.open(file, seat),
        complete(own, racing(file), this.judged(file)),
        lastPricesIn(file.evaluation, this.projects.finalOffers(file.project)),
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

  /** Why the actor stands by an own score that is far from the others'; once all have locked, before the report. */
  explain(actor: Actor, procedureId: string, { bidId, lot = '1', criterionId, explanation }: ExplainScore): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.join(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor, readingStates);
      const cells = await cellsOf(
        tx,
        sitting(file.seats).map(({ id }) => id),
      );
      ensure(file.evaluation.state === 'locked' ? undefined : refuse('conflict', 'score.not-comparing', { state: file.evaluation.state }));
      const cell = outliers(cells, file.project.content.criteria, this.projects.outlierPercent(file.project)).find(
        (one) => one.seatId === seat.id && one.criterionId === criterionId && sameOffer(one, { bidId, lot }),
      );
      ensure(cell ? undefined : refuse('conflict', 'score.no-outlier'));

      await tx.query(
        `insert into evaluation.outlier (seat_id, bid_id, lot, criterion_id, points, explanation, at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (seat_id, bid_id, lot, criterion_id)
         do update set points = excluded.points, explanation = excluded.explanation, at = excluded.at`,
        [seat.id, bidId, lot, criterionId, cell!.points, explanation, at],
      );
      const facts = { evaluation: file.evaluation.id };
      await record(tx, actor, { type: 'seat.explained', subject: seat.id, project: procedureId, facts });
    });
  }

  /** The actor's own notes on an offer; nobody else reads them, and no journal keeps them. */
  note(actor: Actor, procedureId: string, { bidId, lot = '1', text }: WriteNote): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.join(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor, readingStates);
      found(
        racing(file, lot).find((one) => one.bidId === bidId),
        'bid',
      );

      await tx.query(
        `insert into evaluation.note (seat_id, bid_id, lot, text, at) values ($1, $2, $3, $4, $5)
         on conflict (seat_id, bid_id, lot) do update set text = excluded.text, at = excluded.at`,
        [seat.id, bidId, lot, text, at],
      );
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
      key: this.projects.rules(project).replyKeys.report,
      holder: project.departmentId,
      startsAt: at,
      ruleDay: project.ruleDay,
    });
    await record(tx, actor, { type: 'evaluation.locked', subject: evaluation.id, project: project.id, facts: { members: members.length } });
  }

  private judged({ project }: Case): Criterion[] {
    return judgedCriteria(project.content.criteria, this.projects.ranking(project).ranking);
  }

  private open({ evaluation }: Case, seat: Seat): Refusal | undefined {
    if (seat.state !== 'declared') return refuse('conflict', 'score.locked');
    if (evaluation.state !== 'scoring') return refuse('conflict', 'panel.not-forming', { state: evaluation.state });
    return evaluation.complianceAt ? undefined : refuse('conflict', 'compliance.first');
  }
}
