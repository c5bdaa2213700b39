import type { HolderLine, Lot } from '#tendering';
import type { EnvelopeKind, Recipients } from '#sealing';
import type { BidState } from './bid.lifecycle.js';
import type { BoxState } from './box.lifecycle.js';
import type { Offer, OfferFile } from './offer.rules.js';

/**
 * The one gate of secrecy: what of a bid may leave, for whom, when. Before the box is opened only its own provider
 * learns that it exists; a box that was voided is never read, so it stays so.
 */
export const mayLeave = (box: BoxState | null, own: boolean): boolean => own || box === 'opened';

/** A bid as its own provider sees it. */
export interface OwnBid {
  readonly id: string;
  readonly procedureId: string;
  readonly state: BidState;
  readonly boxState: BoxState;
  /** Number of bids and withdrawals handed in so far. */
  readonly version: number;
  readonly startedAt: Date | null;
}

/** What lies in the box of an own bid. */
export interface HandedIn {
  /** Of the receipt. */
  readonly number: string;
  readonly version: number;
  /** Hex, of the bid. */
  readonly digest: string;
  /** Hex, of each envelope. */
  readonly envelopes: Readonly<Partial<Record<EnvelopeKind, string>>>;
  readonly receivedAt: Date;
  /** Is it closed to the holders the notice names now? Otherwise it has to be sealed again. */
  readonly current: boolean;
}

/** The last round of prices as a bidder sees it who was called to it. */
export interface LastRound {
  readonly closesAt: Date;
  readonly state: BoxState;
  /** The lots to price: those of the first offer that are still in the race. */
  readonly lots: readonly string[];
  /** Number of the receipt of the price that lies in the box. */
  readonly handedIn: string | null;
}

/** Everything a bidder's program needs to write, seal and hand in a bid. */
export interface BidDeskView extends OwnBid {
  readonly number: string;
  readonly title: string;
  readonly closesAt: Date;
  readonly provider: { readonly uscc: string; readonly name: string };
  readonly keyHolders: readonly HolderLine[];
  readonly recipients: Recipients | null;
  readonly noticeVersion: number;
  readonly lots: readonly Lot[];
  readonly handedIn: HandedIn | null;
  /** Null when no last price is asked of this bid. */
  readonly lastRound: LastRound | null;
  readonly limits: {
    readonly file: number;
    readonly total: number;
    readonly chunk: number;
    readonly part: number;
    readonly parts: number;
    readonly files: number;
    readonly text: number;
  };
  /** Bytes of all uploads. */
  readonly used: number;
}

/** Where the closed bytes lie is nobody's business outside. */
export const fileView = ({ name, mediaType, size, sha256 }: OfferFile): Omit<OfferFile, 'sealed'> => ({
  name,
  mediaType,
  size,
  sha256,
});

/** A bid once its box was opened. */
export interface OpenedBid {
  readonly bidId: string;
  readonly procedureId: string;
  readonly providerId: string;
  /** Fen, over all lots bid for. */
  readonly price: bigint;
  /** Fen by lot. */
  readonly prices: ReadonlyMap<string, bigint>;
  /** The prices of the opening, once last ones took their place. */
  readonly first: { readonly price: bigint; readonly prices: ReadonlyMap<string, bigint> } | null;
  /** Last prices were opened and this offer has none: it keeps out. */
  readonly out: boolean;
  /** What made its last price invalid; null when it has a sound one or none. */
  readonly lastFault: string | null;
  /** How the last price lay in its box; null without one. */
  readonly last: { readonly envelope: string; readonly receivedAt: Date } | null;
  readonly offer: Offer;
  readonly version: number;
  /** Hex, of the bid as it lay in the box. */
  readonly envelope: string;
  readonly receivedAt: Date;
  readonly openedAt: Date;
}

/** How an opened bid leaves over the API. */
export function openedBidView(bid: OpenedBid, providerName: string): object {
  const { bidId, providerId, offer, prices, first, last, out, lastFault, version, envelope, receivedAt, openedAt } = bid;
  const { price, plan, staffing, experience, commitment, enterprise = 'none' } = offer;
  return {
    bidId,
    provider: { id: providerId, name: providerName },
    offer: {
      price,
      prices: Object.fromEntries(prices),
      plan,
      staffing,
      experience,
      commitment,
      enterprise,
      files: offer.files.map(fileView),
    },
    first: first && { price: first.price, prices: Object.fromEntries(first.prices) },
    last,
    out,
    lastFault,
    version,
    envelope,
    receivedAt,
    openedAt,
  };
}
