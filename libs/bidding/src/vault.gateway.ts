import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Json, canonical, Seal } from '#documents';
import type { Draft, Offer } from './offer.rules.js';

/** The way offers are closed today; a suite of the bidder's own keys will stand beside it. */
export const suite = 'platform-1';

/** What an envelope says about itself, inside: an envelope in the wrong box or under another name does not count. */
export interface Manifest {
  readonly suite: string;
  readonly procedure: string;
  readonly bid: string;
  readonly version: number;
  readonly provider: string;
  readonly offer: Offer;
}

export interface Envelope {
  readonly bytes: Buffer;
  readonly sha256: Buffer;
}

/** Draft with its author, as kept sealed. */
export interface SealedDraft extends Draft {
  readonly provider: string;
  readonly startedAt: string;
}

/** Closes and opens what belongs to a bid. The only file that knows how envelopes are made. */
@Injectable()
export class Envelopes {
  constructor(private readonly seal: Seal) {}

  /** Recognizes a provider's bid in a procedure without naming the provider. */
  mark(procedureId: string, providerId: string): Buffer {
    return this.seal.mark(`bid ${procedureId} ${providerId}`);
  }

  closeOffer(manifest: Omit<Manifest, 'suite'>): Envelope {
    const bytes = this.seal.close(canonical({ suite, ...manifest } as unknown as Json), `envelope ${manifest.bid} ${manifest.version}`);
    return { bytes, sha256: createHash('sha256').update(bytes).digest() };
  }

  /** Refuses `seal.broken` when these are not the bytes closed for this bid and version. */
  openOffer(bytes: Buffer, bid: string, version: number): Manifest {
    return JSON.parse(this.seal.open(bytes, `envelope ${bid} ${version}`).toString('utf8')) as Manifest;
  }

  closeDraft(bid: string, draft: SealedDraft): Buffer {
    return this.close(`draft ${bid}`, draft);
  }

  openDraft(bid: string, bytes: Buffer): SealedDraft {
    return this.open<SealedDraft>(`draft ${bid}`, bytes);
  }

  /** Anything else that only a bid's author may read: receipts, late tries. */
  close(context: string, value: unknown): Buffer {
    return this.seal.close(Buffer.from(JSON.stringify(value)), context);
  }

  open<T>(context: string, bytes: Buffer): T {
    return JSON.parse(this.seal.open(bytes, context).toString('utf8')) as T;
  }
}

/** What sealed files of a bid are bound to. */
export const fileContext = (bidId: string): string => `bid-file ${bidId}`;
