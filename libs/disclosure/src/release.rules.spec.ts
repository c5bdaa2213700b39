import { fenOf, valueOf } from './amount.rules.js';
import { awardMovedStory, awardStory, complaintStory, openedStory } from './award.release.view.js';
import { accepted, assessed, contractEndedStory, contractStory, implementationStory, paid } from './contract.release.view.js';
import { nextDate, planOcid, releaseId, stamp, tenderOcid } from './ids.rules.js';
import type { JsonObject } from './json.view.js';
import { mergeReleases } from './merge.rules.js';
import { planEndedStory, plannedStory } from './planning.release.view.js';
import { releaseOf, type Story, strayReferences } from './release.view.js';
import { compiledFaults, releaseFaults, releaseSchema } from './schema.gateway.js';
import { leaksOf } from './secrecy.rules.js';
import { stageOf } from './stage.rules.js';
import {
  amendmentStory,
  answerStory,
  endedStory,
  lotFailedStory,
  noticeStory,
  officialStory,
  type Process,
  suspendedStory,
} from './tender.release.view.js';

const prefix = 'ocds-213czf';
const at = new Date('2026-11-10T01:00:03.700Z');
const department = { uscc: '11321202M00000107M', name: '海陵区民政局' };
const first = { uscc: '52321202MJ5000017X', name: '夕阳红居家养老服务中心' };
const second = { uscc: '52321202MJ5000025Q', name: '爱心奶奶公益服务社' };
const process: Process = {
  prefix,
  publicUrl: 'https://qiyue.example',
  procedureId: 'p',
  number: '321202-2026-CG-0007',
  title: '助餐服务',
  category: '养老服务',
  method: 'open_tender',
  year: 2026,
  department,
};
const item = {
  id: 'i',
  number: '321202-2026-JH-0012',
  year: 2026,
  lineNumber: '2026-MZ-01',
  title: '助餐服务',
  category: '养老服务',
  beneficiaries: '老人',
  quantity: 100,
  unit: '人',
  quality: '准时',
  amount: 85_000_000n,
  quarter: '2026Q3',
  method: 'open_tender',
  approvedAt: at,
  announcedAt: at,
  officialUrl: 'https://example.cn/意向',
};
const iso = at.toISOString();
const notice = (version: number) => ({
  number: process.number,
  version,
  kind: version === 1 ? ('original' as const) : ('correction' as const),
  publishedAt: iso,
  reason: '评分细则更正',
  changes: [],
  official: null,
  content: {
    title: '助餐服务',
    category: '养老服务',
    months: 12,
    service: { beneficiaries: '老人', quantity: 100, unit: '人', quality: '准时', description: '送餐到家' },
    indicators: [{ id: 'k1', name: '准点率', weight: 100, target: '≥ 95%', source: '日志' }],
    evaluation: { passMark: 60, tiers: [{ minScore: 90, payPercent: 100 }] },
    budget: { amount: '850000.00', maxPrice: '849999.99' },
    instalments: [{ id: 'f1', name: '首期', percent: 100, due: 12 }],
    eligibility: [{ id: 'e1', text: '依法登记' }],
    criteria: [{ id: 'c1', name: '价格', kind: 'price' as const, weight: 20, yardstick: '低价优先' }],
    schedule: { questionsUntil: iso, closesAt: iso, openingPlace: '一楼' },
    official: { medium: '中国政府采购网', url: null, publishedAt: null },
    contact: { name: '张经办', phone: '0523-86800000', address: '海陵区' },
    attachments: [{ id: 'a1', name: '需求.pdf', mediaType: 'application/pdf', size: 1, sha256: 'x' }],
    clarifications: [],
  },
});
const bids = [
  { id: 'b1', bidder: first, price: 79_999_999n, receivedAt: at, lots: [], rank: 1, total: 9150 },
  { id: 'b2', bidder: second, price: 81_000_000n, receivedAt: at, lots: [], rank: null, total: null },
];
const twoLots = ['城东', '城西'].map((name, place) => ({
  id: String(place + 1),
  name,
  quantity: 50,
  unit: '人',
  maxPrice: '400000.00',
}));
const award = {
  id: 'w1',
  bidId: 'b1',
  lot: null,
  supplier: first,
  price: 79_999_999n,
  decidedAt: at,
  announcedAt: at,
  challengeEndsAt: at,
};
const contract = {
  number: '321202-2026-HT-0003',
  awardId: 'w1',
  title: '助餐服务',
  price: 79_999_999n,
  supplier: first,
  activeAt: at,
  endsAt: at,
  publishedAt: at,
  beneficiaries: '老人',
  quantity: { amount: '100', unit: '人' },
  quality: '准时',
  indicators: notice(1).content.indicators,
  evaluation: notice(1).content.evaluation,
  instalments: [{ no: 1, name: '首期', amount: 79_999_999n, dueAt: at }],
};
const result = {
  no: 1,
  round: 1,
  status: 'final' as const,
  score: 9250,
  grade: 'good',
  payable: 79_999_999n,
  deduction: 0n,
  measured: [{ id: 'k1', name: '准点率', actual: '96' }],
};
const work = (part: JsonObject, parties: Story['parties'] = []): Story => implementationStory(process, contract, part, parties);

