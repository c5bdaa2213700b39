import { type Fen, type Refusal, refuse } from '#kernel';
import { frameworkEntrants } from '#tendering';

/** An offer that qualified and answers the notice, in its place of one lot's ranking. */
export interface Ranked {
  readonly providerId: string;
  readonly price: Fen;
  readonly rank: number;
}

/** The share of those who answered and qualified that must go, and how many at least (MOF Order 110 Art. 27). */
export interface Elimination {
  readonly percent: number;
  readonly least: number;
}

/** Who enters for a lot: the first of the ranking, as many as the elimination leaves; nobody where one answered (T10). */
export function entrantsOf(ranked: readonly Ranked[], minimum: number, elimination: Elimination): Ranked[] {
  if (ranked.length < minimum) return [];
  return [...ranked].sort((one, other) => one.rank - other.rank).slice(0, frameworkEntrants(ranked.length, elimination));
}

/** An agreement in which nobody entered is none. */
export const somebodyEnters = (count: number): Refusal | undefined =>
  count > 0 ? undefined : refuse('conflict', 'framework.nobody-enters');

/** Agreements for services end within the legal term (Art. 15). */
export function termFits(months: number, maxYears: number): Refusal | undefined {
  return months <= maxYears * 12 ? undefined : refuse('invalid', 'framework.term-too-long', { months, years: maxYears });
}

/** New entrants come in only when fewer than the legal share of the first are left (Art. 31). */
export function supplementAllowed(named: number, left: number, percent: number): Refusal | undefined {
  return left * 100 < named * percent ? undefined : refuse('conflict', 'framework.enough-entrants', { named, left, percent });
}
