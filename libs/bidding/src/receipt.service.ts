import { Injectable } from '@nestjs/common';
import { receiptNumber } from '#platform';
import { civilDateOf } from '#calendar';
import { Signer } from '#documents';
import { beijingTime, type Receipt, type ReceiptStatement } from './receipt.view.js';
import type { SealedBid } from './statement.service.js';

/** What a receipt is made of. */
export interface Received {
  readonly kind: ReceiptStatement['kind'];
  readonly bid: string;
  /** Of the procedure. */
  readonly number: string;
  readonly title: string;
  readonly closesAt: Date;
  readonly at: Date;
  readonly version: number;
  /** Id of the entry in the journal. */
  readonly entry: string;
  /** Null for a withdrawal. */
  readonly sealed: SealedBid | null;
  /** Said of last prices only. */
  readonly round?: 2;
}

/** Makes receipts: what a provider may hold against us later. */
@Injectable()
export class Receipts {
  constructor(private readonly signer: Signer) {}

  sign({ kind, bid, number, title, closesAt, at, version, entry, sealed, round }: Received): Receipt {
    const envelopes = (sealed?.envelopes ?? []).map(({ kind: what, sha256, size }) => ({ kind: what, sha256, size }));
    const size = envelopes.reduce((sum, one) => sum + one.size, 0);
    return this.signer.signed({
      type: 'bid-receipt',
      number: receiptNumber(civilDateOf(at)),
      procedure: number,
      title,
      bid,
      version,
      ...(round && { round }),
      kind,
      envelope: sealed && { sha256: sealed.digest.toString('hex'), size },
      envelopes,
      entry,
      receivedAt: beijingTime(at),
      closesAt: beijingTime(closesAt),
    } satisfies ReceiptStatement);
  }
}
