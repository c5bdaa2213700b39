import type { PaymentState } from './payment.lifecycle.js';

/**
 * Facts of every payment entry below: paymentId, number, contractId, instalmentId, departmentId, providerId, amount, stage
 * (1–7, the place in the tracker); ids as text, amounts in fen as text. Never an account or an invoice number.
 */
export const paymentPayable = 'payment.payable';
/** Facts also: no (which request). */
export const paymentRequested = 'payment.requested';
export const paymentConfirmed = 'payment.confirmed';
export const paymentChecked = 'payment.checked';
/** Released by a second finance person; facts also: orderId, attempt. */
export const paymentApproved = 'payment.approved';
/** The order lies with the treasury; facts also: orderId. */
export const paymentInstructed = 'payment.instructed';
/** No answer in time: it is asked after, never sent again; facts also: orderId. */
export const paymentUnknown = 'payment.unknown';
/** Facts also: orderId. */
export const paymentRejected = 'payment.rejected';
/** The money is there; facts also: orderId. */
export const paymentPaid = 'payment.paid';
/** Facts also: code. */
export const paymentReturned = 'payment.returned';
/** The provider asked where its money is. */
export const paymentReminded = 'payment.reminded';
/** A final result that makes nothing payable; facts: contractId, instalmentId, milestoneId, departmentId, providerId, deduction. */
export const paymentNothingPayable = 'payment.nothing-payable';
/** The treasury's file; facts: kind, lines, matched, repeated, waiting, exceptions. The subject is the file. */
export const answerImported = 'treasury-answer.imported';
/** Something the books do not explain; facts: kind. The subject is the case. */
export const exceptionOpened = 'treasury-exception.opened';
/** A person said what became of it; facts: kind. */
export const exceptionResolved = 'treasury-exception.resolved';

/** What is recorded when a payment comes into a state. */
export const eventOf: Readonly<Record<PaymentState, string>> = {
  payable: paymentPayable,
  requested: paymentRequested,
  returned: paymentReturned,
  confirmed: paymentConfirmed,
  checked: paymentChecked,
  approved: paymentApproved,
  instructed: paymentInstructed,
  unknown: paymentUnknown,
  rejected: paymentRejected,
  paid: paymentPaid,
};

/** A cashier took the file of an order; facts: format. The subject is the order. */
export const orderDownloaded = 'treasury-order.downloaded';
