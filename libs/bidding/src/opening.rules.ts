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
 * Can a box be opened by what was given? Two offices came, and each envelope has two keys, or two holders who say that
 * their share is not closed to them. One of each: the third holder is needed.
 */
export function decided(
  attended: readonly Office[],
  envelopes: readonly string[],
  given: ReadonlyMap<string, Readonly<Partial<Record<Office, string | null>>>>,
): boolean {
  if (attended.length < holdersNeeded) return false;
  return envelopes.every((envelope) => {
    const keys = attended.map((office) => given.get(envelope)?.[office]);
    return [keys.filter(Boolean), keys.filter((key) => key === null)].some((some) => some.length >= holdersNeeded);
  });
}
