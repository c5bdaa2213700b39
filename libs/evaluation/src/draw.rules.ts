/** SHA-256 of a text in hexadecimal, brought in by the caller. */
export type Digest = (text: string) => string;

/** Why somebody on the register cannot be drawn. */
export interface Exclusion {
  readonly personId: string;
  readonly why: 'works-for-buyer' | 'works-for-bidder' | 'handles-the-procedure' | 'already-seated';
}

/** Everything somebody needs to draw again and find the same people. */
export interface DrawRecord {
  readonly seed: string;
  /** The register as it stood, sorted. */
  readonly register: readonly string[];
  readonly excluded: readonly Exclusion[];
  /** All who could be drawn, in the order of the lot: those asked first, then those who replace them. */
  readonly order: readonly string[];
}

/**
 * The order of the lot: rising by SHA-256 of "seed:id". Anybody can do it again with sha256sum and sort; nobody can
 * choose the outcome, for the seed is drawn after the register is fixed.
 */
export function drawOrder(seed: string, ids: readonly string[], digest: Digest): string[] {
  return ids
    .map((id) => ({ id, place: digest(`${seed}:${id}`) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ id }) => id);
}

export function draw(seed: string, register: readonly string[], excluded: readonly Exclusion[], digest: Digest): DrawRecord {
  const sorted = [...new Set(register)].sort();
  const out = new Set(excluded.map(({ personId }) => personId));
  return {
    seed,
    register: sorted,
    excluded: [...excluded].filter(({ personId }) => sorted.includes(personId)),
    order: drawOrder(
      seed,
      sorted.filter((id) => !out.has(id)),
      digest,
    ),
  };
}

/** The next in the order of the lot who never had a seat on this panel. */
export function nextDrawn({ order }: Pick<DrawRecord, 'order'>, had: readonly string[], count: number): string[] {
  return order.filter((id) => !had.includes(id)).slice(0, count);
}

interface Enrolled {
  readonly personId: string;
  readonly organizationId: string;
}

/**
 * The platform's own matches: an expert employed by a bidder or the buyer, or who prepared the procedure, is never drawn
 * (Implementing Regulation Art. 9).
 */
export function exclusions(
  register: readonly Enrolled[],
  {
    buyerId,
    bidderIds,
    handlers,
    seated,
  }: {
    readonly buyerId: string;
    readonly bidderIds: readonly string[];
    readonly handlers: readonly string[];
    readonly seated: readonly string[];
  },
): Exclusion[] {
  return register.flatMap(({ personId, organizationId }): Exclusion[] => {
    if (organizationId === buyerId) return [{ personId, why: 'works-for-buyer' }];
    if (bidderIds.includes(organizationId)) return [{ personId, why: 'works-for-bidder' }];
    if (handlers.includes(personId)) return [{ personId, why: 'handles-the-procedure' }];
    return seated.includes(personId) ? [{ personId, why: 'already-seated' }] : [];
  });
}
