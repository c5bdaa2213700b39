import { type Refusal, refuse, Refused } from '#kernel';
import { type CivilDate, isCivilDate } from './civil-date.rules.js';
import { faultOfMethod, figuresOf, methodCode, methodIn } from './method.rules.js';
import { bookOf, findRule, nation, type Rule, type RuleUnit, ruleUnits } from './rule-book.rules.js';

/** How a figure of each unit is written. */
const written: Readonly<Record<RuleUnit, RegExp>> = {
  cd: /^\d{1,5}$/,
  wd: /^\d{1,4}$/,
  year: /^\d{1,3}$/,
  n: /^\d{1,9}$/,
  '%': /^(100|\d{1,2})(\.\d{1,6})?$/,
  x: /^\d{1,6}(\.\d{1,6})?$/,
  yuan: /^\d{1,13}(\.\d{2})?$/,
  bool: /^(true|false)$/,
  date: /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  method: /^\{/,
};

/** Reads a rule book's file (rules with key, value, unit, from, to, region, citation); refuses `rule-book.*`. */
export function rulesIn(file: unknown): Rule[] {
  const rows = (file as { rules?: unknown } | null)?.rules;
  if (!Array.isArray(rows) || rows.length === 0) throw new Refused(refuse('invalid', 'rule-book.not-a-book'));
  const rules = rows.map((row, place) => ruleIn(row, place + 1));
  const twice = rules.find((rule, place) => rules.findIndex((other) => sameRow(rule, other)) < place);
  if (twice) throw new Refused(refuse('invalid', 'rule-book.row-twice', { key: twice.key, from: twice.from }));
  return rules;
}

/** One figure has one row for a region and a first day. */
export function sameRow(one: Rule, other: Rule): boolean {
  return one.key === other.key && one.region === other.region && one.from === other.from;
}

/**
 * A row in force is history that procedures rely on: it may get an end, a better citation or a note, but its figure
 * stays. A new figure is a new row.
 */
export function keepsHistory(known: readonly Rule[], wanted: readonly Rule[], today: CivilDate): Refusal | undefined {
  for (const rule of wanted) {
    const before = known.find((other) => sameRow(other, rule));
    if (before && before.from <= today && (before.value !== rule.value || before.unit !== rule.unit))
      return refuse('conflict', 'rule-book.in-force', {
        key: rule.key,
        from: rule.from,
        value: before.value,
      });
    if (before && before.to !== rule.to && rule.to !== null && rule.to < today)
      return refuse('conflict', 'rule-book.ends-in-past', { key: rule.key, to: rule.to });
  }
  return undefined;
}

/**
 * A method has one row: procedures run by its code, and another row, of whatever day or region, would change them in
 * midcourse. A reform is a new code.
 */
export function oneRowAMethod(known: readonly Rule[], wanted: readonly Rule[]): Refusal | undefined {
  const all = [...known, ...wanted];
  const second = wanted.find((rule) => methodCode(rule) && all.some((other) => other.key === rule.key && !sameRow(other, rule)));
  return second && refuse('conflict', 'rule-book.method-known', { key: second.key });
}

/** Every figure that a method names stands in a book, from the day the method holds. */
export function figuresThere(known: readonly Rule[], wanted: readonly Rule[]): Refusal | undefined {
  const fresh = known.filter((rule) => !wanted.some((other) => sameRow(other, rule)));
  const book = bookOf([...fresh, ...wanted]);
  for (const rule of wanted.filter((each) => methodCode(each)))
    for (const figure of figuresOf(methodIn(rule)))
      if (!findRule(book, figure, rule.from, rule.region === nation ? '' : rule.region))
        return refuse('invalid', 'rule-book.figure-missing', { key: rule.key, figure });
  return undefined;
}

/** A method stands in a file as an object and is kept as text, like every other figure. */
function methodText({ key, value }: Readonly<Record<string, unknown>>, place: number): string {
  const fault = faultOfMethod(value);
  if (fault || typeof key !== 'string' || !/^method\.[a-z][a-z_]{1,39}$/.test(key))
    throw new Refused(refuse('invalid', 'rule-book.row', { place, field: fault ? `value.${fault}` : 'key' }));
  return JSON.stringify(value);
}

function ruleIn(row: unknown, place: number): Rule {
  const given = (row !== null && typeof row === 'object' ? row : {}) as Readonly<Record<string, unknown>>;
  const faulty = (field: string): Refused => new Refused(refuse('invalid', 'rule-book.row', { place, field }));
  const text = (field: string, pattern: RegExp): string => {
    const value = given[field];
    if (typeof value !== 'string' || !pattern.test(value)) throw faulty(field);
    return value;
  };

  const unit = ruleUnits.find((known) => known === given.unit);
  if (!unit) throw faulty('unit');
  const rule: Rule = {
    key: text('key', /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/),
    value: unit === 'method' ? methodText(given, place) : text('value', written[unit]),
    unit,
    from: text('from', /^\d{4}-\d\d-\d\d$/),
    to: given.to === null || given.to === undefined ? null : text('to', /^\d{4}-\d\d-\d\d$/),
    region: text('region', /^(CN|\d{6})$/),
    citation: text('citation', /\S/),
    verified: given.verified === true,
    note: given.note === null || given.note === undefined ? null : text('note', /\S/),
  };
  if (!isCivilDate(rule.from)) throw faulty('from');
  if (rule.to !== null && (!isCivilDate(rule.to) || rule.to < rule.from)) throw faulty('to');
  return rule;
}
