import { type Candidate, cellKey, type Criterion, judged, type Model, racing, type Seat, sitting } from './model.js';

/** Scores, ranks and low prices, worked out here a second time from rules §17, in whole hundredths. */

const halfUp = (dividend: number, divisor: number): number => Math.floor((2 * dividend + divisor) / (2 * divisor));

/** 87号令 Art. 55: the lowest price over the price, times its weight, and the mean of the members for the rest. */
export function totals(model: Model): Map<Candidate, number> {
  const bids = racing(model);
  const lowest = Math.min(...bids.map(({ bid }) => bid.handedIn!.price));
  const weight = model.criteria.find(({ kind }) => kind === 'price')?.weight ?? 0;
  return new Map(
    bids.map((one) => {
      const priceScore = halfUp(lowest * 10_000, one.bid.handedIn!.price);
      const means = judged(model).map((criterion) => {
        const given = sitting(model).map(({ cells }) => cells.get(cellKey(one, criterion)) ?? 0);
        return halfUp(
          given.reduce((sum, points) => sum + points, 0),
          given.length,
        );
      });
      return [one, halfUp(priceScore * weight + means.reduce((sum, points) => sum + points, 0) * 100, 100)] as const;
    }),
  );
}

/** Objective points are facts; members who differ on one keep the report from being drawn up (87号令 Art. 64). */
export function membersDiffer(model: Model): boolean {
  return racing(model).some((one) =>
    judged(model)
      .filter(({ kind }) => kind === 'objective')
      .some((criterion) => new Set(sitting(model).map(({ cells }) => cells.get(cellKey(one, criterion)))).size > 1),
  );
}

/** Further from the mean of the others than so many percent of the criterion's points: its member says why. */
const farPercent = 30;

/** Judged points far from the others', of three members or more (87号令 Art. 64 asks for a correction or a reason). */
export function standsOut(model: Model, seat: Seat, candidate: Candidate, criterion: Criterion): boolean {
  if (criterion.kind !== 'subjective' || sitting(model).length < 3) return false;
  const key = cellKey(candidate, criterion);
  const others = sitting(model).filter((one) => one !== seat);
  const mean = others.reduce((sum, { cells }) => sum + (cells.get(key) ?? 0), 0) / others.length;
  return Math.abs((seat.cells.get(key) ?? 0) - mean) > criterion.weight * farPercent + 1e-9;
}

/** The cells that stand out and for which their member has not said why. */
export function unexplained(model: Model): { seat: Seat; candidate: Candidate; criterion: Criterion }[] {
  return sitting(model).flatMap((seat) =>
    racing(model).flatMap((candidate) =>
      judged(model)
        .filter((criterion) => standsOut(model, seat, candidate, criterion))
        .filter((criterion) => seat.explained.get(cellKey(candidate, criterion)) !== seat.cells.get(cellKey(candidate, criterion)))
        .map((criterion) => ({ seat, candidate, criterion })),
    ),
  );
}

/** Rules §17 T6: under half of the average, half of the next lowest, or 45 % of the limit. */
export function looksLow(model: Model, { bid }: Candidate): boolean {
  const prices = racing(model)
    .map((one) => one.bid.handedIn!.price)
    .sort((one, other) => one - other);
  const price = bid.handedIn!.price;
  const average = prices.reduce((sum, one) => sum + one, 0) / prices.length;
  const next = prices[prices.lastIndexOf(price) + 1];
  return (prices.length > 1 && price * 2 < average) || (next !== undefined && price * 2 < next) || price * 100 < model.maxPrice * 45;
}

export const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
/** "84.38" as 8438. */
export const hundredths = (points: string): number => Math.round(Number(points) * 100);
