import { type Actor, has, type Policy } from '#kernel';

/** What the policies look at: whose procedure it is and who has written on its draft. */
export interface Ownership {
  readonly departmentId: string;
  /** Everybody who saved a task of the draft, and who submitted it. */
  readonly editors: readonly string[];
}

const own = (actor: Actor, { departmentId }: Pick<Ownership, 'departmentId'>): boolean => actor.organizationId === departmentId;

/** The department's own people read its drafts; for everybody else there is nothing there. */
export const maySee: Policy<Pick<Ownership, 'departmentId'>> = (actor, procedure) =>
  own(actor, procedure) && has(actor, 'handler', 'approver', 'acceptor');

/** Four eyes: whoever wrote on the draft never lets it out (Procurement Law Art. 61, internal control). */
const otherApprover: Policy<Ownership> = (actor, procedure) =>
  own(actor, procedure) && has(actor, 'approver') && !procedure.editors.includes(actor.personId);

export const procedurePolicy = {
  draft: (actor: Actor, item: Pick<Ownership, 'departmentId'>) => own(actor, item) && has(actor, 'handler'),
  save: (actor: Actor, procedure: Ownership) => own(actor, procedure) && has(actor, 'handler'),
  submit: (actor: Actor, procedure: Ownership) => own(actor, procedure) && has(actor, 'handler'),
  /** Anybody of the department who did not write it. */
  review: (actor: Actor, procedure: Ownership) =>
    own(actor, procedure) && has(actor, 'handler', 'approver', 'acceptor') && !procedure.editors.includes(actor.personId),
  return: otherApprover,
  /** Giving a draft up frees the plan item; whoever wrote it does not decide that alone. */
  abandon: otherApprover,
  publish: otherApprover,
  correct: otherApprover,
  extend: otherApprover,
  suspend: otherApprover,
  resume: otherApprover,
  cancel: otherApprover,
  official: (actor: Actor, procedure: Ownership) => own(actor, procedure) && has(actor, 'handler', 'approver'),
  answer: (actor: Actor, procedure: Ownership) => own(actor, procedure) && has(actor, 'handler', 'approver'),
} as const;

/** Anybody who is signed in for a provider may ask; nobody is asked to register first (Finance 2019 No. 38). */
export const mayAsk = (actor: Actor): boolean => has(actor, 'provider_admin', 'project_lead', 'provider_finance', 'field_staff');
