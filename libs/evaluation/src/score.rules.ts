import { type FieldFault, refuse, type Refusal } from '#kernel';
import type { Hundredths } from './price.rules.js';

/** A criterion of the published notice. Members score all but the price, out of its weight. */
export interface Criterion {
  readonly id: string;
  readonly name: string;
  readonly kind: 'price' | 'subjective' | 'objective';
  readonly weight: number;
  readonly yardstick: string;
}

/** An offer for one lot. */
export interface OfferKey {
  readonly bidId: string;
  readonly lot: string;
}
export const sameOffer = (one: OfferKey, other: OfferKey): boolean => one.bidId === other.bidId && one.lot === other.lot;
export const offerKey = ({ bidId, lot }: OfferKey): string => `${bidId}-${lot}`;

export interface Cell extends OfferKey {
  readonly criterionId: string;
  readonly points: Hundredths;
  readonly reason: string;
}

/**
 * Between these shares of a criterion's points a score speaks for itself; above and below the member says why. A rule of
 * this platform, so that every bidder who gains or loses much can read the reason.
 */
const speaksForItself = { fromPercent: 60, toPercent: 90 };

/** "4.5" as 450; undefined when it is not a number with at most two decimals. */
export function parsePoints(text: string): Hundredths | undefined {
  const [, whole, decimals = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
}

/** 450 as "4.50". */
export const showPoints = (points: Hundredths): string => `${Math.floor(points / 100)}.${String(points % 100).padStart(2, '0')}`;

export const mostPoints = ({ weight }: Pick<Criterion, 'weight'>): Hundredths => Math.round(weight * 100);

/** Does a score of these points need a reason? Objective criteria are counted, not judged: they need none. */
export function needsReason(criterion: Pick<Criterion, 'weight' | 'kind'>, points: Hundredths): boolean {
  const most = mostPoints(criterion);
  if (criterion.kind !== 'subjective') return false;
  return points * 100 < most * speaksForItself.fromPercent || points * 100 > most * speaksForItself.toPercent;
}

/** What is wrong with one cell as it came in, at its place in the input. */
export function cellFaults(
  criterion: Criterion | undefined,
  { points, reason, bidKnown }: { points: Hundredths | undefined; reason: string; bidKnown: boolean },
  at: string,
): FieldFault[] {
  if (!bidKnown) return [{ field: `${at}bidId`, code: 'score.no-such-bid' }];
  if (!criterion || criterion.kind === 'price') return [{ field: `${at}criterionId`, code: 'score.no-such-criterion' }];
  const most = mostPoints(criterion);
  const facts = { criterion: criterion.name, max: showPoints(most) };
  if (points === undefined) return [{ field: `${at}points`, code: 'score.not-points', facts }];
  if (points > most) return [{ field: `${at}points`, code: 'score.out-of-range', facts: { ...facts, points: showPoints(points) } }];
  if (needsReason(criterion, points) && !reason) return [{ field: `${at}reason`, code: 'score.reason-missing', facts }];
  return [];
}

/** What members score: all but the price; nothing where the lowest price alone decides. */
export function judgedCriteria<T extends Pick<Criterion, 'kind'>>(criteria: readonly T[], ranking: 'score' | 'lowest'): T[] {
  return ranking === 'lowest' ? [] : criteria.filter(({ kind }) => kind !== 'price');
}

/** Every offer in the race scored on every criterion that members score. */
export function complete(
  cells: readonly Cell[],
  offers: readonly OfferKey[],
  judged: readonly Pick<Criterion, 'id'>[],
): Refusal | undefined {
  const scored = new Set(cells.map((cell) => `${offerKey(cell)} ${cell.criterionId}`));
  const missing = offers.flatMap((offer) => judged.filter(({ id }) => !scored.has(`${offerKey(offer)} ${id}`))).length;
  return missing ? refuse('conflict', 'score.incomplete', { missing }) : undefined;
}

/** One objective criterion of one offer on which members differ. */
export interface Disagreement extends OfferKey {
  readonly criterionId: string;
  readonly points: readonly Hundredths[];
}

/** Objective scores are facts: where members differ, somebody erred (MOF Order 87 Art. 64; worked example T16). */
export function disagreements(cells: readonly Cell[], criteria: readonly Criterion[]): Disagreement[] {
  const objective = new Set(criteria.filter(({ kind }) => kind === 'objective').map(({ id }) => id));
  const groups = new Map<string, Cell[]>();
  for (const cell of cells.filter(({ criterionId }) => objective.has(criterionId))) {
    const key = `${offerKey(cell)} ${cell.criterionId}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()]
    .filter((group) => new Set(group.map(({ points }) => points)).size > 1)
    .map((group) => {
      const { bidId, lot, criterionId } = group[0]!;
      return { bidId, lot, criterionId, points: group.map(({ points }) => points) };
    });
}

export function objectiveScoresAgree(cells: readonly Cell[], criteria: readonly Criterion[]): Refusal | undefined {
  const [first, ...more] = disagreements(cells, criteria);
  if (!first) return undefined;
  const name = criteria.find(({ id }) => id === first.criterionId)!.name;
  return refuse('conflict', 'score.objective-differs', { criterion: name, count: more.length + 1 });
}
