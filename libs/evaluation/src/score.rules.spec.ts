import {
  cellFaults,
  complete,
  type Criterion,
  disagreements,
  judgedCriteria,
  needsReason,
  objectiveScoresAgree,
  parsePoints,
  showPoints,
} from './score.rules.js';

const plan: Criterion = { id: 'plan', name: '服务方案', kind: 'subjective', weight: 40, yardstick: '' };
const grade: Criterion = { id: 'grade', name: '评估等级', kind: 'objective', weight: 5, yardstick: '' };
const price: Criterion = { id: 'price', name: '价格', kind: 'price', weight: 15, yardstick: '' };
const criteria = [plan, grade, price];
const cell = (bidId: string, criterionId: string, points: number, lot = '1') => ({ bidId, lot, criterionId, points, reason: '' });
const offers = [
  { bidId: 'a', lot: '1' },
  { bidId: 'b', lot: '1' },
];
const judged = judgedCriteria(criteria, 'score');

describe('points', () => {
  it.each([
    ['4', 400],
    ['4.5', 450],
    ['04.05', 405],
    ['100', 10000],
  ])('reads %s', (text, points) => expect(parsePoints(text)).toBe(points));
  it.each(['', '4.555', '-1', '1e2', '四'])('does not read "%s"', (text) => expect(parsePoints(text)).toBeUndefined());
  it('shows two decimals', () => expect(showPoints(405)).toBe('4.05'));
});

describe('one cell of the score sheet', () => {
  const known = { reason: '', bidKnown: true };

  it('takes what is in range, the full weight included', () => {
    expect(cellFaults(grade, { ...known, points: 500 }, '')).toEqual([]);
    expect(cellFaults(plan, { ...known, points: 3200 }, '')).toEqual([]);
  });
  it('refuses 7 of 5 points and names the range', () => {
    expect(cellFaults(grade, { ...known, points: 700 }, 'cells.2.')).toEqual([
      { field: 'cells.2.points', code: 'score.out-of-range', facts: { criterion: '评估等级', max: '5.00', points: '7.00' } },
    ]);
  });
  it('wants a reason outside the middle band of a judged criterion only', () => {
    expect([2399, 2400, 3600, 3601].map((points) => needsReason(plan, points))).toEqual([true, false, false, true]);
    expect(needsReason(grade, 0)).toBe(false);
    expect(cellFaults(plan, { ...known, points: 3900 }, '').map(({ field, code }) => [field, code])).toEqual([
      ['reason', 'score.reason-missing'],
    ]);
    expect(cellFaults(plan, { points: 3900, reason: '流程完整', bidKnown: true }, '')).toEqual([]);
  });
  it('does not let members score the price or a bid that is not there', () => {
    expect(cellFaults(price, { ...known, points: 100 }, '')[0]?.code).toBe('score.no-such-criterion');
    expect(cellFaults(plan, { points: 100, reason: '', bidKnown: false }, '')[0]?.code).toBe('score.no-such-bid');
  });
});

describe('a member’s table', () => {
  it('counts what is missing', () => {
    expect(complete([cell('a', 'plan', 3000)], offers, judged)).toMatchObject({ code: 'score.incomplete', facts: { missing: 3 } });
  });
  it('is complete without scores for the price', () => {
    const cells = ['a', 'b'].flatMap((bid) => [cell(bid, 'plan', 3000), cell(bid, 'grade', 500)]);
    expect(complete(cells, offers, judged)).toBeUndefined();
  });
});

describe('a table of several lots', () => {
  it('asks for each offer for each lot by itself', () => {
    const two = [offers[0]!, { bidId: 'a', lot: '2' }];
    expect(complete([cell('a', 'plan', 1), cell('a', 'grade', 1)], two, judged)).toMatchObject({ facts: { missing: 2 } });
  });
  it('asks for nothing where the lowest price decides', () => {
    expect(complete([], offers, judgedCriteria(criteria, 'lowest'))).toBeUndefined();
  });
  it('does not compare objective scores of different lots', () => {
    expect(disagreements([cell('a', 'grade', 500, '1'), cell('a', 'grade', 400, '2')], criteria)).toEqual([]);
  });
});

describe('objective scores (worked example T16)', () => {
  it('must be the same from all members before the report', () => {
    const cells = [cell('a', 'grade', 500), cell('a', 'grade', 400), cell('a', 'plan', 3000), cell('a', 'plan', 2500)];
    expect(disagreements(cells, criteria)).toEqual([{ bidId: 'a', lot: '1', criterionId: 'grade', points: [500, 400] }]);
    expect(objectiveScoresAgree(cells, criteria)).toMatchObject({ code: 'score.objective-differs', facts: { count: 1 } });
  });
  it('say nothing when they agree; judgements may differ', () => {
    expect(
      objectiveScoresAgree([cell('a', 'grade', 500), cell('a', 'grade', 500), cell('a', 'plan', 1), cell('a', 'plan', 2)], criteria),
    ).toBeUndefined();
  });
});
