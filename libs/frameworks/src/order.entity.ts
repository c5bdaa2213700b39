import type { Fen } from '#kernel';
import type { Way } from './agreement.entity.js';
import type { OrderState } from './order.lifecycle.js';

/** Who chose: the buyer, or those who are served, through whoever speaks for them. */
export type ChosenBy = 'buyer' | 'users';

export interface Order {
  readonly id: string;
  readonly number: string;
  readonly agreementId: string;
  readonly lot: string;
  /** Null while a contest has not been decided. */
  readonly entrantId: string | null;
  readonly way: Way;
  readonly chosenBy: ChosenBy;
  readonly chooser: string;
  readonly reason: string;
  readonly quantity: number;
  /** The whole order; at most that while a contest runs. */
  readonly amount: Fen;
  /** For the lot's `per` units; null while a contest runs. */
  readonly price: Fen | null;
  readonly months: number;
  readonly planItemId: string;
  readonly state: OrderState;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly approvedAt: Date | null;
  readonly quotesCloseAt: Date | null;
  /** Seed of the draw among equal quotes; null when there were none. */
  readonly tieSeed: string | null;
  readonly acceptedAt: Date | null;
  readonly announcedAt: Date | null;
  readonly contractId: string | null;
  readonly contractedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endText: string | null;
}

/** One entrant's price in a contest, shown after its closing. */
export interface Quote {
  readonly orderId: string;
  readonly entrantId: string;
  readonly at: Date;
  readonly price: Fen | null;
}

export interface Skip {
  readonly orderId: string;
  readonly entrantId: string;
  readonly reason: string;
  readonly at: Date;
}

/** A quantity that was delivered, put down by the provider and confirmed by the buyer (Art. 36). */
export interface Evidence {
  readonly id: string;
  readonly orderId: string;
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  readonly quantity: number;
  readonly note: string;
  readonly fileId: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
}

export interface Feedback {
  readonly id: string;
  readonly agreementId: string;
  readonly entrantId: string;
  readonly orderId: string;
  readonly source: 'user' | 'buyer';
  /** 1 to 5. */
  readonly rating: number;
  readonly words: string;
  readonly at: Date;
}
