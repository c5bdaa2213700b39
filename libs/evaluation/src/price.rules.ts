import { type Fen, portion } from '#kernel';

/** Points in hundredths: 8438 is 84.38. A score is never a float. */
export type Hundredths = number;

/** A priced bid; `deduction` is what policy takes off for comparing, in basis points (46号 Art. 9), 0 for most. */
export interface Priced {
  readonly bidId: string;
  readonly price: Fen;
  readonly deduction: number;
}

/** The price that is compared. The contract keeps the price of the bid (MOF Order 87 Art. 55). */
export function evaluatedPrice({ price, deduction }: Pick<Priced, 'price' | 'deduction'>): Fen {
  return price - portion(price, deduction);
}

/** Lowest compared price ÷ compared price × 100, half up to two decimals (MOF Order 87 Art. 55). */
export function priceScores(bids: readonly Priced[]): Map<string, Hundredths> {
  const prices = bids.map(evaluatedPrice);
  const base = prices.reduce((lowest, price) => (price < lowest ? price : lowest), prices[0] ?? 0n);
  return new Map(bids.map((bid, place) => [bid.bidId, Number(halfUp(base * 10_000n, prices[place]!))]));
}

/** A quotient of whole numbers, rounded half up. */
export function halfUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend * 2n + divisor) / (divisor * 2n);
}

/** Percentages below which a price makes one ask, from the rule book; and the highest price allowed. */
export interface LowPriceRules {
  readonly average: number;
  readonly next: number;
  readonly cap: number;
  readonly maxPrice: Fen;
}
export type LowPriceWarning = 'average' | 'next' | 'cap';

/**
 * Prices that look too low to be kept: under a share of the average, of the next lowest, or of the highest price
 * allowed. A warning only; the panel says why it accepts the price or not (MOF Order 87 Art. 60).
 */
export function lowPriceWarnings(bids: readonly Priced[], rules: LowPriceRules): Map<string, LowPriceWarning[]> {
  const sorted = [...bids].sort((one, other) => compare(one.price, other.price));
  const sum = bids.reduce((total, { price }) => total + price, 0n);
  const warned = sorted.map(({ bidId, price }, place): [string, LowPriceWarning[]] => {
    const above = sorted[place + 1];
    const found: LowPriceWarning[] = [];
    if (bids.length > 1 && below(price * BigInt(bids.length), sum, rules.average)) found.push('average');
    if (above && below(price, above.price, rules.next)) found.push('next');
    if (below(price, rules.maxPrice, rules.cap)) found.push('cap');
    return [bidId, found];
  });
  return new Map(warned.filter(([, found]) => found.length > 0));
}

/** Less than a percentage of a whole; exactly that share is not below it. */
function below(part: Fen, whole: Fen, percent: number): boolean {
  return part * 10_000n < whole * BigInt(Math.round(percent * 100));
}

export const compare = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);
