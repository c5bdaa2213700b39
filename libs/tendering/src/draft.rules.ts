import { parseYuan } from '#kernel';
import { criteriaFor, eligibilityConditions } from './draft.template.rules.js';
import type { DraftContent, Indicator, Instalment, NoticeContent } from './content.view.js';
import type { Approval, SmeReserve, TermStatement } from '#planning';
import { type Requirement, requirementFrom } from './requirement.view.js';
import { filledRows } from './row.rules.js';
import type { Method } from '#calendar';

/** What the annual plan knows about a service item; the amount in yuan. */
export interface PlannedService {
  readonly title: string;
  readonly category: string;
  readonly beneficiaries: string;
  readonly quantity: number;
  readonly unit: string;
  readonly quality: string;
  readonly amount: string;
  readonly months: number;
  readonly method: Method;
  readonly officialUrl: string | null;
  readonly smeReserve?: SmeReserve | null;
  readonly smeBasis?: string | null;
  readonly termStatements?: readonly TermStatement[] | null;
  readonly methodApproval?: Approval | null;
}

/** A first draft from what the plan knows: nothing that stands in the plan is typed again. */
export function draftFrom(item: PlannedService, handler: string): DraftContent {
  return {
    title: item.title,
    category: item.category,
    months: item.months,
    service: {
      beneficiaries: item.beneficiaries,
      quantity: item.quantity,
      unit: item.unit,
      quality: item.quality,
      description: `向${item.beneficiaries}提供${item.title}，服务数量${item.quantity}${item.unit}，服务期${item.months}个月。质量要求：${item.quality}。`,
    },
    indicators: indicatorsFrom(item),
    evaluation: usualEvaluation,
    budget: { amount: item.amount, maxPrice: item.amount },
    instalments: usualInstalments(item.months),
    eligibility: eligibilityConditions.map((text, place) => ({ id: `e${place + 1}`, text })),
    criteria: criteriaFor(item.category, item.method),
    schedule: { questionsUntil: null, closesAt: null, openingPlace: '本平台线上开启' },
    official: { medium: '中国政府采购网及其省级分网', url: null, publishedAt: null },
    contact: { name: handler, phone: '', address: '' },
    attachments: [],
    reasons: [],
    requirement: requirementFrom(item),
  };
}

/** A new round begins with what the last one said, published or not; its times are left to the law again. */
export function draftAgain(last: NoticeContent | DraftContent, item: PlannedService, again?: Requirement): DraftContent {
  const { clarifications: _said, policy: _told, keyHolders: _holders, ...content } = last as NoticeContent;
  return {
    ...content,
    months: item.months,
    budget: { amount: item.amount, maxPrice: ceilingWithin(item.amount, last.budget.maxPrice) },
    ...(again ? {} : { criteria: criteriaFor(item.category, item.method) }),
    schedule: { questionsUntil: null, closesAt: null, openingPlace: last.schedule.openingPlace },
    official: { ...last.official, url: null, publishedAt: null },
    reasons: [],
    requirement: again ?? requirementFrom(item),
  };
}

/** The last ceiling where it still fits the budget. */
function ceilingWithin(amount: string, last: string): string {
  const ceiling = parseYuan(last) ?? 0n;
  return ceiling > 0n && ceiling <= (parseYuan(amount) ?? 0n) ? last : amount;
}

/** Pass at 60; full pay for excellent work, shares below it, nothing for work that failed. */
export const usualEvaluation: NoticeContent['evaluation'] = {
  passMark: 60,
  tiers: [
    { minScore: 90, payPercent: 100 },
    { minScore: 80, payPercent: 95 },
    { minScore: 60, payPercent: 80 },
  ],
};

/** 30 % in the first month, 50 % at half time, 20 % at the end. */
export function usualInstalments(months: number): Instalment[] {
  return [
    { id: 'p1', name: '首期款', percent: 30, due: 1 },
    { id: 'p2', name: '中期款', percent: 50, due: Math.max(1, Math.ceil(months / 2)) },
    { id: 'p3', name: '尾款', percent: 20, due: months },
  ];
}

/** One indicator for the quantity, one for each clause of the plan's quality text, one for how satisfied people are. */
export function indicatorsFrom({ quantity, unit, quality }: Pick<PlannedService, 'quantity' | 'unit' | 'quality'>): Indicator[] {
  const clauses = quality
    .split(/[,，;；。]/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const named = [
    { name: '服务数量', target: `不少于 ${quantity} ${unit}`, source: '服务日志' },
    ...clauses.map((clause) => ({
      ...targetIn(clause),
      source: /满意/.test(clause) ? '满意度调查' : '服务日志与抽查',
    })),
    ...(/满意/.test(quality) ? [] : [{ name: '服务对象满意度', target: '不低于 85%', source: '满意度调查' }]),
  ];
  const weights = evenWeights(named.length);
  return named.map((indicator, place) => ({ id: `k${place + 1}`, ...indicator, weight: weights[place]! }));
}

/** "20秒内接听率不低于95%" is the indicator "20秒内接听率" with the target "不低于95%". */
function targetIn(clause: string): { name: string; target: string } {
  const [, name, target] =
    /^(.{2,}?)((?:不低于|不少于|不超过|不高于|不大于|低于|高于|达到).+)$/.exec(clause) ?? /^(.{2,}率)(\d+(?:\.\d+)?%)$/.exec(clause) ?? [];
  return name && target ? { name, target } : { name: clause, target: '全部达到' };
}

/** Whole weights that add up to 100; the first ones take what does not divide. */
export function evenWeights(count: number): number[] {
  const each = Math.floor(100 / count);
  const rest = 100 - each * count;
  return Array.from({ length: count }, (_, place) => each + (place < rest ? 1 : 0));
}

/** The next free id in a list whose ids are a letter and a number. */
export function nextId(letter: string, ids: readonly string[]): string {
  const used = ids.map((id) => Number(id.slice(letter.length))).filter((number) => Number.isInteger(number));
  return `${letter}${Math.max(0, ...used) + 1}`;
}

/** The rows somebody wrote into: they keep their ids, new ones get the next free id. */
export function named<Row extends { id?: string }>(
  letter: string,
  known: readonly { id: string }[],
  rows: readonly Row[],
): (Row & { id: string })[] {
  const taken = known.map(({ id }) => id);
  const seen = new Set<string>();
  return filledRows(rows).map((row) => {
    const id = row.id && taken.includes(row.id) && !seen.has(row.id) ? row.id : nextId(letter, [...taken, ...seen]);
    seen.add(id);
    return { ...row, id };
  });
}
