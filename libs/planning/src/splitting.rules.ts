import { type Fen, type Refusal, refuse } from '#kernel';
import { type Method, methodRules } from '#calendar';

/** Purchases of one budget line, one category and one year, which together would have had to be tendered. */
export interface Splitting {
  readonly count: number;
  readonly total: Fen;
  readonly limit: Fen;
}

interface Bought {
  readonly method: Method;
  readonly amount: Fen;
}

/**
 * 化整为零: buying the same item of a budget several times in a year by other methods than open tender, together above
 * the open-tender amount (政府采购法 Art. 28, 实施条例 Art. 28; T13). Null when nothing speaks for it.
 */
export function splitting(item: Bought, others: readonly Bought[], openTender: Fen): Splitting | null {
  const closed = [...others, item].filter(({ method }) => !methodRules[method].countsAsOpen);
  const total = closed.reduce((sum, { amount }) => sum + amount, 0n);
  if (methodRules[item.method].countsAsOpen || closed.length < 2 || total <= openTender) return null;
  return { count: closed.length, total, limit: openTender };
}

/** A warning that finance must answer: adjusted budget, approval, or why these are not one purchase. */
export function splittingAnswered(found: Splitting | null, reason: string | undefined): Refusal | undefined {
  if (!found || (reason?.trim().length ?? 0) >= 10) return undefined;
  const facts = { count: found.count, total: found.total, limit: found.limit };
  return refuse('conflict', 'planning.splitting', facts, [{ field: 'splitReason', code: 'planning.splitting', facts }]);
}
