import { refuse, type Refusal } from '#kernel';
import type { ChallengeState } from './challenge.lifecycle.js';

/** A result that was taken back is challenged no more; the next one can be. */
export function standsStill({ state }: { readonly state: string }): Refusal | undefined {
  return state === 'withdrawn' ? refuse('conflict', 'challenge.award-withdrawn') : undefined;
}

/**
 * One supplier states all points against one stage at once where the rule asks for it (MOF Order 94 Art. 10). What was
 * turned away or withdrawn may come again in time.
 */
export function onlyOnce(earlier: readonly { readonly state: ChallengeState }[], allAtOnce: boolean): Refusal | undefined {
  const counts = earlier.some(({ state }) => state !== 'refused' && state !== 'withdrawn');
  return allAtOnce && counts ? refuse('conflict', 'challenge.filed-already') : undefined;
}

/** A form is given back to be completed once. */
export function givenBackOnce({ returnedAt }: { readonly returnedAt: Date | null }): Refusal | undefined {
  return returnedAt ? refuse('conflict', 'objection.returned-once') : undefined;
}

/** What was given back comes again in its time; afterwards it may be turned away. */
export function supplementInTime({ supplementDueAt }: { readonly supplementDueAt: Date | null }, now: Date): Refusal | undefined {
  if (!supplementDueAt || now < supplementDueAt) return undefined;
  return refuse('conflict', 'objection.supplement-late', { dueAt: supplementDueAt, now });
}

/** Something that may still change a result, or stops the purchase by order. */
export interface Standing {
  readonly kind: 'enquiry' | 'challenge' | 'complaint';
  readonly number: string;
  /** The result it is about; null when it is about the whole procedure. */
  readonly awardId: string | null;
  /** Bars a signature. Until it is examined every challenge does. */
  readonly bars: boolean;
  /** Holds the award. */
  readonly holds: boolean;
  /** When it is to be answered, or the bureau's order ends. */
  readonly until: Date;
}

/** A challenge as the bar sees it: until it is examined it may change the result. */
export function barsOf(challenge: { readonly state: ChallengeState; readonly mayAffectResult: boolean | null }): boolean {
  const { state, mayAffectResult } = challenge;
  return state === 'filed' || state === 'returned' || (state === 'accepted' && mayAffectResult === true);
}

/**
 * Nothing is signed while an objection may change the result, or the bureau has stopped the purchase (Implementing
 * Regulation Art. 54, Law Art. 57).
 */
export function clearOf(standing: readonly Standing[], awardId?: string | null): Refusal | undefined {
  const first = standing.find((one) => one.bars && concerns(one, awardId));
  return first && refuse('conflict', `${first.kind}.in-the-way`, { number: first.number });
}

/** An objection to the whole procedure stops its decision and its announcement; one to a result holds that result. */
export const stopsDeciding = ({ holds, awardId }: Standing): boolean => holds && awardId === null;

/** The last order to correct the documents, and the last correction that was published. */
export interface Correction {
  readonly ordered: { readonly number: string; readonly at: Date } | null;
  readonly publishedAt: Date | null;
}

/** What was upheld so that the documents are corrected goes on with the correction, not before (MOF Order 94 Art. 16, 31). */
export function corrected({ ordered, publishedAt }: Correction): Refusal | undefined {
  if (!ordered || (publishedAt && publishedAt > ordered.at)) return undefined;
  return refuse('conflict', 'challenge.correction-first', { number: ordered.number });
}

/** The objection that holds this award the longest, if one does. */
export const heldBy = (standing: readonly Standing[], awardId: string): Standing | undefined =>
  standing.filter((one) => one.holds && concerns(one, awardId)).sort((one, other) => other.until.getTime() - one.until.getTime())[0];

const concerns = (one: Standing, awardId: string | null | undefined): boolean =>
  one.awardId === null || awardId === undefined || awardId === null || one.awardId === awardId;
