import type { Signed } from '#documents';
import type { BoxState } from './box.lifecycle.js';
import type { Side } from './opening.policy.js';
import type { Consent } from './opening.rules.js';
import type { OpenedBid } from './bid.view.js';

/** What was done at an opening, signed: enough to check the root against the receipts. */
export type RecordStatement = {
  readonly type: 'opening-record';
  readonly procedure: string;
  readonly result: 'opened' | 'too-few';
  /** Hex. */
  readonly root: string;
  /** Hex; the random leaf that stands among the envelopes in the tree. */
  readonly filler: string;
  readonly sealedAt: string;
  readonly openedAt: string;
  readonly minimum: number;
  /** Digests in rising order, as they stand in the tree. */
  readonly envelopes: readonly {
    readonly bid: string;
    readonly version: number;
    readonly sha256: string;
    readonly receivedAt: string;
  }[];
  readonly rootMatches: boolean;
  readonly invalid: readonly string[];
  readonly persons: readonly {
    readonly side: Side;
    readonly name: string;
    readonly role: string;
    readonly organization: string;
    readonly at: string;
  }[];
};
export type OpeningRecord = Signed<RecordStatement>;

/** An opening as those may see it who take part or watch. */
export interface OpeningView {
  readonly procedureId: string;
  readonly state: BoxState;
  readonly sealsAt: Date;
  readonly sealedAt: Date | null;
  readonly endedAt: Date | null;
  readonly voidReason: 'too-few' | 'cancelled' | null;
  readonly root: string | null;
  readonly consents: readonly Consent[];
  readonly record: OpeningRecord | null;
  /** Empty before the box is opened. */
  readonly bids: readonly OpenedBid[];
}

/** How an opening leaves over the API; `names` are those of organizations. */
export function openingView(opening: OpeningView, names: ReadonlyMap<string, { name: string }>): object {
  const { procedureId, state, sealsAt, sealedAt, endedAt, voidReason, root, record } = opening;
  const nameOf = (id: string): string => names.get(id)?.name ?? '';
  return {
    procedureId,
    state,
    sealsAt,
    sealedAt,
    endedAt,
    voidReason,
    root,
    consents: opening.consents.map(({ side, name, role, organizationId, at }) => ({
      side,
      name,
      role,
      organization: nameOf(organizationId),
      at,
    })),
    record,
    bids: opening.bids.map(({ bidId, providerId, offer, envelope, receivedAt }) => ({
      bidId,
      provider: { id: providerId, name: nameOf(providerId) },
      price: offer.price,
      envelope,
      receivedAt,
    })),
  };
}
