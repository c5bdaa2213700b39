import type { Signed } from '#documents';

/** What a provider holds in its hands when a bid, a replacement or a withdrawal was received. */
export type ReceiptStatement = {
  readonly type: 'bid-receipt';
  readonly number: string;
  readonly procedure: string;
  readonly title: string;
  readonly bid: string;
  readonly version: number;
  readonly kind: 'submitted' | 'replaced' | 'withdrawn';
  /** SHA-256 in hex and bytes of the envelope in the box; null for a withdrawal. */
  readonly envelope: { readonly sha256: string; readonly size: number } | null;
  /** The time of the database that judged the deadline, ISO 8601 in Beijing time. */
  readonly receivedAt: string;
  readonly closesAt: string;
};
export type Receipt = Signed<ReceiptStatement>;

export interface ReceiptFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** A receipt with what its own provider may know besides. */
export interface KeptReceipt {
  readonly receipt: Receipt;
  /** The files in the envelope; its digest covers them. */
  readonly files: readonly ReceiptFile[];
  /** Who handed it in. */
  readonly by: string;
  /** Does it speak of what lies in the box, or was it replaced? */
  readonly current: boolean;
  readonly procedureId: string;
}

/** A try that came too late, as the provider may see and keep it. */
export interface LateTry {
  readonly id: string;
  readonly triedAt: Date;
  readonly closedAt: Date;
  readonly act: 'submit' | 'withdraw';
  readonly by: string;
  /** Version of the draft that was to be handed in. */
  readonly draftVersion: number | null;
}

/** "2026-11-30T17:00:00.123+08:00": how instants stand in papers people keep. */
export function beijingTime(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}
