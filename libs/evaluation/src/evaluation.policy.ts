import { type Actor, confirmedWithin, has, nobody, type Policy } from '#kernel';

/** Whose procedure it is and who prepared it. */
export interface Ownership {
  readonly departmentId: string;
  /** Persons who wrote or published the notice. */
  readonly handlers: readonly string[];
}

/** A person's place on the panel, or null for everybody else. */
export type Place = { readonly state: string; readonly chair: boolean } | null;

const own = (actor: Actor, { departmentId }: Pick<Ownership, 'departmentId'>): boolean => actor.organizationId === departmentId;

/** Who sees how an evaluation goes: the buyer's people and those who supervise. */
export const maySeeEvaluation: Policy<Pick<Ownership, 'departmentId'>> = (actor, evaluation) =>
  (own(actor, evaluation) && has(actor, 'handler', 'approver')) || has(actor, 'supervisor');

const handles: Policy<{ departmentId: string; seated: readonly string[] }> = (actor, evaluation) =>
  own(actor, evaluation) && has(actor, 'handler') && !evaluation.seated.includes(actor.personId);

export const evaluationPolicy = {
  /** The buyer checks qualification and organizes the panel; whoever sits on the panel does neither. */
  qualify: handles,
  draw: handles,
  replace: handles,
  giveReason: handles,
  /** The award is decided by an approver of the buyer who did not sit on the panel (MOF Order 87 Art. 68). */
  decide: (actor: Actor, evaluation: { departmentId: string; seated: readonly string[] }) =>
    own(actor, evaluation) && has(actor, 'approver') && !evaluation.seated.includes(actor.personId),
  /** Four eyes: whoever decided does not announce. */
  announce: (actor: Actor, award: { departmentId: string; decidedBy: string; seated: readonly string[] }) =>
    own(actor, award) && has(actor, 'handler', 'approver') && actor.personId !== award.decidedBy && !award.seated.includes(actor.personId),
  /** The platform acts for a buyer who kept silent. */
  silence: (actor: Actor) => actor.personId === nobody,
  /** The register is kept by the operators and by finance. */
  enrol: (actor: Actor) => has(actor, 'operator', 'finance_checker', 'finance_approver') || actor.personId === nobody,
} as const;

/** Only the chair speaks for the panel. */
export const isChair: Policy<Place> = (_actor, place) => place?.chair === true;

/** Signing, deciding and announcing ask who one is. */
export const confirmed: Policy<Date> = (actor, at) => actor.personId === nobody || confirmedWithin(actor, at);

/** People of the buyer who may sit on the panel: not those who prepared the procedure (MOF Order 87 Art. 47). */
export const mayRepresent = (personId: string, organizationId: string, evaluation: Ownership): boolean =>
  organizationId === evaluation.departmentId && !evaluation.handlers.includes(personId);
