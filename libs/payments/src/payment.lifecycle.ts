import type { Lifecycle } from '#kernel';

export const paymentStates = [
  'payable',
  'requested',
  'returned',
  'confirmed',
  'checked',
  'approved',
  'instructed',
  'unknown',
  'rejected',
  'paid',
] as const;
export type PaymentState = (typeof paymentStates)[number];
export type PaymentAct = 'request' | 'confirm' | 'check' | 'approve' | 'return' | 'instruct' | 'settle' | 'reject' | 'lose';

/** From a final result to the money's arrival. A rejected order is repeated only by two finance persons, as a new order. */
export const paymentLifecycle: Lifecycle<PaymentState, PaymentAct> = {
  payable: { request: 'requested' },
  requested: { confirm: 'confirmed', return: 'returned' },
  returned: { request: 'requested' },
  confirmed: { check: 'checked', return: 'returned' },
  checked: { approve: 'approved', return: 'returned' },
  approved: { instruct: 'instructed' },
  instructed: { settle: 'paid', reject: 'rejected', lose: 'unknown' },
  unknown: { settle: 'paid', reject: 'rejected' },
  rejected: { check: 'checked', return: 'returned' },
  paid: {},
};

/** What people do to bring the money nearer; none of it while the contract stands still. */
export const furtherActs: readonly PaymentAct[] = ['request', 'confirm', 'check', 'approve'];

/** The treasury has been told and has not said how it ended: money may be on its way. */
export const underWay: readonly PaymentState[] = ['approved', 'instructed', 'unknown'];

/** States in which finance has it in hand. */
export const atFinance: readonly PaymentState[] = ['confirmed', 'checked', 'approved', 'instructed', 'unknown', 'rejected'];

/** Whose move it is; nobody's once the money is there. */
export type Holder = 'provider' | 'department' | 'checker' | 'approver' | 'cashier' | 'treasury';
export const holders: Readonly<Record<PaymentState, Holder | null>> = {
  payable: 'provider',
  requested: 'department',
  returned: 'provider',
  confirmed: 'checker',
  checked: 'approver',
  approved: 'cashier',
  instructed: 'treasury',
  unknown: 'cashier',
  rejected: 'checker',
  paid: null,
};

/** Rule of the clock that runs in a state. */
export const clockIn: Readonly<Record<PaymentState, string | null>> = {
  payable: null,
  requested: 'payment.confirm',
  returned: null,
  confirmed: 'payment.check',
  checked: 'payment.approve',
  approved: 'payment.instruct',
  instructed: 'payment.settle',
  unknown: null,
  rejected: 'payment.check',
  paid: null,
};
