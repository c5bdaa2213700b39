import { numberIn, type Rule } from './rule-book.rules.js';

/**
 * How long a service may be bought for: up to the normal term as it is; up to the longest term when the buyer states
 * that content is stable, need is continuous, funds are sure and prices are stable; not beyond (MOF Order 102 Art. 24).
 */
export type Term = 'plain' | 'with-statements' | 'too-long';

export function termOf(months: number, rules: { readonly normal: Rule; readonly max: Rule }): Term {
  if (months <= numberIn(rules.normal) * 12) return 'plain';
  return months <= numberIn(rules.max) * 12 ? 'with-statements' : 'too-long';
}
