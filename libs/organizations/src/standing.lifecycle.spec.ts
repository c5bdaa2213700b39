import { next, Refused } from '#kernel';
import { type Standing, type StandingAct, standingActs, standingLifecycle, standings } from './standing.lifecycle.js';

describe('the standing of an organization', () => {
  const table: Record<Standing, Partial<Record<StandingAct, Standing>>> = {
    good: { note: 'noted', list: 'abnormal', ban: 'banned' },
    noted: { list: 'abnormal', ban: 'banned', clear: 'good' },
    abnormal: { ban: 'banned', clear: 'good' },
    banned: { clear: 'good' },
  };
  it.each(standings.flatMap((state) => standingActs.map((act) => [state, act] as const)))(
    'in %s, %s leads where the registers lead, or nowhere',
    (state, act) => {
      const wanted = table[state][act];
      if (wanted) expect(next(standingLifecycle, state, act)).toBe(wanted);
      else expect(() => next(standingLifecycle, state, act)).toThrow(Refused);
    },
  );
});
