import { refuse, type Refusal } from '#kernel';
import type { ChallengeState } from './challenge.lifecycle.js';

/** The result as a challenge meets it. */
export interface Challengeable {
  readonly state: string;
  readonly announcedAt: Date | null;
  readonly challengeEndsAt: Date | null;
}

/** A result can be challenged from its announcement until its window ends; the last instant itself is too late. */
export function insideWindow({ announcedAt, challengeEndsAt }: Challengeable, now: Date): Refusal | undefined {
  if (!announcedAt || !challengeEndsAt) return refuse('conflict', 'challenge.not-announced');
  if (now < challengeEndsAt) return undefined;
  return refuse('conflict', 'challenge.window-closed', { closedAt: challengeEndsAt, now, announcedAt });
}

/** A result that was taken back is challenged no more; the next one can be. */
export function standsStill({ state }: Pick<Challengeable, 'state'>): Refusal | undefined {
  return state === 'withdrawn' ? refuse('conflict', 'challenge.award-withdrawn') : undefined;
}

/** One bidder states all points against one result at once (MOF Order 94 Art. 10). */
export function onlyOnce(earlier: readonly { readonly state: ChallengeState }[]): Refusal | undefined {
  return earlier.some(({ state }) => state !== 'refused') ? refuse('conflict', 'challenge.filed-already') : undefined;
}

/** A challenge that may still change the result. Until it is examined every challenge may. */
export interface Standing {
  readonly number: string;
  readonly state: ChallengeState;
  readonly mayAffectResult: boolean | null;
}

/** Nothing is signed while a challenge may change the result (Implementing Regulation Art. 54). */
export function clearOf(challenges: readonly Standing[]): Refusal | undefined {
  const inTheWay = challenges.find(({ state, mayAffectResult }) => state === 'filed' || (state === 'accepted' && mayAffectResult === true));
  return inTheWay ? refuse('conflict', 'challenge.in-the-way', { number: inTheWay.number }) : undefined;
}
