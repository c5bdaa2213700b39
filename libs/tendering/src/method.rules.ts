import { type Ground, type Method, type MethodRules, methodRules } from '#calendar';
import type { Fen } from '#kernel';

/** Figures of the rule book on one day. */
export interface Book {
  number(key: string): number;
  fen(key: string): Fen;
}

/** The least number of people on the panel of a method for a budget: the ordinary one, or that of a larger amount. */
export function panelMin(method: Method, budget: Fen, book: Book): number {
  const { min, variants } = methodRules[method].panel;
  const reached = variants.filter(({ from }) => budget >= book.fen(from)).map((variant) => book.number(variant.min));
  return Math.max(book.number(min), ...reached);
}

/** The least number of offers; fewer are lawful for some methods after an open tender that failed. */
export function minOffers(method: Method, book: Pick<Book, 'number'>, converted = false): number {
  const { minOffers: usual, minOffersConverted: after } = methodRules[method];
  return book.number(converted && after ? after : usual);
}

/** The cases of the law that can hold: after a converted tender that one, otherwise all others. */
export function groundsOf({ grounds }: Pick<MethodRules, 'grounds'>, isConverted: boolean): readonly Ground[] {
  const after = grounds.filter(({ converted }) => converted);
  return isConverted && after.length ? after : grounds.filter(({ converted }) => !converted);
}

/**
 * Who enters a framework agreement out of those that qualified (MOF Order 110 Art. 27; T10): the share that must go,
 * rounded up, and never fewer than the least number. None when too few are left.
 */
export function frameworkEntrants(qualified: number, eliminate: { readonly percent: number; readonly least: number }): number {
  const out = Math.max(Math.ceil((qualified * eliminate.percent) / 100), eliminate.least);
  return Math.max(0, qualified - out);
}
