import {
  checkDraft,
  instalmentsAdd,
  readyToPublish,
  scoresQualification,
  stops,
  tiersDescend,
  type Yardsticks,
} from './compliance.rules.js';
import type { DraftContent } from './content.view.js';
import { draftFrom, type PlannedService } from './draft.rules.js';
import { pastContractsIn } from './past-contracts.rules.js';
import { scaleOf } from './scale.rules.js';
import { type Method, methodRules } from '#calendar';
import type { TermStatement } from '#planning';

const at = new Date('2026-09-18T02:00:00Z');
const planned = (method: Method): PlannedService => ({
  title: '老年助餐点配送服务',
  category: '养老服务',
  beneficiaries: '75周岁以上老年人',
  quantity: 36000,
  unit: '人次',
  quality: '热链配送,准点率不低于98%',
  amount: '396000.00',
  months: 12,
  method,
  officialUrl: null,
});
const limits: Readonly<Partial<Record<Method, { min: number; max: number }>>> = {
  open_tender: { min: 10, max: 100 },
  competitive_consultation: { min: 10, max: 30 },
  local_small_purchase: { min: 10, max: 100 },
};
const noneNeeded: Yardsticks['requirement'] = {
  today: '2026-09-18',
  survey: { needed: false, subjects: 3, validFrom: '2025-09-18', law: 'law' },
  comment: { needed: false, days: 5, until: null, law: 'law' },
  legal: { needed: false },
  sme: { asked: false, upTo: 200_000_000n, law: 'law' },
  pastContracts: { max: 2, law: 'law' },
  bonds: { bidPercent: 2, bidLaw: 'law', performancePercent: 10, performanceLaw: 'law' },
  approval: { needed: false, from: 400_000_000n, law: 'law' },
  pool: null,
  experts: 0,
  converted: null,
  supplement: null,
  frameworkMonths: null,
  splitting: null,
};
const yardsticks = (method: Method): Yardsticks => ({
  method: methodRules[method],
  planAmount: 39_600_000n,
  priceWeight: { ...limits[method]!, law: 'law' },
  period: { law: 'law' },
  term: { normalMonths: 12, maxMonths: 36, law: 'law' },
  windows: {
    at,
    earliestClose: new Date('2026-10-08T16:00:00Z'),
    changeUntil: new Date('2026-10-03T16:00:00Z'),
    answerLead: 0,
    answerExtension: null,
  },
  requirement: noneNeeded,
});
const complete = (method: Method = 'competitive_consultation'): DraftContent => {
  const draft = draftFrom(planned(method), '张经办');
  return { ...draft, contact: { ...draft.contact, phone: '0523-86800000', address: '海陵区政务服务中心' } };
};
const stopped = (draft: DraftContent, method: Method = 'competitive_consultation'): string[] =>
  stops(checkDraft(draft, yardsticks(method))).map(({ code }) => code);
const weighted = (draft: DraftContent, price: number): DraftContent => ({
  ...draft,
  criteria: draft.criteria.map((row, place) =>
    row.kind === 'price' ? { ...row, weight: price } : place === 1 ? { ...row, weight: row.weight + 20 - price } : row,
  ),
});

