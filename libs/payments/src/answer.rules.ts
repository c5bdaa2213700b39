import type { Fen } from '#kernel';
import type { AttemptState } from './payment.entity.js';
import type { PaymentState } from './payment.lifecycle.js';

/** What the bank says of one order, whatever file it came in. */
export interface AnswerLine {
  /** As written in the file. */
  readonly reference: string;
  /** Code of ISO 20022: ACSC, RJCT … */
  readonly status: string;
  readonly amount: Fen | null;
  readonly reason: string | null;
  /** The line stood in the file but could not be read whole. */
  readonly readable: boolean;
}

/** Codes that say that the money is with the payee; all others but RJCT say that it is on its way. */
const done = ['ACSC', 'ACCP', 'ACCC'];
const onTheWay = ['RCVD', 'PDNG', 'ACTC', 'ACSP', 'ACWC', 'ACWP'];

export type ExceptionKind = 'unknown-order' | 'amount-differs' | 'contradicts' | 'unreadable' | 'no-answer';
export type Verdict =
  { readonly outcome: 'settle' | 'reject' | 'repeated' | 'waiting' } | { readonly outcome: 'exception'; readonly kind: ExceptionKind };

/** What the books know of the order a line speaks of; null when they know none. */
export interface KnownOrder {
  readonly amount: Fen;
  readonly state: AttemptState;
  readonly payment: PaymentState;
}

/** What follows from a line. Nothing is dropped: what does not fit becomes a case. */
export function judge(line: AnswerLine, order: KnownOrder | null): Verdict {
  const says = done.includes(line.status)
    ? 'settle'
    : line.status === 'RJCT'
      ? 'reject'
      : onTheWay.includes(line.status)
        ? 'waiting'
        : null;
  if (!line.readable || says === null) return { outcome: 'exception', kind: 'unreadable' };
  if (!order) return { outcome: 'exception', kind: 'unknown-order' };
  if (line.amount !== null && line.amount !== order.amount) return { outcome: 'exception', kind: 'amount-differs' };
  if (order.state === 'paid') return says === 'reject' ? contradiction : { outcome: 'repeated' };
  if (order.state === 'rejected') return says === 'settle' ? contradiction : { outcome: 'repeated' };
  return { outcome: says };
}

const contradiction: Verdict = { outcome: 'exception', kind: 'contradicts' };
