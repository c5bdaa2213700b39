import type { Fen } from '#kernel';
import type { PaymentAct, PaymentState } from './payment.lifecycle.js';

/** What is owed for one accepted instalment, from the final result to the money's arrival. */
export interface Payment {
  readonly id: string;
  readonly number: string;
  readonly contractId: string;
  readonly instalmentId: string;
  readonly milestoneId: string;
  readonly assessmentId: string;
  readonly project: string;
  readonly departmentId: string;
  readonly providerId: string;
  readonly amount: Fen;
  /** Number of the budget line whose money it is. */
  readonly line: string | null;
  readonly ruleDay: string;
  readonly state: PaymentState;
  /** When it came into this state. */
  readonly since: Date;
  readonly payableAt: Date;
  readonly paidAt: Date | null;
  readonly requestedBy: string | null;
  readonly confirmedBy: string | null;
  readonly checkedBy: string | null;
  readonly approvedBy: string | null;
}

/** One request of the provider; a return keeps it and the next is a new one. */
export interface PaymentRequest {
  readonly id: string;
  readonly paymentId: string;
  readonly no: number;
  readonly amount: Fen;
  readonly invoiceNumber: string;
  /** Civil date. */
  readonly invoiceDate: string;
  readonly payeeName: string;
  readonly bank: string;
  /** Last four digits of the account. */
  readonly accountTail: string;
  readonly fileId: string | null;
  readonly by: string;
  readonly at: Date;
}

/** One act in the life of a payment; all are kept. */
export interface PaymentStep {
  readonly id: string;
  readonly paymentId: string;
  readonly act: PaymentAct | 'remind';
  readonly from: PaymentState;
  readonly to: PaymentState;
  readonly person: string;
  readonly organizationId: string;
  readonly code: string | null;
  readonly text: string | null;
  readonly at: Date;
}

export type AttemptState = 'ordered' | 'written' | 'paid' | 'rejected';

/** One order to the treasury. Its id is the key the treasury and the bank know it by. */
export interface Attempt {
  readonly id: string;
  readonly paymentId: string;
  readonly no: number;
  readonly requestId: string;
  readonly amount: Fen;
  readonly hold: string;
  readonly state: AttemptState;
  readonly orderedAt: Date;
  readonly writtenAt: Date | null;
  readonly settledAt: Date | null;
  readonly reason: string | null;
}
