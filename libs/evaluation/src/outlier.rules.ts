import { refuse, type Refusal } from '#kernel';
import type { Hundredths } from './price.rules.js';
import { halfUp } from './price.rules.js';
import { type Cell, type Criterion, mostPoints, offerKey } from './score.rules.js';

export type SeatCell = Cell & { readonly seatId: string };

/** A member's score far from the others'. */
export interface Outlier extends SeatCell {
  /** What the other members gave on the average. */
  readonly others: Hundredths;
}

/** Why a member stands by a score; it holds for those points only. */
export interface Explanation extends Omit<SeatCell, 'reason'> {
  readonly explanation: string;
}

/**
 * Judged scores further from the mean of the other members' than `percent` of the criterion's points: explained by who
 * gave them or corrected before the report (MOF Order 87 Art. 64). Two members have no majority to differ from.
 */
export function outliers(cells: readonly SeatCell[], criteria: readonly Criterion[], percent: number): Outlier[] {
  return criteria
    .filter(({ kind }) => kind === 'subjective')
    .flatMap((criterion) =>
      [...groups(cells.filter(({ criterionId }) => criterionId === criterion.id))].flatMap((g) => far(g, criterion, percent)),
    );
}

function far(group: readonly SeatCell[], criterion: Criterion, percent: number): Outlier[] {
  const others = group.length - 1;
  if (others < 2) return [];
  const sum = group.reduce((all, { points }) => all + points, 0);
  return group
    .filter(({ points }) => Math.abs(points * others - (sum - points)) * 100 > mostPoints(criterion) * percent * others)
    .map((cell) => ({ ...cell, others: Number(halfUp(BigInt(sum - cell.points), BigInt(others))) }));
}

function groups(cells: readonly SeatCell[]): Iterable<SeatCell[]> {
  const found = new Map<string, SeatCell[]>();
  for (const cell of cells) found.set(offerKey(cell), [...(found.get(offerKey(cell)) ?? []), cell]);
  return found.values();
}

export const explains = (one: Omit<SeatCell, 'reason'>, other: Explanation): boolean =>
  one.seatId === other.seatId && offerKey(one) === offerKey(other) && one.criterionId === other.criterionId && one.points === other.points;

/** Every score that stands out has been explained or is no longer there. */
export function outliersExplained(found: readonly Outlier[], explained: readonly Explanation[]): Refusal | undefined {
  const open = found.filter((one) => !explained.some((other) => explains(one, other))).length;
  return open ? refuse('conflict', 'score.outlier-unexplained', { count: open }) : undefined;
}
