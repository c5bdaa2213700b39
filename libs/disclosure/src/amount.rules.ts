import { type Fen, toYuan } from '#kernel';
import type { JsonObject } from './json.view.js';

/** Below this every amount with two decimals is written by JSON exactly as it was counted in fen. */
const exact = 10n ** 15n;

/** An OCDS value. The number is read from the decimal text of the fen and written back as the same text. */
export function valueOf(fen: Fen): JsonObject {
  if (fen >= exact || fen <= -exact) throw new Error(`too large for a JSON number: ${fen} fen`);
  return { amount: Number(toYuan(fen)), currency: 'CNY' };
}

/** Fen of an OCDS value: the way back. */
export function fenOf(amount: unknown): Fen {
  if (typeof amount !== 'number') return 0n;
  const [whole = '0', cents = ''] = String(amount < 0 ? -amount : amount).split('.');
  const fen = BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0').slice(0, 2));
  return amount < 0 ? -fen : fen;
}
