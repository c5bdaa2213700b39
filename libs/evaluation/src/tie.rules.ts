import type { Fen } from '#kernel';
import { type Digest, drawOrder } from './draw.rules.js';
import { evaluatedPrice, type Hundredths } from './price.rules.js';

/** How equals are put in order: rising by the SHA-256 of "seed:bid", in hexadecimal. */
export const tieAlgorithm = 'sha256("seed:bid") ascending';

/** Offers that nothing but a lot could put in order, with everything somebody needs to draw again (MOF Order 87 Art. 57). */
export interface TieDraw {
  readonly algorithm: string;
  readonly seed: string;
  /** The bids that were level, sorted, as they stood before the seed was drawn. */
  readonly bids: readonly string[];
  /** The same in the order of the lot: the better rank first. */
  readonly order: readonly string[];
}

/** An offer of a ranked lot, as it is kept. */
export interface RankedLine {
  readonly bidId: string;
  readonly rank: number | null;
  readonly total: Hundredths | null;
  readonly price: Fen;
  readonly deduction: number;
  readonly drawn: boolean;
}

/** Every draw among the offers of a lot. `byEvaluated`: which price had to be the same. */
export function tieDraws(seed: string | null, lines: readonly RankedLine[], byEvaluated: boolean): TieDraw[] {
  if (!seed) return [];
  const drawn = lines.filter((line) => line.drawn && line.rank !== null).sort((one, other) => one.rank! - other.rank!);
  const keyOf = (line: RankedLine): string => `${line.total} ${byEvaluated ? evaluatedPrice(line) : line.price}`;
  return [...new Set(drawn.map(keyOf))].map((key) => {
    const order = drawn.filter((line) => keyOf(line) === key).map(({ bidId }) => bidId);
    return { algorithm: tieAlgorithm, seed, bids: [...order].sort(), order };
  });
}

/** Draws again from the record: does it come to the same order? */
export function tieDrawnAgain(
  { seed, bids, order }: TieDraw,
  digest: Digest,
): { readonly same: boolean; readonly order: readonly string[] } {
  const again = drawOrder(seed, bids, digest);
  return { same: again.length === order.length && again.every((id, place) => id === order[place]), order: again };
}
