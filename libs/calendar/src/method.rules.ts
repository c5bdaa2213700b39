import { type Refusal, refuse, Refused } from '#kernel';
import type { Rule } from './rule-book.rules.js';

/** Codes of the methods that come with this version; a rule book may bring others. */
export type Method =
  | 'open_tender'
  | 'invited_tender'
  | 'competitive_negotiation'
  | 'competitive_consultation'
  | 'inquiry'
  | 'single_source'
  | 'local_small_purchase'
  | 'framework_closed_price'
  | 'framework_closed_quality'
  | 'framework_open';

export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

/** A case in which the law lets a method be used. */
export interface Ground {
  readonly code: string;
  readonly name: BothLanguages;
  readonly law: string;
  /** It adds to a contract: the key of the largest share of that contract's price all additions may have. */
  readonly supplement?: string;
  /** It holds after an open tender with so few offers as `minOffersConverted`, and then no other does. */
  readonly converted?: boolean;
}

/** Where the candidates of a draw come from: an open prequalification, the province's register, the buyer's own list. */
export const poolSources = ['prequalification', 'register', 'buyer_list'] as const;
export type PoolSource = (typeof poolSources)[number];

/** Who may send an offer: whoever reads the notice, those drawn, the one invited, or the members of a framework. */
export const admissions = ['announcement', 'drawn', 'invited-one', 'members'] as const;
export type Admission = (typeof admissions)[number];

export const envelopeKinds = ['qualification', 'technical', 'price'] as const;
export type EnvelopeKind = (typeof envelopeKinds)[number];

/**
 * How a provider is chosen, as data: keys of the rule book for every figure, and what the engine does differently. The
 * engine asks these fields and never the code of a method; a new method is a new row of a rule book.
 */
export interface MethodRules {
  readonly name: BothLanguages;
  readonly hint: BothLanguages;
  readonly admission: Admission;
  /** Drawing those who may take part; `factor` says how many candidates there are for each one drawn. */
  readonly pool: {
    readonly sources: readonly PoolSource[];
    readonly factor: string;
    readonly factorFor: readonly PoolSource[];
    readonly draw: string;
    readonly prequalification: string;
    readonly witnesses: string;
  } | null;
  /** Offers at the deadline, qualified offers, offers that meet the demands: never fewer than this, for each lot. */
  readonly minOffers: string;
  /** The same after a failed open tender, where the law allows fewer. */
  readonly minOffersConverted: string | null;
  readonly docToDeadline: string;
  /** What must be left before the deadline after a change that may affect offers. */
  readonly changeBefore: string;
  readonly documentsOffered: string | null;
  readonly noticePeriod: string;
  /** How long the result stands in public. */
  readonly resultNotice: string;
  readonly envelopes: readonly EnvelopeKind[];
  /** Prices are read out at the opening; else bidders see them with the result. */
  readonly pricesRead: boolean;
  /** A last sealed round of prices. */
  readonly finalOffers: boolean;
  readonly ranking: 'score' | 'lowest';
  readonly panel: {
    readonly min: string;
    readonly odd: string;
    readonly experts: { readonly numerator: string; readonly denominator: string };
    /** From an amount on (key of an amount) the panel has at least so many (key of a count); the largest counts. */
    readonly variants: readonly { readonly from: string; readonly min: string }[];
  };
  readonly priceWeight: { readonly min: string; readonly max: string };
  /** Weight of the price in the template of criteria, percent. */
  readonly usualPriceWeight: number;
  readonly replyKeys: { readonly report: string; readonly decide: string; readonly announce: string; readonly sign: string };
  /** How long the department has for a question. */
  readonly answer: string;
  /** A question asked in time and not answered so long before the deadline moves it by so much; null: it does not. */
  readonly unanswered: { readonly check: string; readonly extend: string } | null;
  readonly decidedBy: 'panel';
  /** How long the intention is public before the procedure starts; null: not at all. */
  readonly intention: string | null;
  /** Key of the largest amount it is open to. */
  readonly upTo: string | null;
  /** Key of the amount from which another office must approve its use. */
  readonly approvalFrom: string | null;
  /** Open tenders do not count as parts of a split purchase. */
  readonly countsAsOpen: boolean;
  /** Survey, legal review and review of the requirement (财库〔2021〕22号) apply. */
  readonly requirement: boolean;
  /** The law knows it for goods; a service needs a reason. */
  readonly goodsOnly: boolean;
  /** Cases in which it may be used; none: always. */
  readonly grounds: readonly Ground[];
  /** A public notice of the intended single provider comes first, for these grounds. */
  readonly priorNotice: {
    readonly period: string;
    readonly reargue: string;
    readonly experts: string;
    readonly grounds: readonly string[];
  } | null;
  readonly framework: {
    readonly term: string;
    readonly eliminatePercent: string;
    readonly eliminateCount: string;
    readonly supplementBelow: string;
    /** Whoever meets the terms comes in at any time. */
    readonly openEntry: boolean;
  } | null;
}

