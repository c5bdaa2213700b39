import { type FieldFault, refuse, type Refusal } from '#kernel';

/** A bid as the report ranks it. */
export interface Candidate {
  readonly bidId: string;
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
export function everyLoserHasReason(candidates: readonly Candidate[], winner: string): Refusal | undefined {
  const missing = candidates.filter(({ bidId, reason }) => bidId !== winner && !reason);
  const fields: FieldFault[] = missing.map(({ bidId }) => ({ field: `reason-${bidId}`, code: 'award.reason-missing' }));
  return missing.length ? refuse('conflict', 'award.reasons-missing', { count: missing.length }, fields) : undefined;
}
