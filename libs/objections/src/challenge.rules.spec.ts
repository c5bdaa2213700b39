import { acts, next } from '#kernel';
import { challengeLifecycle } from './challenge.lifecycle.js';
import { challengePolicy } from './challenge.policy.js';
import { clearOf, insideWindow, onlyOnce, standsStill } from './challenge.rules.js';

const end = new Date('2026-10-14T16:00:00Z');
const award = { state: 'announced', announcedAt: new Date('2026-09-28T02:00:00Z'), challengeEndsAt: end };
const actor = (roles: string[], personId = 'p1', organizationId = 'buyer') =>
  ({ personId, organizationId, roles, name: '', confirmedAt: null }) as never;

describe('the window of a challenge', () => {
  it('takes the last instant before its end and refuses the end itself, with both times', () => {
    expect(insideWindow(award, new Date(end.getTime() - 1))).toBeUndefined();
    expect(insideWindow(award, end)).toMatchObject({ code: 'challenge.window-closed', facts: { closedAt: end, now: end } });
  });
  it('opens with the announcement', () => {
    expect(insideWindow({ ...award, announcedAt: null, challengeEndsAt: null }, end)?.code).toBe('challenge.not-announced');
  });
  it('is over for a result that was taken back', () => expect(standsStill({ state: 'withdrawn' })?.code).toBe('challenge.award-withdrawn'));
});

describe('one bidder', () => {
  it('states all points at once, but may come again after a refusal', () => {
    expect(onlyOnce([])).toBeUndefined();
    expect(onlyOnce([{ state: 'refused' }])).toBeUndefined();
    expect(onlyOnce([{ state: 'answered' }])?.code).toBe('challenge.filed-already');
  });
});

describe('the way to the contract', () => {
  const challenge = (state: 'filed' | 'accepted' | 'refused' | 'answered', mayAffectResult: boolean | null = null) => ({
    number: 'ZY-1',
    state,
    mayAffectResult,
  });

  it('is barred by a challenge that waits, or that may change the result', () => {
    expect(clearOf([challenge('filed')])).toMatchObject({ code: 'challenge.in-the-way', facts: { number: 'ZY-1' } });
    expect(clearOf([challenge('accepted', true)])?.code).toBe('challenge.in-the-way');
  });
  it('is clear of one that cannot change it, of refused and of answered ones', () => {
    expect(clearOf([challenge('accepted', false), challenge('refused'), challenge('answered', true)])).toBeUndefined();
  });
});

describe('who may', () => {
  const parties = { providerId: 'bidder', departmentId: 'buyer', examinedBy: 'p1' };
  it('answer: an approver of the buyer who did not take it up', () => {
    expect(challengePolicy.answer(actor(['approver'], 'p2'), parties)).toBe(true);
    expect(challengePolicy.answer(actor(['approver'], 'p1'), parties)).toBe(false);
    expect(challengePolicy.answer(actor(['handler'], 'p2'), parties)).toBe(false);
    expect(challengePolicy.answer(actor(['approver'], 'p2', 'elsewhere'), parties)).toBe(false);
  });
  it('file: who speaks for the organization', () => {
    expect(challengePolicy.file(actor(['project_lead']))).toBe(true);
    expect(challengePolicy.file(actor(['field_staff']))).toBe(false);
  });
});

describe('the life of a challenge', () => {
  const table = challengeLifecycle as Record<string, Record<string, string>>;
  it.each(Object.keys(table))('allows in %s what the table says and nothing else', (state) => {
    for (const act of ['accept', 'refuse', 'answer']) {
      if (acts(table, state).includes(act)) expect(next(table, state, act)).toBe(table[state]![act]);
      else expect(() => next(table, state, act)).toThrow('lifecycle.not-now');
    }
  });
});
