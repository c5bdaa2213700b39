import type { MethodRules } from '#calendar';
import { type Facts, type Fen, parseYuan, refuse, type Refusal } from '#kernel';
import { termStatements } from '#planning';
import type { DraftContent } from './content.view.js';
import { filled, line, named, sum } from './finding.rules.js';
import { negativeList } from './negative-list.rules.js';
import { promptHits } from './prompt.rules.js';
import { requirementOf } from './requirement.answers.rules.js';
import { type RequirementYardsticks, requirementRules } from './requirement.rules.js';
import { scaleOf } from './scale.rules.js';
import { scheduleAt, type Windows } from './schedule.rules.js';
import type { Task } from './task.rules.js';

/** pass · warn: goes on with a written reason · block: goes no further. */
export type Result = 'pass' | 'warn' | 'block';

/** One line of the check: the rule, what it found, and the task where it is put right. */
export interface Finding {
  readonly key: string;
  /** Which sentence tells it: `tendering.check.<code>`. */
  readonly code: string;
  readonly task: Task;
  readonly result: Result;
  readonly law: string;
  readonly facts: Facts;
  /** The reason given for it in the draft, when it asks for one and the reason holds. */
  readonly reason: string | null;
  /** The wording that is asked about: a reason holds for it and for no other. */
  readonly about?: string;
}

/** The figures a draft is checked against, read from the plan and the rule book. */
export interface Yardsticks {
  readonly method: MethodRules;
  readonly planAmount: Fen;
  readonly priceWeight: { readonly min: number; readonly max: number; readonly law: string };
  readonly period: { readonly law: string };
  readonly term: { readonly normalMonths: number; readonly maxMonths: number; readonly law: string };
  readonly windows: Windows;
  readonly requirement: RequirementYardsticks;
  /** Offices without a key holder, as people read them; empty when any two can open the box. */
  readonly vacantOffices?: string;
}

/** The whole list, in the order of the tasks: each rule says pass, warn or block. */
export function checkDraft(content: DraftContent, against: Yardsticks): Finding[] {
  return rules
    .flatMap((rule) => rule(content, against))
    .map((line) => ({ ...line, reason: reasonFor(line, content.reasons) ?? line.reason ?? null }));
}

/** A reason is a sentence, not a sign. */
export const reasonLength = 10;

/** The reason given for a line, if it says enough and was given for this very wording; those of before name none. */
function reasonFor({ key, about }: Line, reasons: DraftContent['reasons']): string | undefined {
  const given = reasons.find(({ finding }) => finding === key);
  const holds = given && given.text.trim().length >= reasonLength && (given.about === undefined || given.about === (about ?? ''));
  return holds ? given.text : undefined;
}

/** What keeps a draft from being submitted: a block, or a warning nobody gave a reason for. */
export function stops(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ result, reason }) => result === 'block' || (result === 'warn' && !reason));
}

/** A draft goes on only when nothing stops it. */
export function readyToPublish(findings: readonly Finding[]): Refusal | undefined {
  const open = stops(findings);
  if (open.length === 0) return undefined;
  return refuse(
    'invalid',
    'notice.not-ready',
    { count: open.length },
    open.map(({ key, code, facts, result }) => ({
      field: key,
      ...(result === 'warn' ? { code: 'notice.reason-missing', facts: { least: reasonLength } } : { code: `check.${code}`, facts }),
    })),
  );
}

/** A rule's line; `reason` where the plan already gave one. */
export type Line = Omit<Finding, 'reason'> & { readonly reason?: string | null };
export type CheckRule = (content: DraftContent, against: Yardsticks) => Line | Line[];

const order87 = (article: number): string => `财政部令第87号第${article}条`;

const basicsComplete: CheckRule = ({ title, contact }) =>
  line('basics', 'basics.contact', order87(13), filled(title, contact.name, contact.phone, contact.address));

/** A year as a rule; longer only with all four statements, and never beyond three years (T14). */
const term: CheckRule = (content, { term: { normalMonths, maxMonths, law } }) => {
  const { months } = content;
  const stated = new Set(requirementOf(content).statements).size;
  return line('policy', 'policy.term', law, months <= normalMonths || (months <= maxMonths && stated === termStatements.length), {
    months,
    normal: normalMonths,
    max: maxMonths,
  });
};

const object: CheckRule = ({ service }) =>
  line(
    'service',
    'service.object',
    '财政部令第102号第23条',
    filled(service.beneficiaries, service.unit, service.quality, service.description) && service.quantity > 0,
  );

const indicators: CheckRule = (content) => [
  line(
    'indicators',
    'indicators.complete',
    '财库〔2021〕22号第21条',
    content.indicators.length > 0 && content.indicators.every((row) => filled(row.name, row.target, row.source)),
  ),
  line('indicators', 'indicators.weights', '财库〔2021〕22号第21条', sum(content.indicators.map(({ weight }) => weight)) === 100, {
    total: sum(content.indicators.map(({ weight }) => weight)),
  }),
  line('indicators', 'indicators.tiers', '财库〔2021〕22号第24条', tiersDescend(content.evaluation), {
    passMark: content.evaluation.passMark,
  }),
];

/** Higher scores pay more, nothing pays over 100 %, and the lowest tier begins at the pass mark. */
export function tiersDescend({ passMark, tiers }: DraftContent['evaluation']): boolean {
  const descending = tiers.every(({ minScore, payPercent }, place) => {
    const above = tiers[place - 1];
    return !above || (minScore < above.minScore && payPercent < above.payPercent);
  });
  const within = tiers.every(({ minScore, payPercent }) => minScore > 0 && minScore <= 100 && payPercent > 0 && payPercent <= 100);
  return tiers.length > 0 && descending && within && tiers.at(-1)!.minScore === passMark;
}

