import { shippedRule } from './shipped.builder.js';
import { type DeadlineTimes, light, standing, why } from './light.rules.js';

const at = (day: number): Date => new Date(Date.UTC(2026, 9, day));
const running: DeadlineTimes = { amberAt: at(8), dueAt: at(14), metAt: null, cancelledAt: null };

describe('a light', () => {
  it.each([
    ['green while there is time', running, at(7), 'green', 'running'],
    ['amber from the warning on', running, at(8), 'amber', 'near'],
    ['red at the due instant itself', running, at(14), 'red', 'overdue'],
    ['green for ever once done in time', { ...running, metAt: at(13) }, at(20), 'green', 'met'],
    ['red for ever when done at the due instant', { ...running, metAt: at(14) }, at(20), 'red', 'met-late'],
    ['grey when the duty fell away', { ...running, cancelledAt: at(9) }, at(20), 'grey', 'cancelled'],
  ] as const)('is %s', (_what, times, now, colour, stands) => {
    expect([light(times, now), standing(times, now)]).toEqual([colour, stands]);
  });

  it('gives its reason: the rule with its article, and every input', () => {
    const deadline = {
      ...running,
      key: 'challenge.answer',
      startsAt: at(1),
      ruleDay: '2026-03-02',
      fixed: false,
      provisional: false,
    };
    expect(why(deadline, shippedRule('challenge.answer'), at(9))).toMatchObject({
      light: 'amber',
      standing: 'near',
      rule: {
        key: 'challenge.answer',
        value: '7',
        unit: 'wd',
        citation: '《政府采购法》第53条',
        verified: true,
      },
      inputs: { now: at(9), startsAt: at(1), dueAt: at(14), metAt: null, ruleDay: '2026-03-02' },
    });
    expect(why({ ...deadline, fixed: true }, null, at(9)).rule).toBeNull();
  });
});
