import { type Actor, has, type Policy } from '#kernel';
import { challengePolicy } from './challenge.policy.js';

/** Anybody who speaks for a supplier takes part; nobody is asked to register for the procedure first. */
export const speaksForProvider = (actor: Actor): boolean => has(actor, 'provider_admin', 'project_lead', 'provider_finance');

/** Its asker, the buyer's desk, and those who supervise. */
export const maySeeEnquiry: Policy<{ readonly askerId: string; readonly departmentId: string }> = (actor, { askerId, departmentId }) =>
  (actor.organizationId === askerId && speaksForProvider(actor)) ||
  challengePolicy.examine(actor, { departmentId }) ||
  has(actor, 'supervisor');
