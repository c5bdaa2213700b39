import { type Actor, has, nobody, type Policy } from '#kernel';
import type { Payment } from './payment.entity.js';

type Sides = Pick<Payment, 'departmentId' | 'providerId'>;

export const isFinance = (actor: Actor): boolean => has(actor, 'finance_checker', 'finance_approver', 'cashier');

export const maySee: Policy<Sides> = (actor, { departmentId, providerId }) =>
  [departmentId, providerId].includes(actor.organizationId) || isFinance(actor) || has(actor, 'supervisor');

/** Whole account numbers are for those who pay. */
export const maySeeAccount: Policy<null> = (actor) => isFinance(actor);

export const mayRequest: Policy<Sides> = (actor, { providerId }) =>
  actor.organizationId === providerId && has(actor, 'provider_finance', 'provider_admin');

export type Acted = Pick<Payment, 'departmentId' | 'providerId' | 'requestedBy' | 'confirmedBy' | 'checkedBy'>;

export const mayConfirm: Policy<Acted> = (actor, { departmentId, requestedBy }) =>
  actor.organizationId === departmentId && has(actor, 'handler', 'approver') && actor.personId !== requestedBy;

/** Who checks asked for nothing and confirmed nothing. */
export const mayCheck: Policy<Acted> = (actor, { requestedBy, confirmedBy }) =>
  has(actor, 'finance_checker') && ![requestedBy, confirmedBy].includes(actor.personId);

export interface Releasing extends Acted {
  /** Everybody who asked for, confirmed or checked this payment, in any round. */
  readonly earlier: readonly string[];
}

/** Dual control: who releases the money did nothing else for this payment. */
export const mayApprove: Policy<Releasing> = (actor, { earlier }) => has(actor, 'finance_approver') && !earlier.includes(actor.personId);

/** Back to the provider: by the department before it confirms, by finance while it has the payment in hand. */
export const mayReturn: Policy<Pick<Payment, 'departmentId' | 'state'>> = (actor, { departmentId, state }) =>
  state === 'requested'
    ? actor.organizationId === departmentId && has(actor, 'handler', 'approver')
    : has(actor, 'finance_checker', 'finance_approver');

/** Who waits for the money may ask where it is. */
export const mayRemind: Policy<Sides> = mayRequest;

/** The cashier brings answers in, or the operator at the machine; cases are closed by who keeps the books. */
export const mayImportAnswer: Policy<null> = (actor) => has(actor, 'cashier') || actor.personId === nobody;
export const mayResolve: Policy<null> = (actor) => has(actor, 'cashier', 'finance_approver');
export const mayReadOrders: Policy<null> = (actor) => has(actor, 'cashier', 'finance_approver');
export const mayReconcile: Policy<null> = (actor) => isFinance(actor) || has(actor, 'supervisor');
