import { type Actor, has, type Policy } from '#kernel';
import type { Assessment } from './assessment.entity.js';
import { publicStates } from './assessment.lifecycle.js';

type Subject = Pick<Assessment, 'departmentId' | 'providerId' | 'managerPersonId' | 'state' | 'scoredBy'>;

const ofBuyer = (actor: Actor, { departmentId }: Pick<Assessment, 'departmentId'>): boolean => actor.organizationId === departmentId;
const ofProvider = (actor: Actor, { providerId }: Pick<Assessment, 'providerId'>): boolean => actor.organizationId === providerId;

/** The provider reads a result from its posting on, as everybody does; scoring is the buyer's own. */
export const maySee: Policy<Subject> = (actor, assessment) =>
  ofBuyer(actor, assessment) ||
  has(actor, 'supervisor') ||
  (publicStates.includes(assessment.state) &&
    (ofProvider(actor, assessment) || has(actor, 'finance_checker', 'finance_approver', 'cashier')));

/** The manager named in the contract scores. */
export const mayScore: Policy<Subject> = (actor, assessment) =>
  ofBuyer(actor, assessment) && actor.personId === assessment.managerPersonId && has(actor, 'handler', 'approver');

/** Four eyes: another person than who scored posts it. */
export const mayPost: Policy<Subject> = (actor, assessment) =>
  ofBuyer(actor, assessment) &&
  has(actor, 'approver', 'acceptor') &&
  ![assessment.scoredBy, assessment.managerPersonId].includes(actor.personId);

/** Whoever scored does not judge the objection to the score. */
export const mayDecide: Policy<Subject> = (actor, assessment) =>
  ofBuyer(actor, assessment) && has(actor, 'approver') && ![assessment.scoredBy, assessment.managerPersonId].includes(actor.personId);

export const mayAnswerForProvider: Policy<Subject> = (actor, assessment) =>
  ofProvider(actor, assessment) && has(actor, 'provider_admin', 'project_lead');
