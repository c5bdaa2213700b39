import { type Actor, has, type Policy } from '#kernel';
import type { Milestone } from './milestone.entity.js';

type Sides = Pick<Milestone, 'departmentId' | 'providerId'>;

export const maySee: Policy<Sides> = (actor, { departmentId, providerId }) =>
  [departmentId, providerId].includes(actor.organizationId) || has(actor, 'finance_checker', 'finance_approver', 'cashier', 'supervisor');

const ofProvider = (actor: Actor, { providerId }: Sides): boolean => actor.organizationId === providerId;

/** Whoever does the work may write it down. */
export const mayLog: Policy<Sides> = (actor, milestone) =>
  ofProvider(actor, milestone) && has(actor, 'provider_admin', 'project_lead', 'field_staff');

export const maySubmit: Policy<Sides> = (actor, milestone) => ofProvider(actor, milestone) && has(actor, 'provider_admin', 'project_lead');

export interface Accepting extends Sides {
  /** People who wrote, signed or manage the contract. */
  readonly barred: readonly string[];
}

/** A second person looks at the work: never who wrote, signed or manages the contract (Procurement Law Art. 61). */
export const mayAnswer: Policy<Accepting> = (actor, { departmentId, barred }) =>
  actor.organizationId === departmentId && has(actor, 'acceptor') && !barred.includes(actor.personId);
