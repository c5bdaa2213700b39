import { yuan } from '#kernel';
import { mayStillObject, resultOf, sheetIsFull } from './assessment.rules.js';
import { gradeOf, payableFor } from './payable.rules.js';
import { measuredScore, parseScore, scoresAreWhole, showScore, weightedScore } from './score.rules.js';
import { targetIn } from './target.rules.js';

const limits = { excellent: 90, good: 80, fair: 60 };
const rule = {
  passMark: 60,
  tiers: [
    { minScore: 60, payPercent: 80 },
    { minScore: 90, payPercent: 100 },
    { minScore: 80, payPercent: 95 },
  ],
};

describe('a target', () => {
  it.each([
    ['≥ 95%', 'at-least', 950_000n],
    ['20秒内接听率不低于95%', 'at-least', 950_000n],
    ['每站每周开放不少于5天', 'at-least', 50_000n],
    ['紧急求助15分钟内派单', 'at-most', 150_000n],
    ['投诉不超过 3.5 件', 'at-most', 35_000n],
    ['90 分以上', 'at-least', 900_000n],
    ['12,000 人次', 'at-least', 120_000_000n],
  ])('reads %s', (text, direction, value) => expect(targetIn(text)).toEqual({ direction, value }));
  it('is left to people where it has no figure', () => expect(targetIn('助餐、助洁、助医齐全')).toBeUndefined());
});