describe('the compliance list', () => {
  it.each(['open_tender', 'competitive_consultation', 'local_small_purchase'] as const)(
    'passes a draft of %s that the plan filled and a contact completed',
    (method) => {
      expect(stopped(complete(method), method)).toEqual([]);
    },
  );

  it('stops a draft without a phone number', () => {
    expect(stopped(draftFrom(planned('open_tender'), '张经办'), 'open_tender')).toEqual(['basics.contact']);
  });

  it.each([
    [9, 'competitive_consultation', ['criteria.price-weight']],
    [10, 'competitive_consultation', []],
    [30, 'competitive_consultation', []],
    [31, 'competitive_consultation', ['criteria.price-weight']],
    [9, 'open_tender', ['criteria.price-weight']],
    [31, 'open_tender', []],
  ] as const)('takes a price weight of %s in %s as the law has it', (price, method, codes) => {
    const draft = complete('competitive_consultation');
    expect(stopped(weighted(draft, price), method)).toEqual(codes);
  });

  it('wants weights of 100, of indicators as of criteria', () => {
    const draft = complete();
    const criteria = draft.criteria.map((row) => (row.kind === 'price' ? { ...row, weight: row.weight + 1 } : row));
    const indicators = draft.indicators.slice(1);
    expect(stopped({ ...draft, criteria, indicators })).toEqual(['indicators.weights', 'criteria.weights']);
  });

  it('gives no points for what everybody must have', () => {
    const draft = complete();
    const criteria = draft.criteria.map((row, place) =>
      place === 2 ? { ...row, yardstick: '具有良好的商业信誉和健全的财务会计制度的得5分，每缺一项扣1分' } : row,
    );
    expect(stopped({ ...draft, criteria })).toEqual(['criteria.qualification']);
    expect(scoresQualification('提供服务方案得5分', ['具有履行合同所必需的设备'])).toBe(false);
  });

  it('holds the ceiling within the budget, the budget to the plan, and knows no floor', () => {
    const draft = complete();
    expect(stopped({ ...draft, budget: { ...draft.budget, maxPrice: '396000.01' } })).toEqual(['budget.max-price']);
    expect(stopped({ ...draft, budget: { amount: '396000.01', maxPrice: '396000.00' } })).toEqual(['budget.plan']);
    expect(stopped({ ...draft, service: { ...draft.service, quality: '本项目设最低限价30万元' } })).toEqual(['budget.no-floor']);
  });

  it('asks for a reason where a condition may discriminate, and is content with it', () => {
    const draft = { ...complete(), eligibility: [{ id: 'e1', text: '注册资金不少于50万元' }] };
    expect(stopped(draft)).toEqual(['prompt.capital']);
    const reasons = [
      { finding: 'prompt.capital.eligibility.e1', text: '服务期前三个月由承接主体垫付人员工资', about: draft.eligibility[0]!.text },
    ];
    expect(stopped({ ...draft, reasons })).toEqual([]);
    expect(stopped({ ...draft, reasons: [{ ...reasons[0]!, text: '需要' }] })).toEqual(['prompt.capital']);
    const harsher = { ...draft, reasons, eligibility: [{ id: 'e1', text: '注册资金不少于500万元' }] };
    expect(stopped(harsher)).toEqual(['prompt.capital']);
    expect(readyToPublish(checkDraft(draft, yardsticks('open_tender')))?.fields[0]).toMatchObject({
      code: 'notice.reason-missing',
    });
  });

  it('T14 takes 36 months with all four statements and refuses 37', () => {
    const stated = (months: number, statements: readonly TermStatement[]): DraftContent => {
      const draft = complete();
      return { ...draft, months, requirement: { ...draft.requirement!, statements } };
    };
    const all = ['stable', 'continuous', 'funded', 'price_stable'] as const;
    expect(stopped({ ...complete(), months: 24 })).toEqual(['policy.term']);
    expect(stopped(stated(36, all.slice(1)))).toEqual(['policy.term']);
    expect(stopped(stated(36, all))).toEqual([]);
    expect(stopped(stated(37, all))).toEqual(['policy.term']);
    expect(checkDraft({ ...complete(), months: 37 }, yardsticks('open_tender')).find(({ code }) => code === 'policy.term')?.result).toBe(
      'block',
    );
  });

  it('stops a deadline inside the shortest period', () => {
    const draft = complete();
    const schedule = {
      ...draft.schedule,
      questionsUntil: '2026-09-20T00:00:00Z',
      closesAt: '2026-10-08T15:59:59Z',
    };
    expect(stopped({ ...draft, schedule })).toEqual(['schedule.period']);
  });
});

test.each([
  ['招聘20名窗口人员', '财政部令第102号第10条第5项'],
  ['道路修缮打包管护', '财政部令第102号第10条第3项'],
])('T12 stops a draft that was rewritten to “%s” after its plan was approved', (text, law) => {
  const draft = complete();
  const rewritten = [
    { ...draft, title: text },
    { ...draft, service: { ...draft.service, description: `向居民提供服务，${text}。` } },
  ];
  for (const each of rewritten)
    expect(stops(checkDraft(each, yardsticks('open_tender'))).map(({ code, law: cited }) => [code, cited])).toEqual([
      ['service.negative-list', law],
    ]);
});

describe('a requirement that says when', () => {
  const needed: Yardsticks['requirement'] = {
    ...noneNeeded,
    survey: { ...noneNeeded.survey, needed: true },
    comment: { ...noneNeeded.comment, needed: true, until: '2026-09-10' },
    legal: { needed: true },
  };
  const said = {
    survey: { kind: 'recent' as const, subjects: [], heldOn: '2025-09-18', summary: '供给充足' },
    comment: { url: 'https://ccgp.example.cn/1', from: '2026-09-03', until: '2026-09-18', summary: '没有收到意见' },
    legal: { name: '陈律师', unit: '某律师事务所', on: '2026-09-18', opinion: '条款完整' },
  };
  const stoppedBy = (changed: object): string[] => {
    const draft = complete();
    const requirement = { ...draft.requirement!, ...said, ...changed };
    return stops(checkDraft({ ...draft, requirement }, { ...yardsticks('open_tender'), requirement: needed })).map(({ code }) => code);
  };

  it('is content with a survey of a year ago, a comment period and a legal opinion that end today', () => {
    expect(stoppedBy({})).toEqual([]);
  });

  it.each([
    ['need.survey', { survey: { ...said.survey, heldOn: '2025-09-17' } }],
    ['need.survey', { survey: { ...said.survey, heldOn: '2026-09-19' } }],
    ['need.comment', { comment: { ...said.comment, until: '2026-09-19' } }],
    ['need.comment', { comment: { ...said.comment, until: '2026-09-09' } }],
    ['need.legal', { legal: { ...said.legal, on: '2026-09-19' } }],
  ])('stops at %s where the day is too old, too short or still to come', (code, changed) => {
    expect(stoppedBy(changed)).toEqual([code]);
  });
});

