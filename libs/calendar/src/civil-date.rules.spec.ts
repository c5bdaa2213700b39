import fc from 'fast-check';
import {
  addCalendarDays,
  addYears,
  calendarDaysBetween,
  civilDateOf,
  endOfCivilDay,
  isCivilDate,
  isWeekend,
  startOfCivilDay,
} from './civil-date.rules.js';

describe('a civil date', () => {
  it.each(['2026-02-28', '2024-02-29', '2026-12-31'])('%s exists', (day) => expect(isCivilDate(day)).toBe(true));
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '', 'today', '2026-04-31'])('"%s" does not', (day) =>
    expect(isCivilDate(day)).toBe(false),
  );

  it('is the day in Beijing, which begins at 16:00 UTC', () => {
    expect(civilDateOf(new Date('2026-10-07T15:59:59.999Z'))).toBe('2026-10-07');
    expect(civilDateOf(new Date('2026-10-07T16:00:00.000Z'))).toBe('2026-10-08');
  });

  it('ends at 24:00 Beijing time, where the next one begins', () => {
    expect(endOfCivilDay('2026-12-31')).toEqual(new Date('2026-12-31T16:00:00Z'));
    expect(endOfCivilDay('2026-12-31')).toEqual(startOfCivilDay('2027-01-01'));
  });

  it('counts days over months and leap years', () => {
    expect(addCalendarDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addCalendarDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(calendarDaysBetween('2026-01-01', '2027-01-01')).toBe(365);
    expect(addYears('2024-02-29', 3)).toBe('2027-02-28');
    expect([isWeekend('2026-11-22'), isWeekend('2026-11-23')]).toEqual([true, false]);
  });

  it('survives the way to an instant and back', () =>
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), fc.integer({ min: 0, max: 86_399_999 }), (offset, ms) => {
        const day = addCalendarDays('2000-01-01', offset);
        expect(civilDateOf(new Date(startOfCivilDay(day).getTime() + ms))).toBe(day);
        expect(calendarDaysBetween('2000-01-01', day)).toBe(offset);
      }),
    ));
});
