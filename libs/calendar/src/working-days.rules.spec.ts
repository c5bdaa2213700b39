import fc from 'fast-check';
import { announced } from './shipped.builder.js';
import { addCalendarDays, type CivilDate } from './civil-date.rules.js';
import {
  addWorkingDays,
  endOfPeriod,
  isProvisional,
  isWorkingDay,
  latestStart,
  nextWorkingDay,
  type Period,
  workingDaysBetween,
} from './working-days.rules.js';

const workingDaysIn = (month: string): number => {
  const first = `${month}-01`;
  const days = Array.from({ length: 31 }, (_, place) => addCalendarDays(first, place));
  return days.filter((day) => day.startsWith(month) && isWorkingDay(announced, day)).length;
};
const months = (year: number): string[] => Array.from({ length: 12 }, (_, place) => `${year}-${String(place + 1).padStart(2, '0')}`);
const end = (start: CivilDate, value: number, unit: Period['unit']): CivilDate => endOfPeriod(announced, start, { value, unit }).day;

describe('working days', () => {
  it.each([
    [2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]],
    [2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]],
  ])('of %i are those of the announcement, 248 in all', (year, counts) => {
    expect(months(year).map(workingDaysIn)).toEqual(counts);
    expect(workingDaysBetween(announced, `${year - 1}-12-31`, `${year}-12-31`)).toBe(248);
  });

  it.each(['2026-09-20', '2026-10-10', '2026-02-14', '2025-01-26'])('%s is a weekend that is worked', (day) => {
    expect(isWorkingDay(announced, day)).toBe(true);
  });

  it.each(['2026-02-16', '2026-10-01', '2026-06-19', '2025-10-08'])('%s is a weekday off', (day) => {
    expect(isWorkingDay(announced, day)).toBe(false);
  });

  it('of a year not announced are Monday to Friday, and say so', () => {
    expect(isWorkingDay(announced, '2027-02-08')).toBe(true);
    expect(isWorkingDay(announced, '2027-02-06')).toBe(false);
    expect(endOfPeriod(announced, '2026-12-28', { value: 7, unit: 'wd' })).toEqual({
      day: '2027-01-06',
      provisional: true,
    });
    expect(isProvisional(announced, '2026-01-01', '2026-12-31')).toBe(false);
  });
});

describe('a period', () => {
  it.each<[string, CivilDate, number, Period['unit'], CivilDate]>([
    ['bids 20 days after the documents', '2026-09-18', 20, 'cd', '2026-10-08'],
    ['bids 20 days after, the 20th a holiday', '2026-09-11', 20, 'cd', '2026-10-08'],
    ['documents offered over a worked Sunday', '2026-09-18', 5, 'wd', '2026-09-24'],
    ['result notice', '2026-09-28', 1, 'wd', '2026-09-29'],
    ['challenge after the notice, over the holidays', '2026-09-29', 7, 'wd', '2026-10-14'],
    ['answer to a challenge', '2026-10-10', 7, 'wd', '2026-10-20'],
    ['complaint after the answer', '2026-10-20', 15, 'wd', '2026-11-10'],
    ['complaint examined', '2026-11-09', 5, 'wd', '2026-11-16'],
    ['complaint forwarded', '2026-11-09', 8, 'wd', '2026-11-19'],
    ['complaint decided', '2026-11-09', 30, 'wd', '2026-12-21'],
    ['contract signed, 30th day in the Spring Festival', '2026-01-16', 30, 'cd', '2026-02-24'],
    ['contract signed', '2026-09-30', 30, 'cd', '2026-10-30'],
    ['contract announced over a worked Saturday', '2026-10-09', 2, 'wd', '2026-10-12'],
    ['contract filed', '2026-10-09', 7, 'wd', '2026-10-19'],
    ['bond refunded, 2025', '2025-01-24', 5, 'wd', '2025-02-07'],
    ['negotiation', '2026-04-29', 3, 'wd', '2026-05-07'],
    ['consultation, 10th day a holiday', '2026-02-06', 10, 'cd', '2026-02-24'],
    ['consultation documents', '2026-02-06', 5, 'wd', '2026-02-13'],
    ['consultation, 10th day the Dragon Boat Festival', '2026-06-09', 10, 'cd', '2026-06-22'],
    ['bids 15 days after a change', '2026-10-08', 15, 'cd', '2026-10-23'],
    ['payment after the invoice', '2026-11-02', 30, 'cd', '2026-12-02'],
    ['payment after the invoice, Shenzhen', '2026-11-02', 15, 'cd', '2026-11-17'],
  ])('%s: %s + %i %s ends on %s', (_what, start, value, unit, expected) => {
    expect(end(start, value, unit)).toBe(expected);
  });

  it('leaves 12 days too few when a change comes on 8 October for 20 October', () => {
    expect(end('2026-10-08', 15, 'cd') > '2026-10-20').toBe(true);
  });

  it('of 30 days before 18 September starts on 19 August at the latest', () => {
    expect(latestStart(announced, '2026-09-18', { value: 30, unit: 'cd' })).toBe('2026-08-19');
  });

  it('of years ends on the same day, 29 February on the 28th, and rolls forward', () => {
    expect(end('2024-02-29', 1, 'year')).toBe('2025-02-28');
    expect(end('2025-10-01', 1, 'year')).toBe('2026-10-08');
  });

  it('of nothing ends on its own day, working or not', () => {
    expect(endOfPeriod(announced, '2026-10-01', { value: 0, unit: 'wd' })).toEqual({
      day: '2026-10-01',
      provisional: false,
    });
  });
});

describe('counting, for any day and length', () => {
  const day = fc.integer({ min: 0, max: 1_500 }).map((offset) => addCalendarDays('2024-12-01', offset));
  const length = fc.integer({ min: 1, max: 60 });
  const period = fc.record({ value: length, unit: fc.constantFrom<Period['unit']>('cd', 'wd') });

  it('finds n working days after adding n', () =>
    fc.assert(
      fc.property(day, length, (start, days) => workingDaysBetween(announced, start, addWorkingDays(announced, start, days)) === days),
    ));

  it('ends on a working day, after the start', () =>
    fc.assert(
      fc.property(day, period, (start, wanted) => {
        const { day: last } = endOfPeriod(announced, start, wanted);
        expect(isWorkingDay(announced, last) && last > start).toBe(true);
        expect(nextWorkingDay(announced, last)).toBe(last);
      }),
    ));

  it('never ends earlier for a later start or a longer period', () =>
    fc.assert(
      fc.property(day, period, (start, { value, unit }) => {
        const last = end(start, value, unit);
        expect(end(addCalendarDays(start, 1), value, unit) >= last).toBe(true);
        expect(end(start, value + 1, unit) >= last).toBe(true);
      }),
    ));

  it('has a latest start that is in time while the next day is not', () =>
    fc.assert(
      fc.property(day, period, (by, wanted) => {
        const start = latestStart(announced, by, wanted);
        expect(endOfPeriod(announced, start, wanted).day <= by).toBe(true);
        expect(endOfPeriod(announced, addCalendarDays(start, 1), wanted).day > by).toBe(true);
      }),
    ));
});
