import { type Fen, parseYuan } from '#kernel';
import type { CheckRule, Line, Yardsticks } from './compliance.rules.js';
import type { DraftContent } from './content.view.js';
import { filled, line, named } from './finding.rules.js';
import { groundsOf } from './method.rules.js';
import { requirementOf } from './requirement.answers.rules.js';
import { pastContractsIn } from './past-contracts.rules.js';
import type { Requirement, SourceExpert } from './requirement.view.js';

/** The figures the requirement is checked against; amounts in fen. */
export interface RequirementYardsticks {
  /** Civil date of the check: what was done lies on it or before. */
  readonly today: string;
  /** A service to the public, or a large one: it is asked about beforehand. */
  readonly survey: {
    readonly needed: boolean;
    readonly subjects: number;
    /** The first day of which a survey still counts; an older one is held again. */
    readonly validFrom: string;
    readonly law: string;
  };
  readonly comment: { readonly needed: boolean; readonly days: number; readonly until: string | null; readonly law: string };
  readonly legal: { readonly needed: boolean };
  readonly sme: { readonly asked: boolean; readonly upTo: Fen; readonly law: string };
  readonly pastContracts: { readonly max: number; readonly law: string };
  readonly bonds: {
    readonly bidPercent: number;
    readonly bidLaw: string;
    readonly performancePercent: number;
    readonly performanceLaw: string;
  };
  readonly approval: { readonly needed: boolean; readonly from: Fen; readonly law: string };
  readonly pool: { readonly factor: number; readonly draw: number; readonly applyDays: number; readonly applyUntil: string | null } | null;
  readonly experts: number;
  /** It goes on after an open tender that only two answered (MOF Order 74 Art. 27 para 2, 28). */
  readonly converted: { readonly experts: number } | null;
  /** The chosen ground adds to a contract: so many percent of its price at most. */
  readonly supplement: { readonly percent: number } | null;
  readonly frameworkMonths: number | null;
  readonly splitting: { readonly count: number; readonly total: Fen; readonly limit: Fen; readonly reason: string | null } | null;
}

const order22 = (article: number): string => `财库〔2021〕22号第${article}条`;
const order87 = (article: number): string => `财政部令第87号第${article}条`;

const need: CheckRule = (content, { requirement: { today, survey, comment, legal } }) => {
  const said = requirementOf(content);
  return [
    line('need', 'need.survey', survey.law, !survey.needed || surveyed(said.survey, survey, today), {
      count: said.survey.subjects.length,
      min: survey.subjects,
    }),
    line('need', 'need.comment', comment.law, !comment.needed || commented(said.comment, comment.until, today), { days: comment.days }),
    line(
      'need',
      'need.legal',
      order22(23),
      !legal.needed || (filled(said.legal.name, said.legal.unit, said.legal.opinion) && done(said.legal.on, today)),
    ),
  ];
};

/** Asked now among enough subjects, or within the last year; then it says when and what came out. */
function surveyed(
  { kind, subjects, heldOn, summary }: Requirement['survey'],
  { subjects: min, validFrom }: Pick<RequirementYardsticks['survey'], 'subjects' | 'validFrom'>,
  today: string,
): boolean {
  if (kind === null || kind === 'not_needed' || !done(heldOn, today) || !filled(summary)) return false;
  return kind === 'recent' ? heldOn! >= validFrom : new Set(subjects.map(({ name }) => name.trim())).size >= min;
}

/** Long enough in public and over, and what people said is written down. `least` is the first lawful last day. */
function commented({ url, from, until, summary }: Requirement['comment'], least: string | null, today: string): boolean {
  return url !== null && from !== null && least !== null && done(until, today) && until! >= least && filled(summary);
}

/** It has happened: a day that is named and not still to come. */
const done = (day: string | null, today: string): boolean => day !== null && day <= today;

const policy: CheckRule = (content, { requirement: { sme, pastContracts, bonds, splitting } }) => {
  const { sme: said } = requirementOf(content);
  const [budget, bid] = [parseYuan(content.budget.amount) ?? 0n, content.bonds?.bid ? (parseYuan(content.bonds.bid) ?? 0n) : 0n];
  const asked = content.eligibility.map(({ text }) => pastContractsIn(text).count).find((count) => count > pastContracts.max);
  return [
    line('policy', 'policy.sme', sme.law, !sme.asked || said.reserve !== null, { upTo: sme.upTo }),
    line('policy', 'policy.sme-basis', '财库〔2020〕46号第6条', said.reserve !== 'exempt' || filled(said.basis)),
    line('policy', 'policy.bid-bond', bonds.bidLaw, bondAllowed(bid, budget, bonds.bidPercent), { percent: bonds.bidPercent }),
    line('policy', 'policy.performance-bond', bonds.performanceLaw, (content.bonds?.performancePercent ?? 0) <= bonds.performancePercent, {
      percent: bonds.performancePercent,
    }),
    line('eligibility', 'eligibility.past-contracts', pastContracts.law, asked === undefined, {
      max: pastContracts.max,
      asked: asked ?? 0,
    }),
    splitting
      ? { ...line('policy', 'policy.splitting', '《政府采购法实施条例》第28条', false, facts(splitting), 'warn'), reason: splitting.reason }
      : line('policy', 'policy.no-splitting', '《政府采购法实施条例》第28条', true),
  ];
};

const facts = ({ count, total, limit }: NonNullable<RequirementYardsticks['splitting']>): Line['facts'] => ({ count, total, limit });

/** A security of at most so many percent of the amount it secures (T5); exact to the fen. */
export function bondAllowed(bond: Fen, amount: Fen, percent: number): boolean {
  return bond * 10_000n <= amount * BigInt(Math.round(percent * 100));
}

