import { type Actor, has, type Policy } from '#kernel';

/** Those who watch everything. They read; no act of the business is theirs. */
export const mayOversee: Policy<null> = (actor) => has(actor, 'supervisor');

/** The history of a project is read by supervisors and by the buyer's own people. */
export const mayReadHistory: Policy<{ readonly departmentId: string }> = (actor, { departmentId }) =>
  has(actor, 'supervisor') || (actor.organizationId === departmentId && has(actor, 'handler', 'approver', 'acceptor'));

/** Whose deadlines an actor may list: everybody's, or the own organization's. */
export const holderFor = (actor: Actor, asked: string | undefined): string | undefined =>
  has(actor, 'supervisor') ? asked : actor.organizationId;
