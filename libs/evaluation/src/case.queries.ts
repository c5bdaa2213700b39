import { Injectable } from '@nestjs/common';
import { type Actor, authorize, found, type Policy } from '#kernel';
import type { Tx } from '#platform';
import { Not } from 'typeorm';
import { Candidate } from './candidate.entity.js';
import { Evaluation } from './evaluation.entity.js';
import { type Place } from './evaluation.policy.js';
import { EvaluatedLot } from './lot.entity.js';
import { type Project, Projects } from './project.queries.js';
import { Seat } from './seat.entity.js';
import { type SeatState, seatedStates } from './seat.lifecycle.js';

/** Everything a command on an evaluation looks at, read under its lock. */
export interface Case {
  readonly evaluation: Evaluation;
  readonly project: Project;
  /** In the order of the notice. */
  readonly lots: readonly EvaluatedLot[];
  /** Every offer for every lot, lot by lot. */
  readonly candidates: readonly Candidate[];
  readonly seats: readonly Seat[];
}

/** Opens the file of one evaluation inside a command: of a procedure the round that counts. */
@Injectable()
export class Cases {
  constructor(private readonly projects: Projects) {}

  /** For commands that move the evaluation: nobody else moves it meanwhile. */
  open(tx: Tx, procedureId: string): Promise<Case> {
    return this.read(tx, procedureId, 'pessimistic_write');
  }

  /** For a member's own work: members do not wait for each other, but for whoever moves the evaluation. */
  join(tx: Tx, procedureId: string): Promise<Case> {
    return this.read(tx, procedureId, 'pessimistic_read');
  }

  /** For pages: nobody waits. */
  look(tx: Tx, procedureId: string): Promise<Case> {
    return this.read(tx, procedureId);
  }

  private async read(tx: Tx, procedureId: string, mode?: 'pessimistic_write' | 'pessimistic_read'): Promise<Case> {
    const lock = mode && { lock: { mode } };
    const evaluation = found(await tx.findOne(Evaluation, { where: { procedureId, state: Not('superseded') }, ...lock }), 'evaluation');
    const project = await this.projects.byId(procedureId);
    const where = { evaluationId: evaluation.id };
    const lots = (await tx.find(EvaluatedLot, { where })).sort((one, other) => Number(one.lot) - Number(other.lot));
    const candidates = await tx.find(Candidate, { where, order: { lot: 'ASC', bidId: 'ASC' } });
    const seats = await tx.find(Seat, { where, order: { place: 'ASC' } });
    return { evaluation, project, lots, candidates, seats };
  }
}

/** What the policies for the buyer's people look at. */
export function ownershipOf({ project, seats }: Pick<Case, 'project' | 'seats'>): {
  departmentId: string;
  handlers: readonly string[];
  seated: readonly string[];
} {
  return { departmentId: project.departmentId, handlers: project.handlers, seated: seats.map(({ personId }) => personId) };
}

/** Refuses as not there whoever may not even see the evaluation, then as forbidden whoever may not do this. */
export function authorizeBuyer(
  file: Case,
  actor: Actor,
  sees: Policy<{ departmentId: string }>,
  policy: Policy<ReturnType<typeof ownershipOf>>,
): void {
  const ownership = ownershipOf(file);
  if (!sees(actor, ownership)) found(null, 'evaluation');
  authorize(policy, actor, ownership, 'evaluation.not-yours');
}

/** Offers still in the race: qualified, not put out, for a lot that goes on. */
export function racing({ candidates, lots }: Pick<Case, 'candidates' | 'lots'>, lot?: string): Candidate[] {
  const alive = new Set(lots.filter(({ state }) => state !== 'failed').map((one) => one.lot));
  return candidates.filter(
    (one) => one.passed === true && one.excluded === null && alive.has(one.lot) && (lot === undefined || one.lot === lot),
  );
}

/** One bid of each bidder, whatever lots it covers. */
export function bidsOf(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ bidId }, place) => candidates.findIndex((one) => one.bidId === bidId) === place);
}

export const lotOf = ({ lots }: Pick<Case, 'lots'>, lot: string): EvaluatedLot =>
  found(
    lots.find((one) => one.lot === lot),
    'lot',
  );

/** Those who sit now. */
export const sitting = (seats: readonly Seat[]): Seat[] => seats.filter(({ state }) => seatedStates.includes(state));

/** The chair: the first drawn expert who came (the buyer's people never chair: MOF Order 87 Art. 45). */
export function chairOf(seats: readonly Seat[]): Seat | undefined {
  return sitting(seats).find(({ kind, state }) => kind === 'expert' && state !== 'invited');
}

/** The actor's own seat, in one of these states; for everybody else there is nothing there. */
export function ownSeat(seats: readonly Seat[], actor: Actor, states?: readonly SeatState[]): Seat {
  const seat = seats.find(({ personId, state }) => personId === actor.personId && (!states || states.includes(state)));
  return found(seat, 'panel');
}

export function placeOf(seats: readonly Seat[], actor: Actor): Place {
  const seat = seats.find(({ personId }) => personId === actor.personId);
  return seat ? { state: seat.state, chair: chairOf(seats)?.id === seat.id } : null;
}
