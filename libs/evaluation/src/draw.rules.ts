import type { Match, MatchCode } from './match.rules.js';

/** SHA-256 of a text in hexadecimal, brought in by the caller. */
export type Digest = (text: string) => string;

/** Why somebody on the register cannot be drawn; `about` is the organization it concerns. */
export interface Exclusion {
  readonly personId: string;
  readonly why: MatchCode | 'handles-the-procedure' | 'already-seated' | 'off-register' | 'suspended' | 'away';
  readonly about: string | null;
}

/** So many of one specialty; null takes anybody. */
export interface Wanted {
  readonly specialty: string | null;
  readonly count: number;
}

/** What each person on the register knows, by person id, as it stood at the draw. */
export type Skills = Readonly<Record<string, readonly string[]>>;

/**
 * Everything somebody needs to draw again and find the same people. When a seat becomes free the lot is read again: the same
 * seed and register, with those left out who cannot come by then.
 */
export interface DrawRecord {
  readonly seed: string;
  /** The register as it stood, sorted. */
  readonly register: readonly string[];
  readonly excluded: readonly Exclusion[];
  readonly skills: Skills;
  readonly wanted: readonly Wanted[];
  /** All who could be drawn, in the order of the lot: those asked first, then those who replace them. */
  readonly order: readonly string[];
  /** Those asked first, seat by seat. */
  readonly chosen: readonly string[];
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

/** Draws from a register: the order of all who may come, and from its top the first of each specialty that was asked for. */
export function draw(
  seed: string,
  { register, excluded, skills, wanted }: Pick<DrawRecord, 'register' | 'excluded' | 'skills' | 'wanted'>,
  digest: Digest,
): DrawRecord {
  const sorted = [...new Set(register)].sort();
  const out = new Set(excluded.map(({ personId }) => personId));
  const order = drawOrder(
    seed,
    sorted.filter((id) => !out.has(id)),
    digest,
  );
  const known = excluded.filter(({ personId }) => sorted.includes(personId));
  return { seed, register: sorted, excluded: known, skills, wanted, order, chosen: chosenFrom(order, skills, wanted) };
}

/** The first in the order for each wanted seat, one specialty after the other; nobody takes two seats. */
export function chosenFrom(order: readonly string[], skills: Skills, wanted: readonly Wanted[]): string[] {
  const chosen: string[] = [];
  for (const { specialty, count } of wanted) chosen.push(...nextDrawn({ order, skills }, chosen, specialty, count));
  return chosen;
}

/** The next in the order of the lot, of a specialty, who never had a seat on this panel. */
export function nextDrawn(
  { order, skills }: Pick<DrawRecord, 'order' | 'skills'>,
  had: readonly string[],
  specialty: string | null,
  count: number,
): string[] {
  const fits = (id: string): boolean => specialty === null || (skills[id] ?? []).includes(specialty);
  return order.filter((id) => !had.includes(id) && fits(id)).slice(0, count);
}

/** Draws again from the record: does it come to the same people in the same order? */
export function drawnAgain(record: DrawRecord, digest: Digest): { readonly same: boolean; readonly order: readonly string[] } {
  const again = draw(record.seed, record, digest);
  const same = (one: readonly string[], other: readonly string[]): boolean =>
    one.length === other.length && one.every((id, place) => id === other[place]);
  const asRecorded = record.wanted.length === 0 || same(again.chosen, record.chosen);
  return { same: same(again.order, record.order) && asRecorded, order: again.order };
}

interface Enrolled {
  readonly personId: string;
  readonly active: boolean;
  readonly suspended: boolean;
  readonly awayUntil: Date | null;
}

/** Who is left out of a draw, each with the first reason there is. */
export function exclusions(
  register: readonly Enrolled[],
  {
    matches,
    handlers,
    seated,
    meetsAt,
  }: {
    readonly matches: ReadonlyMap<string, readonly Match[]>;
    /** Persons who wrote or published the notice. */
    readonly handlers: readonly string[];
    /** Persons who had a seat, in this round or an earlier one. */
    readonly seated: readonly string[];
    readonly meetsAt: Date;
  },
): Exclusion[] {
  return register.flatMap(({ personId, active, suspended, awayUntil }): Exclusion[] => {
    const out = (why: Exclusion['why'], about: string | null = null): Exclusion[] => [{ personId, why, about }];
    const [match] = matches.get(personId) ?? [];
    if (match) return out(match.why, match.organizationId);
    if (handlers.includes(personId)) return out('handles-the-procedure');
    if (seated.includes(personId)) return out('already-seated');
    if (!active) return out('off-register');
    if (suspended) return out('suspended');
    return awayUntil && awayUntil >= meetsAt ? out('away') : [];
  });
}

/** Seats that are free, each with the specialty it was for; `total` is how many. */
export function freeSeats(
  wanted: readonly Wanted[],
  sitting: readonly { readonly kind: string; readonly specialty: string | null }[],
  total: number,
): (string | null)[] {
  const experts = sitting.filter(({ kind }) => kind === 'expert');
  const missing = wanted.flatMap(({ specialty, count }) => {
    const there = experts.filter((seat) => seat.specialty === specialty).length;
    return Array.from({ length: Math.max(0, count - there) }, () => specialty);
  });
  const anybody = Array.from({ length: Math.max(0, total - missing.length) }, () => null);
  return [...missing, ...anybody].slice(0, total);
}

/** The same seats, counted by specialty. */
export function wantedOf(seats: readonly (string | null)[]): Wanted[] {
  return [...new Set(seats)].map((specialty) => ({ specialty, count: seats.filter((one) => one === specialty).length }));
}
