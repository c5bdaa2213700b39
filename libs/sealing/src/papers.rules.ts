import { canonical, isDigest, isFields, type Json, parsed } from './canonical.rules.js';
import { isIdentity, isRecipient } from './age.js';
import { type EnvelopeKind, isEnvelopeKind, isOffice, type Recipients, offices, suite } from './suite.rules.js';

/** A lot as a bidder has to know it. */
export interface SlipLot {
  readonly id: string;
  readonly name: string;
  /** Yuan with two decimals. */
  readonly maxPrice: string;
}

/** All that is needed to pack a bid without the network; served with the notice. */
export interface PackingSlip {
  readonly type: 'qiyue-packing-slip';
  readonly suite: typeof suite;
  readonly procedure: string;
  readonly number: string;
  readonly title: string;
  /** Version of the notice the slip was written from. */
  readonly version: number;
  /** ISO 8601. */
  readonly closesAt: string;
  readonly recipients: Recipients;
  readonly envelopes: readonly EnvelopeKind[];
  readonly lots: readonly SlipLot[];
  /** Missing in slips of before it was told. */
  readonly limits?: SlipLimits;
}

/** What the platform takes in. */
export interface SlipLimits {
  /** Bytes of one sealed file; of the packed bid. */
  readonly file: number;
  readonly total: number;
  readonly files: number;
  /** Characters of one text. */
  readonly text: number;
}

/** The answers in each envelope of an offer. */
export interface QualificationAnswers {
  /** The provider meets every condition of the notice and stands by the offer. */
  readonly commitment: boolean;
  /** What the provider declares to be, as `small`; left out it declares nothing. */
  readonly enterprise?: string;
  /** The lots that are bid for. */
  readonly lots: readonly string[];
}
export interface TechnicalAnswers {
  readonly plan: string;
  readonly staffing: string;
  readonly experience: string;
}
export interface PriceAnswers {
  /** Yuan with two decimals, by lot. */
  readonly prices: Readonly<Record<string, string>>;
}
export interface AnswersByKind {
  readonly qualification: QualificationAnswers;
  readonly technical: TechnicalAnswers;
  readonly price: PriceAnswers;
}

/** What the bidder keeps: with it the bid opens even when holders lost their keys, and can be sealed again in one step. */
export interface Recovery {
  readonly type: 'qiyue-recovery';
  readonly suite: typeof suite;
  readonly procedure: string;
  readonly number: string;
  readonly title: string;
  readonly bid?: string;
  /** Secret key of the draft's workspace. */
  readonly workspace?: string;
  readonly envelopes: readonly RecoveryEnvelope[];
}
export interface RecoveryEnvelope {
  readonly kind: EnvelopeKind;
  readonly pk: string;
  readonly secret: string;
  /** Digest of the envelope once it was sealed. */
  readonly sha256?: string;
}

export const recoveryFile = (recovery: Omit<Recovery, 'type' | 'suite'>): Uint8Array =>
  canonical(JSON.parse(JSON.stringify({ type: 'qiyue-recovery', suite, ...recovery })) as Json);

/** Undefined for anything else than a recovery file of this suite. */
export function readRecovery(bytes: Uint8Array): Recovery | undefined {
  const value = parsed(bytes);
  if (!isFields(value) || value['type'] !== 'qiyue-recovery' || value['suite'] !== suite) return undefined;
  const { procedure, number, title, bid, workspace, envelopes } = value;
  const fits =
    [procedure, number, title].every((text) => typeof text === 'string') &&
    (bid === undefined || typeof bid === 'string') &&
    (workspace === undefined || (typeof workspace === 'string' && isIdentity(workspace))) &&
    Array.isArray(envelopes) &&
    envelopes.every(isRecoveryEnvelope);
  return fits ? (value as unknown as Recovery) : undefined;
}

function isRecoveryEnvelope(value: Json): boolean {
  if (!isFields(value)) return false;
  const { kind, pk, secret, sha256 } = value;
  return (
    isEnvelopeKind(kind) &&
    typeof pk === 'string' &&
    isRecipient(pk) &&
    typeof secret === 'string' &&
    isIdentity(secret) &&
    (sha256 === undefined || isDigest(sha256))
  );
}

/** Undefined for anything else than a packing slip of this suite. */
export function readSlip(bytes: Uint8Array): PackingSlip | undefined {
  const value = parsed(bytes);
  if (!isFields(value) || value['type'] !== 'qiyue-packing-slip' || value['suite'] !== suite) return undefined;
  const { procedure, number, title, version, closesAt, recipients, envelopes, lots, limits } = value;
  const fits =
    [procedure, number, title, closesAt].every((text) => typeof text === 'string') &&
    typeof version === 'number' &&
    isRecipients(recipients) &&
    Array.isArray(envelopes) &&
    envelopes.every(isEnvelopeKind) &&
    Array.isArray(lots) &&
    lots.every((lot: Json) => isFields(lot) && [lot['id'], lot['name'], lot['maxPrice']].every((text) => typeof text === 'string')) &&
    (limits === undefined || isLimits(limits));
  return fits ? (value as unknown as PackingSlip) : undefined;
}

const isLimits = (value: Json): boolean =>
  isFields(value) && ['file', 'total', 'files', 'text'].every((name) => Number.isSafeInteger(value[name]) && Number(value[name]) > 0);

/** Three different public keys, one an office. */
export function isRecipients(value: Json | undefined): boolean {
  if (!isFields(value) || Object.keys(value).length !== offices.length || !Object.keys(value).every(isOffice)) return false;
  const keys = Object.values(value);
  return keys.every((key) => typeof key === 'string' && isRecipient(key)) && new Set(keys).size === offices.length;
}
