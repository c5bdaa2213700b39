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

export interface Cell {
  readonly bidId: string;
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

/** Every qualified bid scored on every criterion that members score. */
export function complete(cells: readonly Cell[], bidIds: readonly string[], criteria: readonly Criterion[]): Refusal | undefined {
  const scored = new Set(cells.map(({ bidId, criterionId }) => `${bidId} ${criterionId}`));
  const judged = criteria.filter(({ kind }) => kind !== 'price');
  const missing = bidIds.flatMap((bidId) => judged.filter(({ id }) => !scored.has(`${bidId} ${id}`))).length;
  return missing ? refuse('conflict', 'score.incomplete', { missing }) : undefined;
}

/** One objective criterion of one bid on which members differ. */
export interface Disagreement {
  readonly bidId: string;
  readonly criterionId: string;
  readonly points: readonly Hundredths[];
}

/** Objective scores are facts: where members differ, somebody erred (MOF Order 87 Art. 64; worked example T16). */
export function disagreements(cells: readonly Cell[], criteria: readonly Criterion[]): Disagreement[] {
  const objective = new Set(criteria.filter(({ kind }) => kind === 'objective').map(({ id }) => id));
  const groups = new Map<string, Cell[]>();
  for (const cell of cells.filter(({ criterionId }) => objective.has(criterionId))) {
    const key = `${cell.bidId} ${cell.criterionId}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()]
    .filter((group) => new Set(group.map(({ points }) => points)).size > 1)
    .map((group) => ({ bidId: group[0]!.bidId, criterionId: group[0]!.criterionId, points: group.map(({ points }) => points) }));
}

export function objectiveScoresAgree(cells: readonly Cell[], criteria: readonly Criterion[]): Refusal | undefined {
  const [first, ...more] = disagreements(cells, criteria);
  if (!first) return undefined;
  const name = criteria.find(({ id }) => id === first.criterionId)!.name;
  return refuse('conflict', 'score.objective-differs', { criterion: name, count: more.length + 1 });
}
