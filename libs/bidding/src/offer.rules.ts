import { type FieldFault, type Fen, parseYuan, toYuan, yuan } from '#kernel';
import type { EnvelopeKind } from '#sealing';

/** A file of an offer as the panel will see it. */
export interface OfferFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Hex, of the file itself. */
  readonly sha256: string;
  /** Hex, of the closed bytes as stored. */
  readonly sealed: string;
}

/**
 * What a bidder declares itself to be, which is the declaration for small and medium enterprises (财库〔2020〕46号 Art. 11);
 * `none`: no enterprise, or nothing declared.
 */
export const statedSizes = ['none', 'large', 'medium', 'small', 'micro'] as const;
export type StatedSize = (typeof statedSizes)[number];

/** What a provider offers. */
export interface Offer {
  /** Yuan with two decimals, over all lots bid for. */
  readonly price: string;
  readonly plan: string;
  readonly staffing: string;
  readonly experience: string;
  /** The provider meets every condition of the notice and stands by the offer. */
  readonly commitment: boolean;
  /** Absent in offers opened before it was asked. */
  readonly enterprise?: StatedSize;
  readonly files: readonly OfferFile[];
}

/** The answers of an offer, from all its envelopes. */
export interface OfferAnswers {
  readonly commitment?: unknown;
  /** Whatever is not known declares nothing. */
  readonly enterprise?: unknown;
  /** The lots bid for, as the qualification says. */
  readonly lots?: unknown;
  readonly plan?: unknown;
  readonly staffing?: unknown;
  readonly experience?: unknown;
  /** Yuan by lot. */
  readonly prices?: unknown;
}

/** Which answers each envelope gives. What it says besides is not read: a price stands in the price envelope alone. */
const answersOf: Readonly<Record<EnvelopeKind, readonly (keyof OfferAnswers)[]>> = {
  qualification: ['commitment', 'enterprise', 'lots'],
  technical: ['plan', 'staffing', 'experience'],
  price: ['prices'],
};

/** The answers of all envelopes together, of each its own only. */
export function answersIn(contents: readonly { readonly kind: EnvelopeKind; readonly answers: unknown }[]): OfferAnswers {
  const own = contents.flatMap(({ kind, answers }) => {
    const given = answers !== null && typeof answers === 'object' ? (answers as Record<string, unknown>) : {};
    return answersOf[kind].flatMap((name) => (Object.hasOwn(given, name) ? [[name, given[name]] as const] : []));
  });
  return Object.fromEntries(own);
}

/** A lot that may be offered. */
export interface OfferedLot {
  readonly id: string;
}

/** The parts an offer is written in, in the order people meet them. */
export const offerTasks = ['commitment', 'plan', 'staffing', 'experience', 'price', 'files'] as const;
export type OfferTask = (typeof offerTasks)[number];
export const isOfferTask = (text: string): text is OfferTask => (offerTasks as readonly string[]).includes(text);

/** In characters as people count them: code points, as the browser and the packer do. */
export const longestText = 20_000;
export const mostFiles = 30;

/** What keeps an offer from being one; each fault stands at its part. An offer with a fault is invalid at the opening. */
export function offerFaults(answers: OfferAnswers, lots: readonly OfferedLot[]): FieldFault[] {
  const texts = (['plan', 'staffing', 'experience'] as const).flatMap((field) => textFaults(field, answers[field]));
  return [
    ...(answers.commitment === true ? [] : [{ field: 'commitment', code: 'bid.commitment-missing' }]),
    ...texts,
    ...pricesFaults(answers, lots),
  ];
}

function textFaults(field: string, value: unknown): FieldFault[] {
  if (typeof value !== 'string' || value.trim() === '') return [{ field, code: `bid.${field}-missing` }];
  return [...value].length > longestText ? [{ field, code: 'bid.text-too-long', facts: { limit: longestText } }] : [];
}

function pricesFaults({ lots: wanted, prices }: OfferAnswers, lots: readonly OfferedLot[]): FieldFault[] {
  const given = pricesIn(prices);
  if (!given || given.size === 0) return [{ field: 'prices', code: 'bid.price-missing' }];
  const unknown = [...given.keys()].find((lot) => !lots.some(({ id }) => id === lot));
  if (unknown !== undefined) return [{ field: 'prices', code: 'bid.lot-unknown', facts: { lot: unknown } }];
  const named = Array.isArray(wanted) ? [...(wanted as unknown[])].sort().join() : '';
  if (named !== [...given.keys()].sort().join()) return [{ field: 'lots', code: 'bid.lots-differ' }];
  return lots.flatMap(({ id }) => (given.has(id) ? priceFaults(given.get(id)!, `prices.${id}`) : []));
}

/**
 * Above zero. One above the limit of its lot is an offer all the same: it is out of that lot, which the evaluation says
 * with its reason (Order 87 Art. 63), and where all are the lot fails for it (Procurement Law Art. 36 (3)).
 */
export function priceFaults(price: string | undefined, field = 'price'): FieldFault[] {
  if (price === undefined || price === '') return [{ field, code: 'bid.price-missing' }];
  const fen = parseYuan(price);
  return fen === undefined || fen <= 0n ? [{ field, code: 'bid.price-not-positive' }] : [];
}

/** Only the prices of an offer, as a last round asks for them: every lot of the first offer and no other. */
export function lastPriceFaults(prices: unknown, lots: readonly OfferedLot[]): FieldFault[] {
  return pricesFaults({ prices, lots: lots.map(({ id }) => id) }, lots);
}

/** Prices by lot, in fen. Call it for prices without faults. */
export const pricesOf = (prices: unknown): ReadonlyMap<string, Fen> =>
  new Map([...(pricesIn(prices) ?? [])].map(([lot, price]) => [lot, yuan(price)]));

/** The offer that answers without faults make. */
export function offerOf(
  answers: OfferAnswers,
  files: readonly OfferFile[],
): { offer: Offer; prices: ReadonlyMap<string, Fen>; price: Fen } {
  const prices = pricesOf(answers.prices);
  const price = [...prices.values()].reduce((sum, one) => sum + one, 0n);
  const [plan, staffing, experience] = [answers.plan, answers.staffing, answers.experience] as [string, string, string];
  const enterprise = statedSizes.find((size) => size === answers.enterprise) ?? 'none';
  return { offer: { price: toYuan(price), plan, staffing, experience, commitment: true, enterprise, files }, prices, price };
}

function pricesIn(prices: unknown): ReadonlyMap<string, string> | undefined {
  if (prices === null || typeof prices !== 'object' || Array.isArray(prices)) return undefined;
  const entries = Object.entries(prices as Record<string, unknown>);
  return entries.every(([, price]) => typeof price === 'string') ? new Map(entries as [string, string][]) : undefined;
}
