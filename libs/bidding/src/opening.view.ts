import { toYuan } from '#kernel';
import type { Signed } from '#documents';
import type { EnvelopeKind, Office } from '#sealing';
import type { OpenedBid } from './bid.view.js';
import type { Round } from './box-contents.queries.js';
import type { BoxState } from './box.lifecycle.js';

/** What was done at an opening, signed: enough to count the root again and to see who is to blame for what. */
export type RecordStatement = {
  readonly type: 'opening-record';
  readonly suite: string;
  readonly procedure: string;
  readonly procedureId: string;
  readonly round: number;
  readonly result: 'opened' | 'too-few';
  /** Hex. */
  readonly root: string;
  /** Hex; the random leaf that stands among the bids in the tree. */
  readonly filler: string;
  readonly sealedAt: string;
  readonly openedAt: string;
  readonly minimum: number;
  /** By digest in rising order, as they stand in the tree. */
  readonly bids: readonly {
    readonly bid: string;
    readonly version: number;
    readonly sha256: string;
    readonly receivedAt: string;
    readonly envelopes: Readonly<Partial<Record<EnvelopeKind, string>>>;
  }[];
  readonly rootMatches: boolean;
  readonly invalid: readonly { readonly bid: string; readonly code: string; readonly kind: EnvelopeKind | null }[];
  readonly holders: readonly { readonly office: Office; readonly unit: string; readonly name: string; readonly at: string }[];
  /** Contributions that proved to be false; each stands for itself: the share's header denies the key. */
  readonly refused: readonly { readonly office: Office; readonly envelope: string; readonly fileKey: string; readonly at: string }[];
  /** Holders who said that they do not open. Absent in records written before it was asked. */
  readonly declined?: readonly {
    readonly office: Office;
    readonly unit: string;
    readonly name: string;
    readonly reason: string;
    readonly at: string;
  }[];
  /** Two who agreed that the bidders open their envelopes themselves. */
  readonly fallback: readonly {
    readonly side: string;
    readonly name: string;
    readonly unit: string;
    readonly reason: string;
    readonly at: string;
  }[];
};
export type OpeningRecord = Signed<RecordStatement>;

/** The minutes of an opening as two of those present sign them. */
export interface MinutesView {
  readonly text: string;
  /** SHA-256 of the text in UTF-8, hex. */
  readonly digest: string;
  readonly signatures: readonly { readonly office: Office; readonly name: string; readonly at: Date }[];
}

/** A bid that did not count. */
export interface InvalidBid {
  readonly bidId: string;
  readonly providerId: string;
  readonly code: string;
  readonly kind: EnvelopeKind | null;
}

/** Where the way around lost keys stands. */
export interface FallbackView {
  readonly state: 'proposed' | 'agreed';
  readonly reason: string;
  readonly until: Date | null;
  readonly persons: readonly { readonly side: 'buyer' | 'supervisor'; readonly name: string; readonly at: Date }[];
}

/** An opening as those may see it who take part or watch. */
export interface OpeningView {
  readonly procedureId: string;
  readonly round: Round;
  /** How many rounds there are: 2 once last prices were called for. */
  readonly rounds: number;
  readonly state: BoxState;
  readonly sealsAt: Date;
  readonly sealedAt: Date | null;
  readonly endedAt: Date | null;
  readonly voidReason: 'too-few' | 'cancelled' | null;
  readonly root: string | null;
  readonly minimum: number;
  readonly holders: readonly { readonly office: Office; readonly unit: string; readonly recipient: string }[];
  readonly attended: readonly { readonly office: Office; readonly name: string; readonly unit: string; readonly at: Date }[];
  readonly record: OpeningRecord | null;
  readonly minutes: MinutesView | null;
  readonly fallback: FallbackView | null;
  /** Two holders left something closed: until when its bidders may open it, and whether the reader is one of them. */
  readonly ownKeys: { readonly until: Date; readonly mine: boolean } | null;
  readonly declined: readonly { readonly office: Office; readonly name: string; readonly reason: string; readonly at: Date }[];
  /** May this reader see prices? Bidders of a method that reads none out learn them with the result. */
  readonly pricesShown: boolean;
  /** Empty before the box is opened. */
  readonly bids: readonly OpenedBid[];
  readonly invalid: readonly InvalidBid[];
}

/** How an opening leaves over the API; `names` are those of organizations. */
export function openingView(opening: OpeningView, names: ReadonlyMap<string, { name: string }>): object {
  const { bids, invalid, pricesShown, ...rest } = opening;
  const nameOf = (id: string): string => names.get(id)?.name ?? '';
  return {
    ...rest,
    bids: bids.map(({ bidId, providerId, offer, prices, envelope, receivedAt }) => ({
      bidId,
      provider: { id: providerId, name: nameOf(providerId) },
      price: pricesShown ? offer.price : null,
      prices: pricesShown ? pricesView(prices) : null,
      envelope,
      receivedAt,
    })),
    invalid: invalid.map(({ providerId, ...bid }) => ({ ...bid, provider: { id: providerId, name: nameOf(providerId) } })),
  };
}

/** Opened bids as they lay in the box of a round: with their first prices, or the last ones of those who gave any. */
export function bidsOfRound(bids: readonly OpenedBid[], round: Round, state: BoxState): readonly OpenedBid[] {
  if (round === 2) return state === 'opened' ? bids.filter(({ out }) => !out).map((bid) => ({ ...bid, ...bid.last })) : [];
  return bids.map((bid) => (bid.first ? { ...bid, ...bid.first, offer: { ...bid.offer, price: toYuan(bid.first.price) } } : bid));
}

/** Yuan by lot. */
export const pricesView = (prices: ReadonlyMap<string, bigint>): Record<string, string> =>
  Object.fromEntries([...prices].map(([lot, price]) => [lot, toYuan(price)]));
