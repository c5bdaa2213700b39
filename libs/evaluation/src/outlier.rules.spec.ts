import { outliers, outliersExplained } from './outlier.rules.js';
import type { Criterion } from './score.rules.js';

const plan: Criterion = { id: 'plan', name: '服务方案', kind: 'subjective', weight: 40, yardstick: '' };
const grade: Criterion = { ...plan, id: 'grade', kind: 'objective', weight: 5 };
const cell = (seatId: string, points: number, { lot = '1', criterionId = 'plan' } = {}) => ({
  seatId,
  bidId: 'a',
  lot,
  criterionId,
  points,
  reason: '',
});

describe('scores that stand out', () => {
  it('are further from the mean of the others than the share of the points, not at exactly that share', () => {
    const at = [cell('one', 3000), cell('two', 3000), cell('three', 1800)];
    expect(outliers(at, [plan], 30)).toEqual([]);
    const below = [cell('one', 3000), cell('two', 3000), cell('three', 1799)];
    expect(outliers(below, [plan], 30)).toMatchObject([{ seatId: 'three', others: 3000 }]);
  });
  it('are looked for lot by lot, among judged criteria, where there is a majority to differ from', () => {
    expect(outliers([cell('one', 4000), cell('two', 0)], [plan], 30)).toEqual([]);
    expect(outliers([cell('one', 4000), cell('two', 4000), cell('three', 0, { lot: '2' })], [plan], 30)).toEqual([]);
    const counted = [500, 500, 0].map((points, place) => cell(String(place), points, { criterionId: 'grade' }));
    expect(outliers(counted, [grade], 30)).toEqual([]);
  });
  it('are explained for the points they were; corrected they need a new word', () => {
    const found = outliers([cell('one', 3000), cell('two', 3000), cell('three', 1000)], [plan], 30);
    const { others: _, reason: __, ...one } = found[0]!;
    expect(outliersExplained(found, [])).toMatchObject({ code: 'score.outlier-unexplained', facts: { count: 1 } });
    expect(outliersExplained(found, [{ ...one, explanation: '没有应急预案' }])).toBeUndefined();
    expect(outliersExplained(found, [{ ...one, points: 1100, explanation: '没有应急预案' }])?.code).toBe('score.outlier-unexplained');
  });
});