describe('a score', () => {
  it.each([
    ['≥ 95', '95', 10_000],
    ['≥ 95', '99.9', 10_000],
    ['≥ 95', '90', 9474],
    ['不低于95%', '96.5%', 10_000],
    ['15分钟内派单', '20', 7500],
    ['15分钟内派单', '0', 10_000],
    ['≥ 3', '1', 3333],
    ['≥ 3', '2', 6667],
    ['≥ 95', '基本达到', undefined],
    ['设施齐全', '95', undefined],
  ])('of %s with %s is %s', (target, actual, score) => expect(measuredScore(target, actual)).toBe(score));
  it('is read and shown to the hundredth', () => {
    expect(['92.5', '100', '0', '7.05', '100.01', '101', 'x', '1.234'].map(parseScore)).toEqual([
      9250,
      10_000,
      0,
      705,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([9250, 10_000, 5].map(showScore)).toEqual(['92.50', '100.00', '0.05']);
  });
  it('is weighted exactly and rounded half up once', () => {
    expect(
      weightedScore([
        { weight: 50, score: 9001 },
        { weight: 50, score: 9000 },
      ]),
    ).toBe(9001);
    expect(
      weightedScore([
        { weight: 40, score: 9474 },
        { weight: 35, score: 10_000 },
        { weight: 25, score: 8000 },
      ]),
    ).toBe(9290);
    expect(
      weightedScore([
        { weight: 33.33, score: 100 },
        { weight: 33.33, score: 100 },
        { weight: 33.34, score: 100 },
      ]),
    ).toBe(100);
  });
  it('needs a reason where it departs from the figures or there are none', () => {
    const indicators = [
      { id: 'a', measured: 9474 },
      { id: 'b', measured: undefined },
    ];
    expect(
      scoresAreWhole(indicators, [
        { indicatorId: 'a', score: '94.74' },
        { indicatorId: 'b', score: '90', reason: '现场查看' },
      ]),
    ).toBeUndefined();
    expect(
      scoresAreWhole(indicators, [
        { indicatorId: 'a', score: '95' },
        { indicatorId: 'b', score: '90' },
      ]),
    ).toMatchObject({
      fields: [
        { field: 'scores.0.reason', code: 'assessment.reason-adjusted' },
        { field: 'scores.1.reason', code: 'assessment.reason-unmeasured' },
      ],
    });
    expect(scoresAreWhole(indicators, [{ indicatorId: 'a', score: '101' }])).toMatchObject({
      fields: [{ field: 'scores.0.score' }, { field: 'scores.1.score' }],
    });
    expect(scoresAreWhole(indicators, [{ indicatorId: 'z', score: '1' }])).toMatchObject({ code: 'assessment.score-unknown' });
  });
});

describe('the grade', () => {
  it.each([
    [10_000, 'excellent'],
    [9000, 'excellent'],
    [8999, 'good'],
    [8000, 'good'],
    [7999, 'fair'],
    [6000, 'fair'],
    [5999, 'poor'],
    [0, 'poor'],
  ])('of %d hundredths is %s', (score, grade) => expect(gradeOf(score, limits)).toBe(grade));
});

describe('the payable amount', () => {
  const amount = yuan('266666.67');
  it.each([
    [9000, 26_666_667n, 100],
    [8999, 25_333_333n, 95],
    [6000, 21_333_333n, 80],
    [5999, 0n, 0],
  ])('of %d hundredths follows the tiers of the contract', (score, payable, payPercent) => {
    const result = payableFor(amount, score, rule);
    expect(result).toMatchObject({ payable, payPercent });
    expect(result.payable + result.deduction).toBe(amount);
  });
  it('is nothing below the pass mark even where a tier would pay', () =>
    expect(payableFor(amount, 5500, { passMark: 60, tiers: [{ minScore: 0, payPercent: 50 }] })).toMatchObject({
      payable: 0n,
      passed: false,
      tier: null,
    }));
  it('never exceeds the instalment nor loses a fen, whatever the score', () => {
    for (let score = 0; score <= 10_000; score += 137) {
      const { payable, deduction } = payableFor(88_888_888n, score, rule);
      expect(payable >= 0n && deduction >= 0n && payable + deduction === 88_888_888n).toBe(true);
    }
  });
});

it('explains the result line by line', () => {
  const indicators = [
    { id: 'a', name: '接听率', weight: 60, target: '不低于95%', source: '系统', actual: '90' },
    { id: 'b', name: '设施', weight: 40, target: '齐全', source: '查看', actual: '齐全' },
  ];
  const scores = [
    { indicatorId: 'a', score: 9474, reason: null },
    { indicatorId: 'b', score: 8000, reason: '缺一项' },
  ];
  const result = resultOf({ indicators, payRule: rule, instalmentAmount: 100_000n }, scores, limits);
  expect(result).toMatchObject({ score: 8884, grade: 'good', payable: 95_000n, deduction: 5_000n });
  expect(result.computation).toEqual({
    lines: [
      {
        indicatorId: 'a',
        name: '接听率',
        weight: 60,
        target: '不低于95%',
        actual: '90',
        measured: '94.74',
        score: '94.74',
        reason: null,
        points: '56.84',
      },
      {
        indicatorId: 'b',
        name: '设施',
        weight: 40,
        target: '齐全',
        actual: '齐全',
        measured: null,
        score: '80.00',
        reason: '缺一项',
        points: '32.00',
      },
    ],
    score: '88.84',
    passMark: 60,
    tier: { minScore: 80, payPercent: 95 },
    payPercent: 95,
  });
});

describe('an objection', () => {
  const ends = new Date('2026-03-10T16:00:00Z');
  const posted = { postingEndsAt: ends, round: 1 };
  it('comes while the result is posted, once a round; the last instant is too late', () => {
    expect(mayStillObject(posted, [], new Date(ends.getTime() - 1))).toBeUndefined();
    expect(mayStillObject(posted, [], ends)).toMatchObject({ code: 'assessment.posting-over' });
    expect(mayStillObject(posted, [{ round: 1 }], new Date(0))).toMatchObject({ code: 'assessment.objected-already' });
    expect(mayStillObject({ ...posted, round: 2 }, [{ round: 1 }], new Date(0))).toBeUndefined();
  });
});

it('closes a sheet only when every indicator is scored', () =>
  expect(sheetIsFull([{ id: 'a' }, { id: 'b' }], [{ indicatorId: 'a' }])).toMatchObject({ facts: { missing: 1 } }));
