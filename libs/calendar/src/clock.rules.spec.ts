import fc from 'fast-check';
import { announced } from './shipped.builder.js';
import { amberBefore, clockOf, type Timekeeping } from './clock.rules.js';
import type { Period } from './working-days.rules.js';

const real: Timekeeping = { calendar: announced, warning: { value: 5, unit: 'wd' }, acceleration: 1 };
const hurried: Timekeeping = { ...real, acceleration: 14_400 };
const noon = new Date('2026-09-29T04:00:00Z');

describe('the clock of a period', () => {
  it('is over at 24:00 Beijing time of its last day, and amber when five working days are left', () => {
    expect(clockOf(real, noon, { value: 7, unit: 'wd' })).toEqual({
      amberAt: new Date('2026-10-08T16:00:00Z'),
      dueAt: new Date('2026-10-14T16:00:00Z'),
      provisional: false,
    });
  });

  it('is amber from the start when it is as short as the warning', () => {
    expect(clockOf(real, noon, { value: 2, unit: 'wd' }).amberAt).toEqual(noon);
  });

  it('is over at once when there is nothing to wait for', () => {
    expect(clockOf(real, noon, { value: 0, unit: 'wd' })).toEqual({
      amberAt: noon,
      dueAt: noon,
      provisional: false,
    });
  });

  it('starts counting on the Beijing day, not the UTC one', () => {
    const afterMidnight = new Date('2026-09-29T16:30:00Z');
    expect(clockOf(real, afterMidnight, { value: 1, unit: 'wd' }).dueAt).toEqual(new Date('2026-10-08T16:00:00Z'));
  });

  it('is divided in the sandbox, warning included', () => {
    const { amberAt, dueAt } = clockOf(hurried, noon, { value: 7, unit: 'wd' });
    expect(dueAt.getTime() - noon.getTime()).toBe(Math.round((15.5 * 86_400_000) / 14_400));
    expect(amberAt.getTime() - noon.getTime()).toBe(Math.round((9.5 * 86_400_000) / 14_400));
  });

  it('says when it counts a year that is not announced', () => {
    expect(clockOf(real, new Date('2026-12-28T04:00:00Z'), { value: 7, unit: 'wd' }).provisional).toBe(true);
  });

  it('keeps start, amber and due in order, at any speed', () => {
    const start = fc.date({ min: new Date('2025-01-01'), max: new Date('2026-11-01'), noInvalidDate: true });
    const period = fc.record({
      value: fc.integer({ min: 0, max: 40 }),
      unit: fc.constantFrom<Period['unit']>('cd', 'wd'),
    });
    fc.assert(
      fc.property(start, period, fc.constantFrom(real, hurried), (startsAt, wanted, keeping) => {
        const { amberAt, dueAt } = clockOf(keeping, startsAt, wanted);
        expect(startsAt <= amberAt && amberAt <= dueAt).toBe(true);
      }),
    );
  });
});

describe('a date that people fixed', () => {
  it('turns amber five working days before, at its own time of day', () => {
    const dueAt = new Date('2026-10-14T09:00:00Z');
    expect(amberBefore(real, noon, dueAt)).toEqual(new Date('2026-10-08T09:00:00Z'));
  });

  it('turns amber as a period of the same length would', () => {
    const period: Period = { value: 20, unit: 'cd' };
    const clock = clockOf(real, noon, period);
    expect(amberBefore(real, noon, clock.dueAt)).toEqual(clock.amberAt);
  });

  it('is never amber before it starts', () => {
    expect(amberBefore(real, noon, new Date('2026-09-30T04:00:00Z'))).toEqual(noon);
  });
});
