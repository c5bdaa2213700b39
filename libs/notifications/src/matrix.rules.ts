import type { Role } from '#kernel';

/** For which side a message is worded; it decides whose people are told. */
export type Side = 'department' | 'provider' | 'finance' | 'supervisor' | 'panel';

/** Whom an event concerns: the people of a side who hold one of the roles. */
export interface Audience {
  readonly side: Side;
  readonly roles: readonly Role[];
  /** Only while the thing is in one of these stages (fact `stage`). */
  readonly stages?: readonly number[];
  /** Not the side that the entry names but others, found when it is told: see {@link Reach}. */
  readonly reach?: Reach;
}

/**
 * bidders: everybody whose bid lay in a box that was opened, each with the own bid; before the opening nobody, for the
 * messages themselves would tell who bids. invited: everybody who may take part where not all may. respondents: those
 * the entry names in its fact `respondents`. member: the one person the entry names, who may not even be known to others.
 */
export type Reach = 'bidders' | 'invited' | 'respondents' | 'member';

const department = (...roles: Role[]): Audience => ({ side: 'department', roles });
const provider = (...roles: Role[]): Audience => ({
  side: 'provider',
  roles: [...new Set<Role>(['provider_admin', ...roles])],
});
const finance = (...roles: Role[]): Audience => ({ side: 'finance', roles });
const member: Audience = { side: 'panel', roles: ['expert'], reach: 'member' };
const supervisor: Audience = { side: 'supervisor', roles: ['supervisor'] };

const buyers = department('handler', 'approver');
/** Whoever may take up and answer objections. */
const desk = department('handler', 'approver', 'acceptor');
const bureau = finance('finance_checker', 'finance_approver');
const makers = provider('project_lead');
const bidders: Audience = { ...makers, reach: 'bidders' };
const invited: Audience = { ...makers, reach: 'invited' };
const clerks = provider('provider_finance');

/**
 * Who is told of what. What is not named here is told to nobody; of bids nothing is told at all, because before the
 * opening even that there is one is a secret, and the bidder has a receipt. What concerns those who prepare a bid stands
 * on their own first page, found anew each time and kept nowhere.
 */
