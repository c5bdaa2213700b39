import { addCalendarDays, addYears, type CivilDate, isWeekend, yearOf } from './civil-date.rules.js';

/** What the State Council announced: days that differ from Monday to Friday, and the years it has spoken about. */
export interface WorkingCalendar {
  /** true: a day off although Monday to Friday, or named as holiday; false: a working day although a weekend. */
  readonly off: ReadonlyMap<CivilDate, boolean>;
  readonly years: ReadonlySet<number>;
}

/** A length of time as law states it: calendar days, working days or years. */
export interface Period {
  readonly value: number;
  readonly unit: 'cd' | 'wd' | 'year';
}

/** The last day of a period. Provisional: it touches a year whose holidays are not announced yet. */
export interface PeriodEnd {
  readonly day: CivilDate;
  readonly provisional: boolean;
}

export function isWorkingDay(calendar: WorkingCalendar, date: CivilDate): boolean {
  const off = calendar.off.get(date);
  return off === undefined ? !isWeekend(date) : !off;
}

/** Does any year from one day to the other count as Monday to Friday only because nothing is announced? */
export function isProvisional(calendar: WorkingCalendar, from: CivilDate, to: CivilDate): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!calendar.years.has(year)) return true;
  return false;
}

/**
 * The last day of a period: the start day is not counted; a last day that is not a working day rolls forward to the
 * next one (MOF Order 87 Art. 85, Civil Code Art. 201 and 203). A period of nothing ends on the day it starts.
 */
export function endOfPeriod(calendar: WorkingCalendar, start: CivilDate, period: Period): PeriodEnd {
  const day = lastDay(calendar, start, period);
  return { day, provisional: period.value > 0 && isProvisional(calendar, start, day) };
}

function lastDay(calendar: WorkingCalendar, start: CivilDate, { value, unit }: Period): CivilDate {
  if (value === 0) return start;
  if (unit === 'wd') return addWorkingDays(calendar, start, value);
  return nextWorkingDay(calendar, unit === 'cd' ? addCalendarDays(start, value) : addYears(start, value));
}

/** The nth working day after a day; the day itself when n is 0. */
export function addWorkingDays(calendar: WorkingCalendar, start: CivilDate, days: number): CivilDate {
  let date = start;
  for (let left = days; left > 0; left -= isWorkingDay(calendar, date) ? 1 : 0) date = addCalendarDays(date, 1);
  return date;
}

/** The day itself if it is a working day, else the next one. */
export function nextWorkingDay(calendar: WorkingCalendar, date: CivilDate): CivilDate {
  return isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, 1);
}

/** The latest day on which a period may start so that it is over by the given day: for "at least n days before". */
export function latestStart(calendar: WorkingCalendar, by: CivilDate, period: Period): CivilDate {
  if (period.unit === 'wd') return beforeWorkingDays(calendar, by, period.value);
  let start = period.unit === 'cd' ? addCalendarDays(by, -period.value) : addYears(by, -period.value);
  while (endOfPeriod(calendar, start, period).day > by) start = addCalendarDays(start, -1);
  return start;
}

/** The latest day after which n working days still fit up to and including the given day. */
function beforeWorkingDays(calendar: WorkingCalendar, by: CivilDate, days: number): CivilDate {
  let date = by;
  for (let left = days; left > 0; date = addCalendarDays(date, -1)) left -= isWorkingDay(calendar, date) ? 1 : 0;
  return date;
}

/** Working days after the first day up to and including the second; 0 when the second is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, after: CivilDate, upTo: CivilDate): number {
  let count = 0;
  for (let date = addCalendarDays(after, 1); date <= upTo; date = addCalendarDays(date, 1)) count += isWorkingDay(calendar, date) ? 1 : 0;
  return count;
}
