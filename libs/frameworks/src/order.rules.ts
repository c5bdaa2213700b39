import { type Fen, type Refusal, refuse } from '#kernel';
import type { EntrantPrice, Way } from './agreement.entity.js';

/** What a quantity costs at a price for `per` units, cut down to the fen. */
export const amountOf = (price: Fen, quantity: number, per: number): Fen => (price * BigInt(quantity)) / BigInt(per);

/** Some money at least: a quantity too small for a fen is no order. */
export const costsSomething = (amount: Fen): Refusal | undefined =>
  amount > 0n
    ? undefined
    : refuse('invalid', 'framework.order-of-nothing', {}, [{ field: 'quantity', code: 'framework.order-of-nothing' }]);

/** Orders stay within the money of the plan item they draw on; `taken` is what other live orders count for. */
export function withinFund(amount: Fen, fund: Fen, taken: Fen): Refusal | undefined {
  if (amount <= fund - taken) return undefined;
  const facts = { amount, left: fund - taken };
  return refuse('conflict', 'framework.over-budget', facts, [{ field: 'quantity', code: 'framework.over-budget', facts }]);
}

/** An order binds no longer than the rule book lets it run. */
export function orderTermFits(months: number, maxYears: number): Refusal | undefined {
  const most = maxYears * 12;
  const code = 'framework.order-too-long';
  return months <= most ? undefined : refuse('invalid', code, { months, most }, [{ field: 'months', code, facts: { months, most } }]);
}

/** Only the ways that the agreement names (Art. 32). */
export const wayAllowed = (way: Way, allowed: readonly Way[]): Refusal | undefined =>
  allowed.includes(way)
    ? undefined
    : refuse('conflict', 'framework.way-not-agreed', {}, [{ field: 'way', code: 'framework.way-not-agreed' }]);

/**
 * Whose turn it is: the one after whoever had the last turn, in the order of the entry, round and round; those already
 * passed over for this order are out. Undefined when all were passed over.
 */
export function nextTurn(
  turns: readonly Pick<EntrantPrice, 'entrantId' | 'rank'>[],
  last: string | null,
  skipped: readonly string[],
): string | undefined {
  const order = [...turns].sort((one, other) => one.rank - other.rank || (one.entrantId < other.entrantId ? -1 : 1));
  const after = order.findIndex(({ entrantId }) => entrantId === last) + 1;
  return [...order.slice(after), ...order.slice(0, after)].find(({ entrantId }) => !skipped.includes(entrantId))?.entrantId;
}

/** The agreed price is the ceiling of a quote (Art. 33). */
export function withinOwnPrice(price: Fen, agreed: Fen): Refusal | undefined {
  if (price <= agreed) return undefined;
  const facts = { price, agreed };
  return refuse('invalid', 'framework.quote-over-price', facts, [{ field: 'price', code: 'framework.quote-over-price', facts }]);
}

/** The instant itself is too late. */
export const quotesOpen = (closesAt: Date, at: Date): Refusal | undefined =>
  at < closesAt ? undefined : refuse('gone', 'framework.quotes-closed', { closedAt: closesAt });

export const quotesClosed = (closesAt: Date, at: Date): Refusal | undefined =>
  at >= closesAt ? undefined : refuse('conflict', 'framework.quotes-running', { closesAt });

/** A time as forms and programs write it; without an offset it is Beijing time. */
export const momentOf = (text: string): Date => new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}+08:00`);

/** Enough time to answer (Art. 33). */
export function contestLongEnough(closesAt: Date, earliest: Date): Refusal | undefined {
  if (closesAt >= earliest) return undefined;
  const facts = { earliest };
  return refuse('invalid', 'framework.contest-too-short', facts, [{ field: 'quotesCloseAt', code: 'framework.contest-too-short', facts }]);
}

/** The lowest price wins; equals are put in order by the lot (Art. 33). `draw` places an entrant by the recorded seed. */
export function winnerOf<T extends { readonly entrantId: string; readonly price: Fen }>(
  quotes: readonly T[],
  draw: (entrantId: string) => string,
): T | undefined {
  return [...quotes].sort((one, other) => compare(one.price, other.price) || compare(draw(one.entrantId), draw(other.entrantId)))[0];
}

/** Is there somebody to draw lots between? */
export function lowestIsShared(quotes: readonly { readonly price: Fen }[]): boolean {
  const lowest = quotes.reduce<Fen | undefined>((least, { price }) => (least === undefined || price < least ? price : least), undefined);
  return quotes.filter(({ price }) => price === lowest).length > 1;
}

const compare = <T>(one: T, other: T): number => (one < other ? -1 : one > other ? 1 : 0);

/** Delivered quantities never come to more than was ordered. */
export function withinOrder(quantity: number, known: number, ordered: number): Refusal | undefined {
  if (known + quantity <= ordered) return undefined;
  const facts = { quantity, left: ordered - known };
  return refuse('conflict', 'framework.more-than-ordered', facts, [{ field: 'quantity', code: 'framework.more-than-ordered', facts }]);
}