const prefix = 'method.';
/** The code of the method that a rule describes; undefined for a rule that is a figure. */
export const methodCode = ({ key, unit }: Pick<Rule, 'key' | 'unit'>): Method | undefined =>
  unit === 'method' && key.startsWith(prefix) ? (key.slice(prefix.length) as Method) : undefined;

const list = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const text = (value: unknown): boolean => typeof value === 'string' && value !== '';
const record = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const both = (value: unknown): boolean => record(value) && text(value.zh) && text(value.en);
const flag = (value: unknown): boolean => typeof value === 'boolean';
const oneOf =
  (...known: readonly string[]) =>
  (value: unknown): boolean =>
    known.includes(value as string);
const each =
  (shape: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    list(value) && value.every(shape);
const orNull =
  (shape: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === null || shape(value);
const optional =
  (shape: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || shape(value);
const keys =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    record(value) && names.every((name) => text(value[name]));

const shapes: Readonly<Record<keyof MethodRules, (value: unknown) => boolean>> = {
  name: both,
  hint: both,
  admission: oneOf(...admissions),
  pool: orNull(
    (value) =>
      keys('factor', 'draw', 'prequalification', 'witnesses')(value) &&
      record(value) &&
      each(oneOf(...poolSources))(value.sources) &&
      each(oneOf(...poolSources))(value.factorFor),
  ),
  minOffers: text,
  minOffersConverted: orNull(text),
  docToDeadline: text,
  changeBefore: text,
  documentsOffered: orNull(text),
  noticePeriod: text,
  resultNotice: text,
  envelopes: each(oneOf(...envelopeKinds)),
  pricesRead: flag,
  finalOffers: flag,
  ranking: oneOf('score', 'lowest'),
  panel: (value) =>
    keys('min', 'odd')(value) &&
    record(value) &&
    keys('numerator', 'denominator')(value.experts) &&
    each(keys('from', 'min'))(value.variants),
  priceWeight: keys('min', 'max'),
  usualPriceWeight: (value) => typeof value === 'number' && value >= 0 && value <= 100,
  replyKeys: keys('report', 'decide', 'announce', 'sign'),
  answer: text,
  unanswered: orNull(keys('check', 'extend')),
  decidedBy: oneOf('panel'),
  intention: orNull(text),
  upTo: orNull(text),
  approvalFrom: orNull(text),
  countsAsOpen: flag,
  requirement: flag,
  goodsOnly: flag,
  grounds: each(
    (value) =>
      keys('code', 'law')(value) &&
      record(value) &&
      both(value.name) &&
      optional(text)(value.supplement) &&
      optional(flag)(value.converted),
  ),
  priorNotice: orNull((value) => keys('period', 'reargue', 'experts')(value) && record(value) && each(text)(value.grounds)),
  framework: orNull(
    (value) => keys('term', 'eliminatePercent', 'eliminateCount', 'supplementBelow')(value) && record(value) && flag(value.openEntry),
  ),
};

/** The keys of all figures that a method's row names. */
export function figuresOf(method: MethodRules): string[] {
  const { minOffersConverted, documentsOffered, intention, upTo, approvalFrom, pool, panel, priorNotice, framework, unanswered } = method;
  const named = [
    ...[method.minOffers, minOffersConverted, method.docToDeadline, method.changeBefore, documentsOffered, method.noticePeriod],
    ...[method.resultNotice, method.priceWeight.min, method.priceWeight.max, method.answer, intention, upTo, approvalFrom],
    ...[panel.min, panel.odd, panel.experts.numerator, panel.experts.denominator],
    ...method.grounds.flatMap(({ supplement }) => supplement ?? []),
    ...panel.variants.flatMap(({ from, min }) => [from, min]),
    ...Object.values(method.replyKeys),
    ...(pool ? [pool.factor, pool.draw, pool.prequalification, pool.witnesses] : []),
    ...(unanswered ? [unanswered.check, unanswered.extend] : []),
    ...(priorNotice ? [priorNotice.period, priorNotice.reargue, priorNotice.experts] : []),
    ...(framework ? [framework.term, framework.eliminatePercent, framework.eliminateCount, framework.supplementBelow] : []),
  ];
  return [...new Set(named.filter((key) => key !== null))];
}

/** The first field of a method's row that is missing or of another shape. */
export function faultOfMethod(value: unknown): string | undefined {
  if (!record(value)) return 'value';
  return (Object.keys(shapes) as (keyof MethodRules)[]).find((field) => !shapes[field](value[field]));
}

/** The method that a row of a rule book describes; refuses `rule-book.method` with the field that is wrong. */
export function methodIn(rule: Rule): MethodRules {
  const value: unknown = JSON.parse(rule.value);
  const fault: Refusal | undefined = faultOfMethod(value)
    ? refuse('invalid', 'rule-book.method', { key: rule.key, field: faultOfMethod(value)! })
    : undefined;
  if (fault) throw new Refused(fault);
  return value as MethodRules;
}
