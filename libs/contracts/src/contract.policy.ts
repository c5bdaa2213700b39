import { type Actor, has, type Policy } from '#kernel';
import type { Contract, Side } from './contract.entity.js';
import { offeredStates } from './contract.lifecycle.js';

export type ContractSubject = Pick<Contract, 'departmentId' | 'providerId' | 'draftedBy' | 'offeredBy' | 'state' | 'publishedAt'>;
type Buyer = Pick<Contract, 'departmentId'>;

const ofBuyer = (actor: Actor, { departmentId }: Buyer): boolean => actor.organizationId === departmentId;

/** Which side an actor stands on, if on any. */
export function sideOf(actor: Actor, contract: Pick<Contract, 'departmentId' | 'providerId'>): Side | undefined {
  if (actor.organizationId === contract.departmentId) return 'buyer';
  return actor.organizationId === contract.providerId ? 'provider' : undefined;
}

/** A draft is the buyer's own; the provider reads the text from the offer on; those who watch read all. */
export const maySee: Policy<ContractSubject> = (actor, contract) =>
  ofBuyer(actor, contract) ||
  (actor.organizationId === contract.providerId && offeredStates.includes(contract.state)) ||
  has(actor, 'finance_checker', 'finance_approver', 'cashier', 'supervisor');

export const mayDraft: Policy<Buyer> = (actor, contract) => ofBuyer(actor, contract) && has(actor, 'handler');
export const mayOffer: Policy<Buyer> = mayDraft;

/** Four eyes: who drafted or offered the text never signs it (Government Procurement Law Art. 61). */
export const maySign: Policy<ContractSubject> = (actor, contract) =>
  ofBuyer(actor, contract)
    ? has(actor, 'approver') && ![contract.draftedBy, contract.offeredBy].includes(actor.personId)
    : actor.organizationId === contract.providerId && has(actor, 'provider_admin');

export const mayReject: Policy<ContractSubject> = (actor, contract) =>
  ofBuyer(actor, contract) ? has(actor, 'approver') : actor.organizationId === contract.providerId && has(actor, 'provider_admin');

export const mayPublish: Policy<Buyer> = (actor, contract) => ofBuyer(actor, contract) && has(actor, 'handler', 'approver');
export const mayFile: Policy<Buyer> = mayPublish;
export const mayEnd: Policy<Buyer> = (actor, contract) => ofBuyer(actor, contract) && has(actor, 'approver');
