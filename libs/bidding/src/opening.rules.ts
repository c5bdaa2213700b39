import { type Refusal, refuse } from '#kernel';
import type { BoxState } from './box.lifecycle.js';
import type { Side } from './opening.policy.js';

export interface Consent {
  readonly side: Side;
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly organizationId: string;
  readonly at: Date;
}

/** Only a sealed box waits for its opening. */
export function waitsForOpening(state: BoxState): Refusal | undefined {
  if (state === 'sealed') return undefined;
  return refuse('conflict', state === 'open' ? 'opening.not-sealed' : 'opening.over');
}

/** Two sides, two persons: nobody opens alone, nobody stands for both. */
export function secondPerson(given: readonly Consent[], side: Side, person: string): Refusal | undefined {
  const same = given.find((consent) => consent.side === side);
  if (same) return refuse('conflict', 'opening.side-taken', { name: same.name });
  return given.some((consent) => consent.person === person) ? refuse('forbidden', 'opening.same-person') : undefined;
}
