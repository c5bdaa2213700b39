import { evaluatedPrice, type Hundredths, type Priced, priceScores } from './price.rules.js';
import { type Factor, mean, points, rank, rankByPrice, type Scored, tied, tiedInPrice, total } from './ranking.rules.js';
import type { Cell, Criterion } from './score.rules.js';

/** What an offer got on one criterion. */
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

/** How a lot is put in order: by total score or by the lowest price; and which price orders equal totals. */
export interface RankingRules {
  readonly ranking: 'score' | 'lowest';
  /** Equal totals are ordered by the compared price; otherwise by the price of the bid (MOF Order 87 Art. 55, 57). */
  readonly tieByEvaluated: boolean;
}

/** Scores of a lot's offers before they are put in order. Every cell must be there. `cells` are that lot's. */
export function scoresOf(
  bids: readonly Priced[],
  cells: readonly Cell[],
  criteria: readonly Criterion[],
  { ranking, tieByEvaluated }: RankingRules,
): Omit<Standing, 'rank' | 'drawn'>[] {
  const prices = priceScores(bids);
  const counted = ranking === 'lowest' ? [] : criteria;
  return bids.map((bid) => {
    const priceScore = prices.get(bid.bidId)!;
    const parts = counted.map((criterion) => ({ criterion, factor: factorOf(criterion, bid.bidId, priceScore, cells) }));
    const price = tieByEvaluated || ranking === 'lowest' ? evaluatedPrice(bid) : bid.price;
    return { bidId: bid.bidId, price, priceScore, parts, total: total(parts.map(({ factor }) => factor)) };
  });
}

/** Does the order need a lot? */
export const needsLot = (scores: readonly Scored[], { ranking }: Pick<RankingRules, 'ranking'>): boolean =>
  ranking === 'lowest' ? tiedInPrice(scores) : tied(scores);

/** All offers of a lot in order; `lot` answers an offer's place in the recorded draw. */
export function standings(
  bids: readonly Priced[],
  cells: readonly Cell[],
  criteria: readonly Criterion[],
  rules: RankingRules,
  lot: (bidId: string) => string,
): Standing[] {
  const scores = new Map(scoresOf(bids, cells, criteria, rules).map((score) => [score.bidId, score]));
  const order = rules.ranking === 'lowest' ? rankByPrice : rank;
  return order([...scores.values()], lot).map((place) => ({ ...scores.get(place.bidId)!, ...place }));
}

function factorOf(criterion: Criterion, bidId: string, priceScore: Hundredths, cells: readonly Cell[]): Factor {
  if (criterion.kind === 'price') return { score: priceScore, weight: criterion.weight };
  return points(mean(cells.filter((cell) => cell.bidId === bidId && cell.criterionId === criterion.id).map((cell) => cell.points)));
}
