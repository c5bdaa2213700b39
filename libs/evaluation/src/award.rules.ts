import { type FieldFault, refuse, type Refusal } from '#kernel';

/** An offer for a lot as the report ranks it; everything here is about one lot. */
export interface Candidate {
  readonly bidId: string;
  readonly lot: string;
  /** Null for a bid that did not qualify. */
  readonly rank: number | null;
  readonly reason: string | null;
}

/** The candidates still standing, in order; those whose award was withdrawn are out. */
export function standing<T extends Candidate>(candidates: readonly T[], withdrawn: readonly string[]): T[] {
  return candidates.filter(({ rank, bidId }) => rank !== null && !withdrawn.includes(bidId)).sort((one, other) => one.rank! - other.rank!);
}

/** The winner follows the ranking; nobody is passed over (MOF Order 87 Art. 68). */
export function inOrder(bidId: string, candidates: readonly Candidate[], withdrawn: readonly string[]): Refusal | undefined {
  const wanted = candidates.find((candidate) => candidate.bidId === bidId);
  const [first] = standing(candidates, withdrawn);
  if (!wanted || wanted.rank === null || withdrawn.includes(bidId)) return refuse('conflict', 'award.not-a-candidate');
  if (first!.bidId !== bidId) return refuse('conflict', 'award.not-in-order', { rank: wanted.rank, first: first!.rank });
  return undefined;
}

/** Everybody who does not win is told why, before the announcement, not after (MOF Order 87 Art. 69). */
export function everyLoserHasReason(
  candidates: readonly (Candidate & { readonly silent?: readonly string[] })[],
  winner: string,
): Refusal | undefined {
  const losers = candidates.filter(({ bidId }) => bidId !== winner);
  const fields: FieldFault[] = losers.flatMap(({ bidId, lot, reason, silent = [] }) => [
    ...(reason ? [] : [{ field: `reason-${bidId}-${lot}`, code: 'award.reason-missing' }]),
    ...silent.map((criterion) => ({ field: `reason-${bidId}-${lot}-${criterion}`, code: 'award.cell-reason-missing' })),
  ]);
  return fields.length ? refuse('conflict', 'award.reasons-missing', { count: fields.length }, fields) : undefined;
}

/** Criteria on which an offer lost points without anybody having written why; price and counted criteria explain themselves. */
export function silentCriteria(
  criteria: readonly { readonly id: string; readonly kind: string; readonly weight: number }[],
  cells: readonly { readonly criterionId: string; readonly points: number; readonly reason: string }[],
  written: Readonly<Record<string, string>>,
): string[] {
  return criteria
    .filter(({ kind }) => kind === 'subjective')
    .filter(({ id, weight }) => {
      const own = cells.filter(({ criterionId }) => criterionId === id);
      const lost = own.some(({ points }) => points < Math.round(weight * 100));
      return lost && !written[id] && own.every(({ reason }) => !reason);
    })
    .map(({ id }) => id);
}
