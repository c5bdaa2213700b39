import { type Actor, has, type Policy } from '#kernel';
import type { Agreement } from './agreement.entity.js';

type OfDepartment = Pick<Agreement, 'departmentId'>;
type OfProvider = { readonly providerId: string };

const ofDepartment = (actor: Actor, { departmentId }: OfDepartment): boolean => actor.organizationId === departmentId;
const ofProvider = (actor: Actor, { providerId }: OfProvider): boolean => actor.organizationId === providerId;
const handler: Policy<OfDepartment> = (actor, subject) => ofDepartment(actor, subject) && has(actor, 'handler');
const approver: Policy<OfDepartment> = (actor, subject) => ofDepartment(actor, subject) && has(actor, 'approver');
const desk: Policy<OfDepartment> = (actor, subject) => ofDepartment(actor, subject) && has(actor, 'handler', 'approver');
const providerAdmin: Policy<OfProvider> = (actor, subject) => ofProvider(actor, subject) && has(actor, 'provider_admin');

export const frameworkPolicy = {
  /** Who enters is decided by an approver of the department that called for entries. */
  conclude: approver,
  signAsBuyer: approver,
  signAsProvider: providerAdmin,
  keep: desk,
  /** Reviewing applications, letting go and putting out. */
  review: desk,
  remove: approver,
  end: approver,
  fund: desk,
  leave: providerAdmin,
} satisfies Record<string, Policy<OfDepartment> | Policy<OfProvider>>;

/** Any provider may apply; whether it may come in is for the review. */
export const mayApply = (actor: Actor): boolean => has(actor, 'provider_admin');

export const orderPolicy = {
  place: handler,
  approve: approver,
  skip: handler,
  decide: desk,
  announce: desk,
  contract: handler,
  cancel: approver,
  take: providerAdmin,
  quote: providerAdmin,
  /** Whoever works for the provider puts down what was delivered. */
  record: (actor: Actor, subject: OfProvider): boolean =>
    ofProvider(actor, subject) && has(actor, 'provider_admin', 'project_lead', 'field_staff'),
  confirm: (actor: Actor, subject: OfDepartment): boolean => ofDepartment(actor, subject) && has(actor, 'handler', 'acceptor'),
  feedback: (actor: Actor, subject: OfDepartment): boolean => ofDepartment(actor, subject) && has(actor, 'handler', 'acceptor'),
};

/** Four eyes: who placed an order never approves it (Government Procurement Law Art. 61). */
export const approvesAsSecond: Policy<{ readonly placedBy: string }> = (actor, { placedBy }) => actor.personId !== placedBy;

/** Those who watch read everything of an order; other providers nothing but what is announced. */
export const watches = (actor: Actor): boolean => has(actor, 'finance_checker', 'finance_approver', 'cashier', 'supervisor');

/** The department, the entrant it went to, and those who watch. */
export const maySeeOrder = (actor: Actor, order: OfDepartment & { readonly providerId: string | null; readonly shown: boolean }): boolean =>
  ofDepartment(actor, order) || watches(actor) || (order.shown && order.providerId === actor.organizationId);
