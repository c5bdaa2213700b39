import { type Fen, parseYuan } from '#kernel';
import type { CivilDate } from './civil-date.rules.js';
import type { Period } from './working-days.rules.js';

/** cd calendar days · wd working days · n a count · x a factor · date 'MM-DD' of every year · method a way of buying, as JSON. */
export const ruleUnits = ['cd', 'wd', 'year', '%', 'yuan', 'n', 'x', 'bool', 'date', 'method'] as const;
export type RuleUnit = (typeof ruleUnits)[number];

/** Region of what holds in the whole country. */
export const nation = 'CN';

/** One figure of law: what it is, since when, where, and which article says so. */
export interface Rule {
  readonly key: string;
  /** Exact text of the figure; read it with {@link numberIn}, {@link fenIn}, {@link flagIn} or {@link dateIn}. */
  readonly value: string;
  readonly unit: RuleUnit;
  /** First and last day it holds, both included; `to` is null while no end is known. */
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  /** `CN` or a code of GB/T 2260; trailing pairs of zeros stand for everything below. */
  readonly region: string;
  readonly citation: string;
  /** Was the figure compared with the text of the paper? */
  readonly verified: boolean;
  readonly note: string | null;
}

/** All known rules by key. */
export type RuleBook = ReadonlyMap<string, readonly Rule[]>;

export function bookOf(rules: readonly Rule[]): RuleBook {
  const book = new Map<string, Rule[]>();
  for (const rule of rules) book.set(rule.key, [...(book.get(rule.key) ?? []), rule]);
  return book;
}

/** The rule that holds on a day in a region: the nearest region first, then the newest. Undefined when none does. */
export function findRule(book: RuleBook, key: string, day: CivilDate, region: string): Rule | undefined {
  return (book.get(key) ?? [])
    .filter((rule) => holds(rule, day, region))
    .sort((one, other) => nearness(other) - nearness(one) || other.from.localeCompare(one.from))[0];
}

/** The rule that holds; a key no book knows is a mistake in our code, not in anyone's input. */
export function ruleOn(book: RuleBook, key: string, day: CivilDate, region: string): Rule {
  const rule = findRule(book, key, day, region);
  if (!rule) throw new Error(`No rule "${key}" on ${day} in ${region}: add it to a rule book`);
  return rule;
}

/** Every rule that holds on a day in a region, by key: the book as people read it. */
export function rulesOn(book: RuleBook, day: CivilDate, region: string): Rule[] {
  return [...book.keys()].sort().flatMap((key) => findRule(book, key, day, region) ?? []);
}

/** The figure as a number; for days, years, percent, counts and factors, never for money. */
export function numberIn(rule: Rule): number {
  return Number(demand(rule, ['cd', 'wd', 'year', '%', 'n', 'x']).value);
}

export function fenIn(rule: Rule): Fen {
  return parseYuan(demand(rule, ['yuan']).value) ?? mistaken(rule);
}

export function flagIn(rule: Rule): boolean {
  return demand(rule, ['bool']).value === 'true';
}

/** The day of a yearly date in a year: "by 31 March". */
export function dateIn(rule: Rule, year: number): CivilDate {
  return `${year}-${demand(rule, ['date']).value}`;
}

export function periodIn(rule: Rule): Period {
  if (rule.unit !== 'cd' && rule.unit !== 'wd' && rule.unit !== 'year') return mistaken(rule);
  return { value: Number(rule.value), unit: rule.unit };
}

function holds(rule: Rule, day: CivilDate, region: string): boolean {
  return rule.from <= day && (rule.to === null || day <= rule.to) && region.startsWith(prefix(rule.region));
}

const nearness = (rule: Rule): number => prefix(rule.region).length;
const prefix = (region: string): string => (region === nation ? '' : region.replace(/(00){1,2}$/, ''));

function demand(rule: Rule, units: readonly RuleUnit[]): Rule {
  return units.includes(rule.unit) ? rule : mistaken(rule);
}

function mistaken(rule: Rule): never {
  throw new Error(`Rule "${rule.key}" is ${rule.value} ${rule.unit}: ask for it in that unit`);
}
