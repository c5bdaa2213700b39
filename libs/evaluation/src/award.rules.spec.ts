import { acts, next } from '#kernel';
import { awardLifecycle } from './award.lifecycle.js';
import { everyLoserHasReason, inOrder, silentCriteria, standing } from './award.rules.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { lotLifecycle } from './lot.lifecycle.js';
import { seatLifecycle } from './seat.lifecycle.js';

const candidates = [
  { bidId: 'second', lot: '1', rank: 2, reason: '方案应急部分较弱' },
  { bidId: 'first', lot: '1', rank: 1, reason: null },
  { bidId: 'unfit', lot: '1', rank: null, reason: '没有登记证书' },
];

describe('the decision', () => {
  it('follows the ranking', () => {
    expect(inOrder('first', candidates, [])).toBeUndefined();
    expect(inOrder('second', candidates, [])).toMatchObject({ code: 'award.not-in-order', facts: { rank: 2, first: 1 } });
  });
  it('goes to the next when an award was withdrawn, never back', () => {
    expect(inOrder('second', candidates, ['first'])).toBeUndefined();
    expect(inOrder('first', candidates, ['first'])?.code).toBe('award.not-a-candidate');
    expect(standing(candidates, ['first']).map(({ bidId }) => bidId)).toEqual(['second']);
  });
  it('never goes to a bid that did not qualify', () => expect(inOrder('unfit', candidates, [])?.code).toBe('award.not-a-candidate'));
});

describe('the announcement', () => {
  it('waits for a reason for everybody who does not win', () => {
    expect(everyLoserHasReason(candidates, 'first')).toBeUndefined();
    expect(everyLoserHasReason(candidates, 'second')).toMatchObject({
      code: 'award.reasons-missing',
      facts: { count: 1 },
      fields: [{ field: 'reason-first-1', code: 'award.reason-missing' }],
    });
  });
});

describe('reasons criterion by criterion', () => {
  const criteria = [
    { id: 'plan', kind: 'subjective', weight: 40 },
    { id: 'grade', kind: 'objective', weight: 5 },
    { id: 'price', kind: 'price', weight: 15 },
  ];
  const cell = (criterionId: string, points: number, reason = '') => ({ criterionId, points, reason });

  it('are asked for where points were lost and nobody wrote why', () => {
    expect(silentCriteria(criteria, [cell('plan', 3000), cell('plan', 3100), cell('grade', 200)], {})).toEqual(['plan']);
    expect(silentCriteria(criteria, [cell('plan', 3000), cell('plan', 3100, '应急较弱')], {})).toEqual([]);
    expect(silentCriteria(criteria, [cell('plan', 3000)], { plan: '应急较弱' })).toEqual([]);
    expect(silentCriteria(criteria, [cell('plan', 4000)], {})).toEqual([]);
  });
  it('name the cell that is missing when the announcement waits', () => {
    const silent = [{ bidId: 'second', lot: '2', rank: 2, reason: '排名其后', silent: ['plan'] }];
    expect(everyLoserHasReason(silent, 'first')).toMatchObject({
      facts: { count: 1 },
      fields: [{ field: 'reason-second-2-plan', code: 'award.cell-reason-missing' }],
    });
  });
});

describe.each([
  ['evaluation', evaluationLifecycle],
  ['lot', lotLifecycle],
  ['seat', seatLifecycle],
  ['award', awardLifecycle],
] as const)('the life of the %s', (_name, lifecycle) => {
  const table = lifecycle as Record<string, Record<string, string>>;
  const all = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))];

  it('does what the table says and refuses everything else', () => {
    for (const state of Object.keys(table))
      for (const act of all) {
        if (acts(table, state).includes(act)) expect(next(table, state, act)).toBe(table[state]![act]);
        else expect(() => next(table, state, act)).toThrow('lifecycle.not-now');
      }
  });
});
