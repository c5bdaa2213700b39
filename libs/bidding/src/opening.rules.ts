import { type Refusal, refuse } from '#kernel';
import { holdersNeeded, type Office } from '#sealing';
import type { BoxState } from './box.lifecycle.js';

/** A holder who came to an opening. */
export interface Attendance {
  readonly office: Office;
  readonly person: string;
  readonly name: string;
  readonly organizationId: string;
  readonly at: Date;
}

/** Only a sealed box waits for its opening. */
export function waitsForOpening(state: BoxState): Refusal | undefined {
  if (state === 'sealed') return undefined;
  return refuse('conflict', state === 'open' ? 'opening.not-sealed' : 'opening.over');
}

/** Two offices, two persons: nobody opens alone, nobody comes for two. Who comes again is not refused. */
export function anotherHolder(given: readonly Attendance[], office: Office, person: string): Refusal | undefined {
  const same = given.find((one) => one.office === office);
  if (same) return same.person === person ? undefined : refuse('conflict', 'opening.office-taken', { name: same.name });
  return given.some((one) => one.person === person) ? refuse('forbidden', 'opening.same-person') : undefined;
}

/** Once a unit has come it cannot say that it does not, and it says so once. */
export function mayDecline(
  attended: readonly Pick<Attendance, 'office'>[],
  declined: readonly { readonly office: Office }[],
  office: Office,
): Refusal | undefined {
  if (attended.some((one) => one.office === office)) return refuse('conflict', 'opening.has-come');
  return declined.some((one) => one.office === office) ? refuse('conflict', 'opening.declined') : undefined;
}

/** Something for every envelope in the box and for nothing else. */
export function wholeSet(envelopes: readonly string[], given: readonly { readonly envelope: string }[]): Refusal | undefined {
  const named = new Set(given.map(({ envelope }) => envelope));
  const missing = envelopes.filter((envelope) => !named.has(envelope));
  if (missing.length) return refuse('invalid', 'opening.contributions-missing', { count: missing.length });
  const known = new Set(envelopes);
  const foreign = given.find(({ envelope }) => !known.has(envelope));
  if (foreign) return refuse('invalid', 'opening.contribution-foreign', { envelope: foreign.envelope });
  return named.size < given.length ? refuse('invalid', 'opening.contribution-twice') : undefined;
}

/**
 * Envelopes that stay closed with what was given: fewer than two of the holders who came gave a key, and their bidder
 * none. A holder's word that a share is not closed to him proves nothing, so two of them do not make an envelope void.
 */
export function stillClosed(
  attended: readonly Office[],
  envelopes: readonly string[],
  given: ReadonlyMap<string, Readonly<Partial<Record<Office, string | null>>>>,
  handed: ReadonlyMap<string, unknown>,
): string[] {
  const keys = (envelope: string): number => attended.filter((office) => given.get(envelope)?.[office]).length;
  return envelopes.filter((envelope) => !handed.has(envelope) && keys(envelope) < holdersNeeded);
}