const stories: readonly (readonly [string, Story])[] = [
  ['a plan', plannedStory(prefix, item, department)],
  ['a plan given up', planEndedStory(prefix, item, department, 'withdrawn')],
  [
    'a notice',
    noticeStory(process, notice(1), '2026-MZ-01', [{ relationship: 'planning', ocid: planOcid(prefix, item.number, 2026), title: '助餐' }]),
  ],
  ['an official publication', officialStory(process, { version: 1, url: 'https://example.cn/公告', publishedAt: iso })],
  ['an answer', answerStory(process, { no: 1, text: '节假日?', askedAt: iso, answer: '包括', answeredAt: iso })],
  ['a suspension', suspendedStory(process, '收到质疑', at)],
  ['an amendment', amendmentStory(process, notice(2), { amends: 'r1', is: 'r2' })],
  ['a cancellation', endedStory(process, 'cancelled', '预算调整', at)],
  ['a failure', endedStory(process, 'unsuccessful', '不足三家', at)],
  ['an opening', openedStory(process, bids)],
  ['an award', awardStory(process, award, bids)],
  ['a held award', awardMovedStory(process, award, 'pending')],
  ['a withdrawn award', awardMovedStory(process, award, 'cancelled')],
  ['a challenge', complaintStory(process, { number: '321202-2026-ZY-0001', award: 'w1', at })],
  ['its answer', complaintStory(process, { number: '321202-2026-ZY-0001', award: 'w1', at, outcome: 'partly' })],
  ['a contract', contractStory(process, contract)],
  ['an acceptance', work(accepted(1, '首期', at))],
  ['an assessment', work(assessed(result, at))],
  [
    'a payment',
    work(paid({ number: 'ZF-1', amount: 79_999_999n, no: 1, at, payer: department, payee: first }), [
      [department, ['payer']],
      [first, ['payee']],
    ]),
  ],
  ['an end', contractEndedStory(process, contract, at, at)],
  ['a notice of two lots', noticeStory(process, { ...notice(1), content: { ...notice(1).content, lots: twoLots } }, '2026-01', [])],
  ['the opening of two lots', openedStory(process, [{ ...bids[0]!, price: null, lots: ['1', '2'] }])],
  ['the award of a lot', awardStory(process, { ...award, lot: { id: '2', name: '城西' } }, [{ ...bids[0]!, lots: ['1', '2'] }], false)],
  ['a lot that failed', lotFailedStory(process, { id: '1', reason: '合格的响应不足' })],
];

describe('a release of', () => {
  it.each(stories)('%s validates with nothing beyond the schema, and explains every organization', (_name, story) => {
    const release = releaseOf(story, 1, at, null);
    expect(releaseFaults(release)).toEqual([]);
    expect(strayReferences(release)).toEqual([]);
    expect(compiledFaults(mergeReleases(releaseSchema(), [release]))).toEqual([]);
  });
  it.each(stories)('%s names nobody who works for the buyer', (_name, story) => {
    expect(JSON.stringify(releaseOf(story, 1, at, null))).not.toMatch(/张经办|0523/);
  });
});

