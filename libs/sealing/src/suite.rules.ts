/**
 * Suite `age-1`: plain age files with one X25519 recipient each, the key of every envelope split two of three. Papers of
 * another suite are refused, never guessed at.
 */
export const suite = 'age-1';

/** The envelopes of a bid; the price is apart from what it is for. */
export const envelopeKinds = ['qualification', 'technical', 'price'] as const;
export type EnvelopeKind = (typeof envelopeKinds)[number];
export const isEnvelopeKind = (text: unknown): text is EnvelopeKind => (envelopeKinds as readonly unknown[]).includes(text);

/** The three units of which any two open a box. */
export const offices = ['purchaser', 'finance', 'supervisor'] as const;
export type Office = (typeof offices)[number];
export const isOffice = (text: unknown): text is Office => (offices as readonly unknown[]).includes(text);

/** The public keys of the three holders, as `age1…`. */
export type Recipients = Readonly<Record<Office, string>>;

/** How many holders open a box. */
export const holdersNeeded = 2;

export type FaultCode =
  | 'header.unreadable'
  | 'statement.unreadable'
  | 'statement.not-canonical'
  | 'statement.suite'
  | 'statement.procedure'
  | 'statement.kind'
  | 'statement.key'
  | 'statement.recipients'
  | 'statement.share'
  | 'statement.files'
  | 'statement.size'
  | 'secret.foreign'
  | 'content.digest'
  | 'content.unreadable'
  | 'content.procedure'
  | 'content.kind'
  | 'content.provider'
  | 'content.files'
  | 'file.digest'
  | 'file.unreadable'
  | 'file.altered'
  | 'packed.unreadable'
  | 'packed.too-large'
  | 'packed.missing'
  | 'packed.foreign'
  | 'packed.altered';

/** What is wrong with a paper, as a code and what it speaks of. */
export interface Fault {
  readonly code: FaultCode;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export const fault = (code: FaultCode, facts?: Fault['facts']): Fault => (facts ? { code, facts } : { code });
