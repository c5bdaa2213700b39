import { type Actor, has, type Policy } from '#kernel';

export interface ComplaintParties {
  readonly complainantId: string;
  readonly departmentId: string;
  readonly examinedBy: string | null;
}

export const complaintPolicy = {
  own: (actor: Actor, { complainantId }: Pick<ComplaintParties, 'complainantId'>) =>
    actor.organizationId === complainantId && has(actor, 'provider_admin', 'project_lead'),
  examine: (actor: Actor) => has(actor, 'finance_checker', 'finance_approver'),
  /** Turning away and deciding is for a second person of the bureau. */
  decide: (actor: Actor, { examinedBy }: Pick<ComplaintParties, 'examinedBy'>) =>
    has(actor, 'finance_approver') && actor.personId !== examinedBy,
} as const;

/** Those it is answered by: the buyer's desk, or who speaks for a supplier it was sent to. */
export const mayRespond: Policy<{ readonly organizationId: string }> = (actor, { organizationId }) =>
  actor.organizationId === organizationId && has(actor, 'handler', 'approver', 'acceptor', 'provider_admin', 'project_lead');

/** The complainant, the bureau and those who supervise see all of it, from the first day. */
export const maySeeComplaint: Policy<Pick<ComplaintParties, 'complainantId'>> = (actor, { complainantId }) =>
  (actor.organizationId === complainantId && has(actor, 'provider_admin', 'project_lead', 'provider_finance')) ||
  has(actor, 'supervisor', 'finance_checker', 'finance_approver');
