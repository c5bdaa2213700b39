import { parseYuan } from '#kernel';
import type { Json } from './canonical.rules.js';
import { isFields } from './canonical.rules.js';
import type { RecordedLot } from './opening-package.js';

/**
 * What is wrong with the prices of an envelope, as far as the notice's lots and limits say; in the order in which the
 * opening looks, so that both name the same fault.
 */
export function priceFault(answers: Json, lots: readonly RecordedLot[]): string | undefined {
  const prices = isFields(answers) ? answers['prices'] : undefined;
  if (!isFields(prices) || Object.keys(prices).length === 0 || !Object.values(prices).every((price) => typeof price === 'string'))
    return 'bid.price-missing';
  if (Object.keys(prices).some((lot) => !lots.some(({ id }) => id === lot))) return 'bid.lot-unknown';
  for (const { id, maxPrice } of lots) {
    const written = Object.hasOwn(prices, id) ? (prices[id] as string) : undefined;
    if (written === undefined) continue;
    if (written === '') return 'bid.price-missing';
    const fen = parseYuan(written);
    if (fen === undefined || fen <= 0n) return 'bid.price-not-positive';
    if (fen > (parseYuan(maxPrice) ?? 0n)) return 'bid.price-above-limit';
  }
  return undefined;
}