it.each([
  ['HT-2025-7', '3960000.00', null, []],
  ['HT-2025-7', '3959999.99', null, ['method.supplement']],
  ['HT-2025-7', '3960000.00', '0.01', ['method.supplement']],
  ['HT-2025-7', '4960000.00', '100000.00', []],
  ['', '3960000.00', null, ['method.original-contract']],
  ['HT-2025-7', null, null, ['method.original-contract']],
] as const)('adds to contract “%s” of %s yuan after %s no more than a tenth in all', (number, price, added, codes) => {
  const draft = complete('single_source');
  const said = { ground: 'addition', argument: '与原服务配套。' };
  const single = { uscc: '52321202MJ5000017X', name: '夕阳红', experts: [], original: { number, price, added } };
  const against = { ...yardsticks('single_source'), priceWeight: { min: 0, max: 100, law: 'law' } };
  const check = (original: typeof single.original | null): string[] => {
    const requirement = { ...draft.requirement!, ...said, single: { ...single, original } };
    return stops(checkDraft({ ...draft, requirement }, { ...against, requirement: { ...noneNeeded, supplement: { percent: 10 } } })).map(
      ({ code }) => code,
    );
  };
  expect(check(single.original)).toEqual(codes);
  expect(check(null)).toEqual(['method.original-contract']);
});

test.each([
  ['近三年同类项目业绩不少于3个', 3],
  ['具有3个以上同类项目业绩', 3],
  ['提供类似服务合同三份及以上', 3],
  ['同类业绩超过2个', 3],
  ['近三年承接过至少十二项类似项目', 12],
  ['具有２个以上同类服务合同', 2],
  ['近三年内有同类服务经验', 0],
  ['合同签订后3个月内进场', 0],
  ['合同约定的三项义务', 0],
])('reads “%s” as %i past contracts', (text, count) => {
  expect(pastContractsIn(text).count).toBe(count);
  const draft = { ...complete(), eligibility: [{ id: 'e1', text }] };
  const blocked = checkDraft(draft, yardsticks('open_tender')).filter(({ result }) => result === 'block');
  expect(blocked.map(({ code }) => code)).toEqual(count > 2 ? ['eligibility.past-contracts'] : []);
});

test.each([
  ['统一安排，一般', 'none'],
  ['方案完整、切合实际得10分', 'none'],
  ['优得10分，良得6分，一般得2分', 'bands'],
  ['每缺一项扣2分', 'figures'],
  ['拟派人员数量满足要求得满分，每少一名按比例扣分', 'figures'],
  ['有社工证的3名以上得10分，不足的不得分', 'figures'],
  ['得分=（基准价/报价）×100', 'figures'],
  ['满意度不低于95%得5分，不低于90%得3分', 'figures'],
] as const)('“%s” gives points by %s', (yardstick, scale) => {
  expect(scaleOf(yardstick)).toBe(scale);
});

it.each([
  ['objective', '优得10分，良得6分，一般得2分', 'block'],
  ['subjective', '优得10分，良得6分，一般得2分', 'warn'],
  ['subjective', '方案统一，一般', 'block'],
  ['objective', '每缺一项扣2分', undefined],
] as const)('a %s criterion with “%s” ends in %s', (kind, yardstick, result) => {
  const draft = complete();
  const criteria = draft.criteria.map((row, place) => (place === 2 ? { ...row, kind, yardstick } : row));
  const [fault] = checkDraft({ ...draft, criteria }, yardsticks('open_tender')).filter(
    (found) => found.task === 'criteria' && found.result !== 'pass',
  );
  expect(fault?.result).toBe(result);
});

test('pay tiers fall with the score down to the pass mark', () => {
  const tiers = [
    { minScore: 90, payPercent: 100 },
    { minScore: 60, payPercent: 80 },
  ];
  expect(tiersDescend({ passMark: 60, tiers })).toBe(true);
  expect(tiersDescend({ passMark: 70, tiers })).toBe(false);
  expect(tiersDescend({ passMark: 60, tiers: [...tiers].reverse() })).toBe(false);
  expect(tiersDescend({ passMark: 60, tiers: [{ minScore: 90, payPercent: 101 }, tiers[1]!] })).toBe(false);
  expect(tiersDescend({ passMark: 60, tiers: [] })).toBe(false);
});

test('instalments add up to 100 in the order of time', () => {
  const rows = (...parts: [number, number][]) => parts.map(([percent, due], place) => ({ id: `p${place}`, name: '款', percent, due }));
  expect(instalmentsAdd(rows([30, 1], [50, 6], [20, 12]))).toBe(true);
  expect(instalmentsAdd(rows([30, 1], [50, 6], [19, 12]))).toBe(false);
  expect(instalmentsAdd(rows([30, 6], [70, 1]))).toBe(false);
});
