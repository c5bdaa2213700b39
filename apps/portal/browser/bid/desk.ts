import type { EnvelopeKind, Recipients } from '#sealing';
import { facts } from '../kit/page.js';

/** A lot as the notice tells it. */
export interface LotFacts {
  readonly id: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  /** Yuan. */
  readonly maxPrice: string;
}

/** What the server tells this page of a bid. Nothing of the offer: that it does not know. */
export interface Desk {
  readonly view: 'tasks' | 'task' | 'files' | 'check' | 'receipt' | 'last-price';
  readonly task: string;
  readonly bid: string;
  readonly procedure: string;
  readonly number: string;
  readonly title: string;
  /** Unified social credit code. */
  readonly provider: string;
  readonly closesAt: string;
  /** The draft can still be written; it can be handed in. */
  readonly open: boolean;
  readonly takesBids: boolean;
  readonly state: string;
  readonly started: boolean;
  readonly lots: readonly LotFacts[];
  readonly recipients: Recipients;
  /** Digests of the envelopes that lie in the box, if there are any. */
  readonly handedIn: Readonly<Partial<Record<EnvelopeKind, string>>>;
  readonly limits: { readonly text: number; readonly file: number; readonly files: number; readonly chunk: number };
}

export const desk = facts<Desk>();
export const bounds = { lots: desk.lots, longest: desk.limits?.text ?? 0 };
export const base = `/org/bids/${desk.bid}`;
export const workspacePath = `${base}/workspace`;

/** The parts an offer is written in; `keys` holds the secrets of its envelopes. */
export const partNames = ['keys', 'commitment', 'plan', 'staffing', 'experience', 'price', 'files'] as const;
export type PartName = (typeof partNames)[number];
export const tasks = ['commitment', 'plan', 'staffing', 'experience', 'price', 'files'] as const;
export type Task = (typeof tasks)[number];
export const isText = (task: string): task is 'plan' | 'staffing' | 'experience' => ['plan', 'staffing', 'experience'].includes(task);

/** A file of the bid: sealed to its envelope's key the moment it was chosen. */
export interface BidFile {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes and SHA-256 of the file itself; SHA-256 and bytes of the sealed file on the server. */
  readonly size: number;
  readonly sha256: string;
  readonly sealed: string;
  readonly sealedSize: number;
  readonly kind: EnvelopeKind;
  readonly pages: number | null;
}

/** What an envelope that was sealed opens with. */
export interface SealedKey {
  readonly kind: EnvelopeKind;
  readonly secret: string;
  /** Hex, of the envelope's statement. */
  readonly sha256: string;
}

/** What stands in each part. */
export interface PartValues {
  /** `envelopes`: what files are closed to while the bid is written; `sealed`: what its envelopes were closed to, newest last. */
  readonly keys: {
    readonly envelopes: readonly { readonly kind: EnvelopeKind; readonly secret: string }[];
    readonly sealed?: readonly SealedKey[];
  };
  /** `enterprise`: what the bidder declares to be; absent in drafts from before it was asked. */
  readonly commitment: { readonly agreed: boolean; readonly enterprise?: string };
  readonly plan: { readonly text: string };
  readonly staffing: { readonly text: string };
  readonly experience: { readonly text: string };
  readonly price: { readonly lots: readonly { readonly id: string; readonly price: string }[] };
  readonly files: { readonly files: readonly BidFile[] };
}
