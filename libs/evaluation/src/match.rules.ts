/** Why somebody may not judge these bidders, as far as the platform or they themselves know. */
export type MatchCode = 'works-for-buyer' | 'works-for-bidder' | 'worked-for-bidder' | 'declared-tie' | 'shared-contract';

export interface Match {
  readonly why: MatchCode;
  readonly organizationId: string;
}

/** What is known of a person's ties within the time the law looks back. */
export interface Ties {
  readonly personId: string;
  /** Where they work. */
  readonly organizationId: string;
  /** Where they were members. */
  readonly past: readonly string[];
  /** What they declared: employment, kin, other. */
  readonly declared: readonly string[];
  /** Organizations with which their employer had a contract. */
  readonly partners: readonly string[];
}

export interface Parties {
  readonly buyerId: string;
  readonly bidderIds: readonly string[];
}

/**
 * Everything that stands between a person and the parties (Implementing Regulation Art. 9: employment, kin and other ties
 * within three years). The buyer's own people are matched with bidders only: they sit as its representatives.
 */
export function matchesOf(ties: Ties, { buyerId, bidderIds }: Parties): Match[] {
  const bidders = new Set(bidderIds);
  const found: Match[] = [];
  const add = (why: MatchCode, ids: readonly string[]): void => {
    for (const organizationId of ids) if (!found.some((one) => one.organizationId === organizationId)) found.push({ why, organizationId });
  };
  if (ties.organizationId === buyerId) add('works-for-buyer', [buyerId]);
  if (bidders.has(ties.organizationId)) add('works-for-bidder', [ties.organizationId]);
  add(
    'worked-for-bidder',
    ties.past.filter((id) => bidders.has(id)),
  );
  add(
    'declared-tie',
    ties.declared.filter((id) => bidders.has(id)),
  );
  if (ties.organizationId !== buyerId)
    add(
      'shared-contract',
      ties.partners.filter((id) => bidders.has(id)),
    );
  return found;
}