const money: CheckRule = ({ budget, instalments, criteria, service }, { planAmount }) => {
  const [amount, maxPrice] = [parseYuan(budget.amount), parseYuan(budget.maxPrice)];
  const text = [service.description, service.quality, ...criteria.map(({ yardstick }) => yardstick)].join('\n');
  const [floor] = /最低限价|报价下限|报价不得低于|不得低于.{0,8}报价/.exec(text) ?? [];
  return [
    line('budget', 'budget.plan', '《政府采购法》第33条', amount === planAmount, { plan: planAmount }),
    line('budget', 'budget.max-price', order87(12), maxPrice !== undefined && amount !== undefined && maxPrice > 0n && maxPrice <= amount, {
      budget: amount ?? 0n,
    }),
    line('budget', 'budget.no-floor', order87(12), floor === undefined, { found: named(floor) }),
    line('budget', 'budget.instalments', '财政部令第102号第23条', instalmentsAdd(instalments), {
      total: sum(instalments.map(({ percent }) => percent)),
    }),
  ];
};

/** Instalments add up to 100 %, each takes a share, and they come due one after the other. */
export function instalmentsAdd(instalments: DraftContent['instalments']): boolean {
  const inOrder = instalments.every(({ due }, place) => place === 0 || due >= instalments[place - 1]!.due);
  const each = instalments.every(({ name, percent, due }) => filled(name) && percent > 0 && due >= 0);
  return inOrder && each && sum(instalments.map(({ percent }) => percent)) === 100;
}

const eligibility: CheckRule = (content) =>
  line(
    'eligibility',
    'eligibility.present',
    '《政府采购法》第22条',
    content.eligibility.length > 0 && content.eligibility.every(({ text }) => filled(text)),
  );

const criteria: CheckRule = ({ criteria: rows, eligibility: conditions }, { priceWeight: { min, max, law } }) => {
  const total = sum(rows.map(({ weight }) => weight));
  const prices = rows.filter(({ kind }) => kind === 'price');
  const price = sum(prices.map(({ weight }) => weight));
  const scored = rows.find(
    (row) =>
      row.kind !== 'price' &&
      scoresQualification(
        `${row.name}\n${row.yardstick}`,
        conditions.map(({ text }) => text),
      ),
  );
  return [
    line(
      'criteria',
      'criteria.complete',
      '《政府采购法实施条例》第34条',
      rows.length > 0 && rows.every((row) => filled(row.name, row.yardstick) && row.weight > 0),
    ),
    line('criteria', 'criteria.weights', order87(55), total === 100, { total }),
    line('criteria', 'criteria.price-weight', law, prices.length === (max > 0 ? 1 : 0) && price >= min && price <= max, {
      price,
      min,
      max,
    }),
    line('criteria', 'criteria.qualification', order87(55), !scored, { found: named(scored?.name) }),
    ...scales(rows),
  ];
};

/**
 * What cannot be counted gives no points (财库〔2021〕22号 Art. 21): an objective yardstick has figures; a subjective one
 * has them too, or bands of points and a written reason why no figures are possible.
 */
function scales(rows: DraftContent['criteria']): Line[] {
  const key = 'criteria.quantified';
  const faults = rows.flatMap((row): Line[] => {
    const scale = row.kind === 'price' ? 'figures' : scaleOf(row.yardstick);
    if (scale === 'figures') return [];
    const banded = scale === 'bands' && row.kind === 'subjective';
    const found = line(
      'criteria',
      banded ? 'criteria.bands' : key,
      quantified,
      false,
      { found: named(row.name) },
      banded ? 'warn' : 'block',
    );
    return [{ ...found, key: `${key}.${row.id}`, about: row.yardstick }];
  });
  return faults.length ? faults : [line('criteria', key, quantified, true, { found: '' })];
}

const quantified = '财库〔2021〕22号第21条';

const qualificationWords = /独立承担民事责任|财务会计制度|缴纳税收|社会保障资金|重大违法记录|营业执照|登记证书|法人登记/;

/** Does a criterion give points for what everybody must have to take part at all? */
export function scoresQualification(text: string, conditions: readonly string[]): boolean {
  return qualificationWords.test(text) || conditions.some((condition) => condition.trim().length >= 6 && text.includes(condition.trim()));
}

const schedule: CheckRule = ({ schedule: wished, official }, { period, windows, vacantOffices = '' }) => {
  const { questionsUntil, closesAt } = scheduleAt(wished, windows);
  return [
    line('schedule', 'schedule.period', period.law, closesAt >= windows.earliestClose, {
      earliest: windows.earliestClose,
    }),
    line('schedule', 'schedule.questions', order87(27), questionsUntil > windows.at && questionsUntil < closesAt),
    line('schedule', 'schedule.place', order87(13), filled(wished.openingPlace)),
    line('schedule', 'schedule.key-holders', '《电子招标投标办法》第27条', vacantOffices === '', { offices: named(vacantOffices) }),
    line('schedule', 'schedule.official', '财政部令第101号第8条', filled(official.medium)),
  ];
};

const discrimination: CheckRule = (content) => {
  const hits = promptHits(content);
  if (hits.length === 0) return line('eligibility', 'prompt.none', '《政府采购法实施条例》第20条', true);
  return hits.map(({ finding, prompt, task, words, law, text }) => ({
    key: finding,
    code: `prompt.${prompt}`,
    task,
    law,
    result: 'warn' as const,
    facts: { words },
    about: text,
  }));
};

const rules: readonly CheckRule[] = [
  negativeList,
  ...requirementRules,
  term,
  basicsComplete,
  object,
  indicators,
  money,
  eligibility,
  criteria,
  schedule,
  discrimination,
];
