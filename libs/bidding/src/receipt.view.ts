import type { Signed } from '#documents';
import type { EnvelopeKind } from '#sealing';

/** What a provider holds in its hands when a bid, a replacement or a withdrawal was received. */
export type ReceiptStatement = {
  readonly type: 'bid-receipt';
  readonly number: string;
  readonly procedure: string;
  readonly title: string;
  readonly bid: string;
  readonly version: number;
  /** 2 for a last price. */
  readonly round?: 2;
  readonly kind: 'submitted' | 'replaced' | 'withdrawn';
  /** SHA-256 in hex of the bid in the box, a leaf of the box's root, and the bytes of its files; null for a withdrawal. */
  readonly envelope: { readonly sha256: string; readonly size: number } | null;
  /** Each envelope: the SHA-256 of its statement and the bytes of its files. */
  readonly envelopes: readonly { readonly kind: EnvelopeKind; readonly sha256: string; readonly size: number }[];
  /** Id of the entry in the journal. */
  readonly entry: string;
  /** The time of the database that judged the deadline, ISO 8601 in Beijing time. */
  readonly receivedAt: string;
  readonly closesAt: string;
};
export type Receipt = Signed<ReceiptStatement>;

/** A receipt with what its own provider may know besides. */
export interface KeptReceipt {
  readonly receipt: Receipt;
  /** Who handed it in. */
  readonly by: string;
  /** Does it speak of what lies in the box, or was it replaced? */
  readonly current: boolean;
  readonly procedureId: string;
  /** Number of its entry in the journal, once it has one. */
  readonly entryNumber: bigint | null;
}

/** A try that came too late, as the provider may see and keep it. */
export interface LateTry {
  readonly id: string;
  readonly triedAt: Date;
  readonly closedAt: Date;
  readonly act: 'submit' | 'withdraw';
  readonly by: string;
  /** Hex, of the bid that was to be handed in; null for a withdrawal. */
  readonly digest: string | null;
}

/** A late try as a paper of ours, to be used against us when it was our fault. */
export type LateTryStatement = {
  readonly type: 'bid-attempt';
  readonly id: string;
  readonly procedure: string;
  readonly title: string;
  readonly bid: string;
  readonly act: LateTry['act'];
  readonly by: string;
  readonly digest: string | null;
  readonly triedAt: string;
  readonly closedAt: string;
};

/** "2026-11-30T17:00:00.123+08:00": how instants stand in papers people keep. */
export function beijingTime(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}
