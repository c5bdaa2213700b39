import type { Side } from './matrix.rules.js';

/** One thing one person is told. Sentence and link are made by the door from type, side and facts. */
export interface Message {
  readonly id: string;
  readonly side: Side;
  /** Type of the entry it tells of: "payment.paid". */
  readonly type: string;
  readonly subject: string;
  readonly project: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly at: Date;
  readonly readAt: Date | null;
}
