import { acts, next } from '#kernel';
import { challengeLifecycle } from './challenge.lifecycle.js';
import { challengePolicy } from './challenge.policy.js';
import {
  barsOf,
  clearOf,
  corrected,
  givenBackOnce,
  heldBy,
  onlyOnce,
  type Standing,
  standsStill,
  stopsDeciding,
  supplementInTime,
} from './challenge.rules.js';
import { complaintLifecycle } from './complaint.lifecycle.js';
import { enquiryLifecycle } from './enquiry.lifecycle.js';

const at = new Date('2026-10-14T16:00:00Z');
const actor = (roles: string[], personId = 'p1', organizationId = 'buyer') =>
  ({ personId, organizationId, roles, name: '', confirmedAt: null }) as never;

describe('one supplier', () => {
  it('states all points at once, but may come again after a refusal or a withdrawal', () => {
    expect(onlyOnce([], true)).toBeUndefined();
    expect(onlyOnce([{ state: 'refused' }, { state: 'withdrawn' }], true)).toBeUndefined();
    expect(onlyOnce([{ state: 'answered' }], true)?.code).toBe('challenge.filed-already');
  });
  it('may come in parts where the rule does not ask for all at once', () => expect(onlyOnce([{ state: 'filed' }], false)).toBeUndefined());
  it('completes a form once, and in time', () => {
    expect(givenBackOnce({ returnedAt: null })).toBeUndefined();
    expect(givenBackOnce({ returnedAt: at })?.code).toBe('objection.returned-once');
    expect(supplementInTime({ supplementDueAt: at }, new Date(at.getTime() - 1))).toBeUndefined();
    expect(supplementInTime({ supplementDueAt: at }, at)?.code).toBe('objection.supplement-late');
  });
  it('does not challenge a result that was taken back', () =>
    expect(standsStill({ state: 'withdrawn' })?.code).toBe('challenge.award-withdrawn'));
});

describe('the way to the contract', () => {
  const standing = (change: Partial<Standing>): Standing => ({
    kind: 'challenge',
    number: 'ZY-1',
    awardId: null,
    bars: true,
    holds: true,
    until: at,
    ...change,
  });

  it('is barred by a challenge that waits, or that may change the result, and by nothing else of it', () => {
    const bars = (state: string, mayAffectResult: boolean | null) => barsOf({ state, mayAffectResult } as never);
    expect([bars('filed', null), bars('returned', null), bars('accepted', true)]).toEqual([true, true, true]);
    expect([bars('accepted', false), bars('refused', null), bars('answered', true), bars('withdrawn', true)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
  it('says which objection stands in it', () => {
    expect(clearOf([])).toBeUndefined();
    expect(clearOf([standing({ kind: 'complaint', number: 'TS-1' })])).toMatchObject({
      code: 'complaint.in-the-way',
      facts: { number: 'TS-1' },
    });
  });
  it('of one lot is clear of what concerns another lot only', () => {
    expect(clearOf([standing({ awardId: 'a1' })], 'a2')).toBeUndefined();
    expect(clearOf([standing({ awardId: 'a1' })], 'a1')?.code).toBe('challenge.in-the-way');
    expect(clearOf([standing({})], 'a2')?.code).toBe('challenge.in-the-way');
    expect(heldBy([standing({ holds: false })], 'a1')).toBeUndefined();
    const later = standing({ awardId: 'a1', number: 'ZY-2', until: new Date(at.getTime() + 1) });
    expect(heldBy([standing({}), later], 'a1')?.number).toBe('ZY-2');
  });
  it('to a decision is stopped by what concerns the whole procedure', () =>
    expect([standing({}), standing({ awardId: 'a1' }), standing({ holds: false })].map(stopsDeciding)).toEqual([true, false, false]));
  it('leads on after a correction, once one was ordered', () => {
    const ordered = { number: 'ZY-1', at };
    expect(corrected({ ordered: null, publishedAt: null })).toBeUndefined();
    expect(corrected({ ordered, publishedAt: null })?.code).toBe('challenge.correction-first');
    expect(corrected({ ordered, publishedAt: at })?.code).toBe('challenge.correction-first');
    expect(corrected({ ordered, publishedAt: new Date(at.getTime() + 1) })).toBeUndefined();
  });
});

describe('who may', () => {
  const parties = { providerId: 'bidder', departmentId: 'buyer', examinedBy: 'p1', handlers: ['p3'] };
  it('answer: somebody of the buyer who neither took it up nor handled the purchase', () => {
    expect(challengePolicy.answer(actor(['acceptor'], 'p2'), parties)).toBe(true);
    expect(challengePolicy.answer(actor(['approver'], 'p1'), parties)).toBe(false);
    expect(challengePolicy.answer(actor(['approver'], 'p3'), parties)).toBe(false);
    expect(challengePolicy.answer(actor(['provider_admin'], 'p2'), parties)).toBe(false);
    expect(challengePolicy.answer(actor(['approver'], 'p2', 'elsewhere'), parties)).toBe(false);
  });
  it('file: who speaks for the organization', () => {
    expect(challengePolicy.file(actor(['project_lead']))).toBe(true);
    expect(challengePolicy.file(actor(['field_staff']))).toBe(false);
  });
});

describe.each([
  ['an enquiry', enquiryLifecycle],
  ['a challenge', challengeLifecycle],
  ['a complaint', complaintLifecycle],
])('the life of %s', (_, lifecycle) => {
  const table = lifecycle as Record<string, Record<string, string>>;
  const every = [...new Set(Object.values(table).flatMap((state) => Object.keys(state)))];
  it.each(Object.keys(table))('allows in %s what the table says and nothing else', (state) => {
    for (const act of every) {
      if (acts(table, state).includes(act)) expect(next(table, state, act)).toBe(table[state]![act]);
      else expect(() => next(table, state, act)).toThrow('lifecycle.not-now');
    }
  });
});
