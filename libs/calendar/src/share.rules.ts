import type { Fen } from '#kernel';
import { type Rule } from './rule-book.rules.js';

/** A percent has at most six decimals in a rule book; this makes it a whole number. */
const scale = 1_000_000n;

/** The most a share may come to, cut down to the fen: 2 % of a budget for a bid bond. */
export function shareOf(base: Fen, rule: Rule): Fen {
  return (base * millionths(rule)) / (100n * scale);
}

/** "Not more than n %" includes n % itself (MOF Order 87 Art. 86). */
export function withinShare(amount: Fen, base: Fen, rule: Rule): boolean {
  return amount * 100n * scale <= base * millionths(rule);
}

/** Interest for late payment by the day, rounded half up to the fen (State Council Order 802 Art. 17). */
export function lateInterest(owed: Fen, daysLate: number, rule: Rule): Fen {
  const whole = 100n * scale;
  return (owed * millionths(rule) * BigInt(Math.max(0, daysLate)) * 2n + whole) / (whole * 2n);
}

function millionths(rule: Rule): bigint {
  const [, whole, decimals = ''] = /^(\d+)(?:\.(\d{1,6}))?$/.exec(rule.value) ?? [];
  if (rule.unit !== '%' || whole === undefined) throw new Error(`Rule "${rule.key}" is not a percentage`);
  return BigInt(whole) * scale + BigInt(decimals.padEnd(6, '0'));
}
