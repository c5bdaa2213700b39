import { Injectable } from '@nestjs/common';
import { type Actor, authorize, found, type Policy } from '#kernel';
import type { Tx } from '#platform';
import { Candidate } from './candidate.entity.js';
import { Evaluation } from './evaluation.entity.js';
import { type Place } from './evaluation.policy.js';
import { type Project, Projects } from './project.queries.js';
import { Seat } from './seat.entity.js';
import { type SeatState, seatedStates } from './seat.lifecycle.js';

/** Everything a command on an evaluation looks at, read under its lock. */
export interface Case {
  readonly evaluation: Evaluation;
  readonly project: Project;
  readonly candidates: readonly Candidate[];
  readonly seats: readonly Seat[];
}

/** Opens the file of one evaluation inside a command. */
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
    const evaluation = found(await tx.findOne(Evaluation, { where: { procedureId }, ...lock }), 'evaluation');
    const project = await this.projects.byId(procedureId);
    const candidates = await tx.find(Candidate, { where: { evaluationId: evaluation.id }, order: { bidId: 'ASC' } });
    const seats = await tx.find(Seat, { where: { evaluationId: evaluation.id }, order: { place: 'ASC' } });
    return { evaluation, project, candidates, seats };
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

export const passed = ({ candidates }: Pick<Case, 'candidates'>): Candidate[] => candidates.filter((one) => one.passed === true);

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
