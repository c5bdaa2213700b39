import { evaluatedPrice, type Hundredths, type Priced, priceScores } from './price.rules.js';
import { type Factor, mean, points, rank, type Scored, tied, total } from './ranking.rules.js';
import type { Cell, Criterion } from './score.rules.js';

/** What a bid got on one criterion. */
export interface Part {
  readonly criterion: Criterion;
  /** The price: out of 100 before its weight. Everything else: the members' mean, out of the criterion's weight. */
  readonly factor: Factor;
}

export interface Standing extends Scored {
  readonly priceScore: Hundredths;
  readonly parts: readonly Part[];
  readonly rank: number;
  readonly drawn: boolean;
}

/** Scores of all bids before they are put in order. Every cell must be there. */
export function scoresOf(
  bids: readonly Priced[],
  cells: readonly Cell[],
  criteria: readonly Criterion[],
): Omit<Standing, 'rank' | 'drawn'>[] {
  const prices = priceScores(bids);
  return bids.map((bid) => {
    const priceScore = prices.get(bid.bidId)!;
    const parts = criteria.map((criterion) => ({ criterion, factor: factorOf(criterion, bid.bidId, priceScore, cells) }));
    return { bidId: bid.bidId, price: evaluatedPrice(bid), priceScore, parts, total: total(parts.map(({ factor }) => factor)) };
  });
}

/** Does the order need a lot? */
export const needsLot = (scores: readonly Scored[]): boolean => tied(scores);

/** All bids in order; `lot` answers a bid's place in the recorded draw. */
export function standings(
  bids: readonly Priced[],
  cells: readonly Cell[],
  criteria: readonly Criterion[],
  lot: (bidId: string) => string,
): Standing[] {
  const scores = new Map(scoresOf(bids, cells, criteria).map((score) => [score.bidId, score]));
  return rank([...scores.values()], lot).map((place) => ({ ...scores.get(place.bidId)!, ...place }));
}

function factorOf(criterion: Criterion, bidId: string, priceScore: Hundredths, cells: readonly Cell[]): Factor {
  if (criterion.kind === 'price') return { score: priceScore, weight: criterion.weight };
  return points(mean(cells.filter((cell) => cell.bidId === bidId && cell.criterionId === criterion.id).map((cell) => cell.points)));
}
