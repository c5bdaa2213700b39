import { refuse, type Refusal } from '#kernel';

/** Who files, as the order asks a letter to say it (MOF Order 94 Art. 12 and 18). For the parties only, never public. */
export interface Petitioner {
  readonly address: string;
  readonly contact: string;
  readonly phone: string;
  /** Who signs: the legal representative, or whom they authorised. */
  readonly signatory: string;
  readonly authorised: boolean;
}

/** One point: what happened, what is asked for, and the rules it rests on. */
export interface Point {
  readonly facts: string;
  readonly request: string;
  readonly basis: string;
}

/** A file that goes with an objection. */
export interface Evidence {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** Whoever signs for the legal representative hands in the authorisation (Art. 8). */
export function authorisationShown({ authorised }: Petitioner, evidence: readonly unknown[]): Refusal | undefined {
  if (!authorised || evidence.length > 0) return undefined;
  return refuse('invalid', 'objection.authorisation-missing', {}, [{ field: 'evidence', code: 'objection.authorisation-missing' }]);
}

const secrets = [/(?<!\d)1[3-9]\d{9}(?!\d)/g, /(?<!\d)\d{17}[\dXx](?!\w)/g, /(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/g, /(?<!\d)\d{16,19}(?!\d)/g];

/** A text for the public: numbers of phones, identity cards and accounts are struck out. */
export const masked = (text: string): string => secrets.reduce((shown, secret) => shown.replace(secret, '***'), text);