describe('the profile', () => {
  const release = releaseOf(stories[2]![1], 1, at, null);
  it.each([
    ['a field nobody knows', { ...release, note: 'x' }],
    ['a field nobody knows deep inside', { ...release, tender: { ...(release.tender as JsonObject), colour: 'red' } }],
    ['a status that does not exist', { ...release, tender: { ...(release.tender as JsonObject), status: 'openish' } }],
    ['a release without an id', { ...release, id: undefined }],
    [
      'an amount that is text',
      {
        ...release,
        tender: { ...(release.tender as JsonObject), value: { amount: '1.00', currency: 'CNY' } },
      },
    ],
  ])('does not pass %s', (_name, wrong) => {
    expect(releaseFaults(JSON.parse(JSON.stringify(wrong)) as object)).not.toEqual([]);
  });
});

describe('secrecy', () => {
  const closesAt = new Date('2026-11-10T01:00:00Z');
  const tellers = stories.filter(([name]) => /opening|award|challenge|its answer|contract|acceptance|assessment|payment|an end/.test(name));
  it.each(tellers)('%s is a leak before the box is opened, or before the deadline', (_name, story) => {
    const release = releaseOf(story, 1, at, null);
    expect(leaksOf(release, { opened: false, closesAt, at })).not.toEqual([]);
    expect(leaksOf(release, { opened: true, closesAt: new Date(at.getTime() + 1), at })).not.toEqual([]);
    expect(leaksOf(release, null)).not.toEqual([]);
    expect(leaksOf(release, { opened: true, closesAt, at })).toEqual([]);
  });
  it.each(stories.slice(0, 9))('%s may go out at any time', (_name, story) => {
    expect(leaksOf(releaseOf(story, 1, at, null), { opened: false, closesAt, at: new Date(0) })).toEqual([]);
  });
});

describe('ids and dates', () => {
  it('make ocids of numbers and refuse what an ocid cannot hold', () => {
    expect(planOcid(prefix, item.number, 2026)).toBe('ocds-213czf-PLAN-2026-0012');
    expect(tenderOcid(prefix, process.number)).toBe('ocds-213czf-321202-2026-CG-0007');
    expect(releaseId('ocds-213czf-1', 7)).toBe('ocds-213czf-1-r007');
    expect(() => tenderOcid('OCDS-213czf', '1')).toThrow();
    expect(() => tenderOcid(prefix, 'a/b')).toThrow();
  });
  it('rise within a process by whole seconds of UTC', () => {
    expect(stamp(at)).toBe('2026-11-10T01:00:03Z');
    expect(nextDate(at, null).toISOString()).toBe('2026-11-10T01:00:03.000Z');
    expect(nextDate(at, new Date('2026-11-10T01:00:03Z')).toISOString()).toBe('2026-11-10T01:00:04.000Z');
    expect(nextDate(at, new Date('2026-11-10T02:00:00Z')).toISOString()).toBe('2026-11-10T02:00:01.000Z');
  });
});

describe('amounts', () => {
  it.each([0n, 1n, 10n, 29n, 57n, 79_999_999n, 85_000_000n, -1_234n, 99_999_999_999_999n])(
    '%d fen come back from the JSON number',
    (fen) => {
      expect(fenOf((JSON.parse(JSON.stringify(valueOf(fen))) as { amount: number }).amount)).toBe(fen);
    },
  );
  it('refuse what a JSON number would not hold exactly', () => expect(() => valueOf(10n ** 15n)).toThrow());
});

describe('a stage', () => {
  const course: [number[], string][] = [
    [[0], 'planned'],
    [[0, 1], 'withdrawn'],
    [[2], 'open'],
    [[2, 5], 'suspended'],
    [[2, 7], 'cancelled'],
    [[2, 8], 'failed'],
    [[2, 9], 'opened'],
    [[2, 9, 10], 'awarded'],
    [[2, 9, 10, 12], 'award_withdrawn'],
    [[2, 9, 10, 15], 'contracted'],
    [[2, 9, 10, 15, 16], 'delivery'],
    [[2, 9, 10, 15, 16, 18], 'paying'],
    [[2, 9, 10, 15, 16, 18, 19], 'ended'],
  ];
  it.each(course)('after events %j is %s', (places, stage) => {
    let [releases, compiled]: [JsonObject[], JsonObject | null] = [[], null];
    for (const [no, place] of places.entries()) {
      releases = [...releases, releaseOf(stories[place]![1], no + 1, new Date(at.getTime() + no * 1000), compiled)];
      compiled = mergeReleases(releaseSchema(), releases);
    }
    expect(stageOf(compiled!)).toBe(stage);
  });
});