const method: CheckRule = (
  content,
  { method: rules, requirement: { today, approval, pool, experts, converted, supplement, frameworkMonths } },
) => {
  const said = requirementOf(content);
  const ground = groundsOf(rules, converted !== null).find(({ code }) => code === said.ground);
  const { framework, goodsOnly, priorNotice } = rules;
  return [
    line('method', 'method.ground', ground?.law ?? '《政府采购法》第26条', rules.grounds.length === 0 || ground !== undefined),
    line('method', 'method.approval', approval.law, !approval.needed || done(said.approval?.date ?? null, today), { from: approval.from }),
    ...(goodsOnly
      ? [{ ...line('method', 'method.goods-only', '《政府采购法》第32条', false, {}, 'warn'), about: content.service.description }]
      : []),
    ...(pool ? poolLines(said.pool, pool, rules, today) : []),
    ...(priorNotice
      ? [
          line('method', 'method.single-provider', '财政部令第74号第38条', filled(said.single.uscc, said.single.name, said.argument)),
          line(
            'method',
            'method.experts',
            '财政部令第74号第38条',
            !priorNotice.grounds.includes(said.ground ?? '') || argued(said.single.experts, experts),
            { min: experts },
          ),
        ]
      : []),
    ...(converted ? conversionLines(said, converted, today) : []),
    ...(supplement ? supplementLines(said.single.original, content, supplement, ground?.law ?? '') : []),
    ...(framework && frameworkMonths !== null
      ? [line('method', 'method.framework-term', '财政部令第110号第15条', content.months <= frameworkMonths, { max: frameworkMonths })]
      : []),
  ];
};

/** Approved by the finance office, the failed tender declared lawful, and its documents found reasonable by experts. */
function conversionLines(
  { approval, argument, single }: Requirement,
  { experts }: NonNullable<RequirementYardsticks['converted']>,
  today: string,
): Line[] {
  return [
    line('method', 'method.converted-approval', '财政部令第74号第27条', done(approval?.date ?? null, today)),
    line('method', 'method.converted-statement', '财政部令第74号第28条', filled(argument)),
    line('method', 'method.converted-experts', '财政部令第74号第28条', argued(single.experts, experts), { min: experts }),
  ];
}

/** Enough different experts, each with a name, a unit, a title and an opinion. */
function argued(experts: readonly SourceExpert[], least: number): boolean {
  const different = new Set(experts.map(({ name, unit }) => `${name.trim()}\n${unit.trim()}`)).size;
  return different >= least && experts.every(({ name, unit, title, argument }) => filled(name, unit, title, argument));
}

/** Of the contract that is added to, and of all additions together: at most so many percent (T5's rounding). */
function supplementLines(
  original: Requirement['single']['original'],
  { budget }: Pick<DraftContent, 'budget'>,
  { percent }: NonNullable<RequirementYardsticks['supplement']>,
  law: string,
): Line[] {
  const [price, added] = [fenOf(original?.price), fenOf(original?.added)];
  const total = added + fenOf(budget.amount);
  const known = filled(original?.number ?? '') && price > 0n;
  return [
    line('method', 'method.original-contract', law, known),
    line('method', 'method.supplement', law, !known || bondAllowed(total, price, percent), { total, price, percent }),
  ];
}

const fenOf = (yuan: string | null | undefined): Fen => (yuan ? (parseYuan(yuan) ?? 0n) : 0n);

function poolLines(
  { source, draw, candidates, noticeUrl, noticeFrom, noticeUntil }: Requirement['pool'],
  { factor, draw: least, applyDays, applyUntil }: NonNullable<RequirementYardsticks['pool']>,
  { pool }: Yardsticks['method'],
  today: string,
): Line[] {
  const wanted = draw ?? 0;
  const factored = source !== null && (pool?.factorFor.includes(source) ?? false);
  const needed = Math.max(wanted * (factored ? factor : 1), wanted);
  const different = new Set(candidates.map(({ uscc }) => uscc)).size;
  return [
    line('method', 'method.pool-source', order87(14), source !== null),
    line('method', 'method.draw', '《政府采购法》第34条', wanted >= least, { min: least }),
    line('method', 'method.candidates', order87(14), wanted > 0 && different >= needed && different === candidates.length, {
      needed,
      count: different,
    }),
    ...(source === 'prequalification'
      ? [
          line(
            'method',
            'method.prequalification',
            '《政府采购法实施条例》第21条',
            noticeUrl !== null && noticeFrom !== null && applyUntil !== null && done(noticeUntil, today) && noticeUntil! >= applyUntil,
            { days: applyDays },
          ),
        ]
      : []),
  ];
}

const lots: CheckRule = ({ lots: rows = [], budget }) => {
  const total = rows.reduce((sum, { maxPrice }) => sum + (parseYuan(maxPrice) ?? 0n), 0n);
  const names = new Set(rows.map(({ name }) => name.trim()));
  const twice = rows.find(({ name }, place) => rows.findIndex((other) => other.name.trim() === name.trim()) < place);
  return [
    line('lots', 'lots.names', order87(13), names.size === rows.length, { found: named(twice?.name) }),
    line('lots', 'lots.total', order87(12), rows.length === 0 || total === (parseYuan(budget.maxPrice) ?? 0n), {
      total,
      maxPrice: parseYuan(budget.maxPrice) ?? 0n,
    }),
  ];
};

/** The rules of the requirement, in the order of its tasks. */
export const requirementRules: readonly CheckRule[] = [need, policy, method, lots];