export const matrix: Readonly<Record<string, readonly Audience[]>> = {
  'plan-item.submitted': [department('approver')],
  'plan-item.endorsed': [finance('finance_checker', 'finance_approver')],
  'plan-item.returned': [department('handler')],
  'plan-item.approved': [buyers],

  'notice.submitted': [department('approver')],
  'notice.returned': [department('handler')],
  'notice.published': [buyers],
  'notice.corrected': [buyers, invited],
  'invitation.sent': [invited],
  'prior.objected': [buyers],
  'question.asked': [department('handler')],
  'procedure.suspended': [buyers, invited, bidders],
  'procedure.resumed': [buyers, invited, bidders],
  'procedure.closed': [buyers, finance('finance_checker')],
  'procedure.failed': [buyers, bidders, invited],
  'procedure.cancelled': [buyers, bidders, invited],

  'box.opened': [buyers, bidders],
  'box.void': [buyers],
  'clarification.asked': [makers],
  'last-price.asked': [makers],
  'last-prices.opened': [buyers],
  'last-prices.void': [buyers],
  'lot.failed': [buyers, bidders],
  'evaluation.redone': [buyers, supervisor, bidders],
  'evaluation.failed': [buyers],
  'evaluation.reported': [buyers],
  'seat.invited': [member],
  'seat.replaced': [member],
  'award.decided': [department('approver')],
  'award.announced': [buyers, bidders],
  'award.held': [buyers, makers],
  'award.released': [buyers, makers],
  'award.finalized': [buyers, makers],
  'award.withdrawn': [buyers, bidders],
  'award.refused': [buyers, makers, bureau, supervisor],
  'enquiry.asked': [desk],
  'enquiry.answered': [makers],
  'challenge.filed': [desk, supervisor],
  'challenge.returned': [makers],
  'challenge.supplemented': [desk],
  'challenge.withdrawn': [desk],
  'challenge.accepted': [makers],
  'challenge.refused': [makers],
  'challenge.answered': [buyers, makers, supervisor],
  'complaint.filed': [bureau, supervisor],
  'complaint.returned': [makers],
  'complaint.supplemented': [bureau],
  'complaint.refused': [makers],
  'complaint.redirected': [makers],
  'complaint.accepted': [makers],
  'complaint.sent': [desk, { ...makers, reach: 'respondents' }],
  'complaint.responded': [bureau],
  'complaint.paused': [buyers, makers, supervisor],
  'complaint.pause-ended': [buyers, makers],
  'complaint.decided': [buyers, makers, supervisor],
  'complaint.withdrawn': [bureau],
  // A result that changes is reported to finance (MOF Order 94 Art. 16).
  'remedy.ordered': [bureau, supervisor],

  'contract.offered': [provider()],
  'contract.signed': [department('approver'), provider()],
  'contract.active': [buyers, makers],
  'contract.published': [buyers, makers],
  'contract.rejected': [buyers, provider()],
  'contract.completed': [buyers, makers],
  'contract.terminated': [buyers, makers],
  'contract.suspended': [buyers, makers],
  'contract.resumed': [buyers, makers],

  'framework.concluded': [buyers],
  'framework.in-force': [buyers],
  'framework.expired': [buyers],
  'entrant.named': [provider()],
  'entrant.applied': [buyers],
  'entrant.reviewed': [provider()],
  'entrant.reopened': [buyers, provider()],
  'entrant.entered': [provider()],
  'entrant.lapsed': [buyers, provider()],
  'entrant.left': [buyers, provider()],
  'entrant.removed': [buyers, provider()],
  'order.placed': [department('approver')],
  'order.offered': [provider()],
  'order.accepted': [buyers, makers],
  'order.declined': [buyers],
  'order.failed': [buyers],
  'order.evidence-recorded': [department('handler', 'acceptor')],
  'order.feedback': [makers],

  'milestone.submitted': [department('acceptor', 'handler')],
  'milestone.returned': [makers],
  'milestone.accepted': [buyers, makers],
  'milestone.rejected': [makers],
  'assessment.scored': [department('approver', 'acceptor')],
  'assessment.posted': [makers],
  'assessment.objected': [department('approver')],
  'assessment.upheld': [makers],
  'assessment.dismissed': [makers],
  'assessment.final': [buyers, clerks],

  'payment.payable': [clerks],
  'payment.requested': [buyers],
  'payment.returned': [clerks, department('handler')],
  'payment.confirmed': [finance('finance_checker'), clerks],
  'payment.checked': [finance('finance_approver')],
  'payment.approved': [finance('cashier'), clerks],
  'payment.instructed': [clerks],
  'payment.unknown': [finance('cashier', 'finance_approver'), supervisor],
  'payment.rejected': [finance('finance_checker', 'cashier'), clerks],
  'payment.paid': [clerks, buyers],
  'payment.reminded': [
    { ...buyers, stages: [4] },
    { ...finance('finance_checker', 'finance_approver', 'cashier'), stages: [5, 6, 7] },
  ],
  'treasury-exception.opened': [finance('cashier', 'finance_approver')],
};

/** Facts a message keeps: what its sentence and its link need, and nothing about people. */
const kept = [
  'number',
  'amount',
  'no',
  'code',
  'stage',
  'score',
  'grade',
  'payable',
  'version',
  'kind',
  'bid',
  'remedy',
  'outcome',
  'contractId',
  'agreementId',
  'closesAt',
];

export function factsFor(facts: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const plain = Object.entries(facts).filter(
    (pair): pair is [string, string | number] => kept.includes(pair[0]) && ['string', 'number'].includes(typeof pair[1]),
  );
  return Object.fromEntries(plain);
}

/** The audiences of an event as it happened. */
export function audiencesOf(type: string, facts: Readonly<Record<string, unknown>>): readonly Audience[] {
  return (matrix[type] ?? []).filter(({ stages }) => !stages || stages.includes(Number(facts['stage'])));
}
