import { parseYuan } from '#kernel';
import { isFields, type Json } from './canonical.rules.js';
import type { RecordedLot } from './opening-package.js';

/** Once it made a bid invalid; now it leaves a lot, which the evaluation says. */
export const aboveLimit = 'bid.price-above-limit';

/** What is wrong with the prices of an envelope, as far as the notice's lots and limits say. */
export function priceFaults(answers: Json, lots: readonly RecordedLot[]): string[] {
  const prices = isFields(answers) ? answers['prices'] : undefined;
  if (!isFields(prices) || Object.keys(prices).length === 0) return ['bid.price-missing'];
  return Object.entries(prices).flatMap(([lot, price]) => {
    const limit = lots.find(({ id }) => id === lot)?.maxPrice;
    if (typeof price !== 'string' || price === '') return ['bid.price-missing'];
    if (limit === undefined) return ['bid.lot-unknown'];
    const fen = parseYuan(price);
    if (fen === undefined || fen <= 0n) return ['bid.price-not-positive'];
    return fen > (parseYuan(limit) ?? 0n) ? [aboveLimit] : [];
  });
}
