import { refuse, Refused } from '#kernel';
import { addCalendarDays, type CivilDate, isCivilDate, yearOf } from './civil-date.rules.js';
import type { WorkingCalendar } from './working-days.rules.js';

/** One day that differs from Monday to Friday, and the paper that says so. */
export interface AnnouncedDay {
  readonly day: CivilDate;
  /** The year whose arrangement names it; the last days of December may belong to the next. */
  readonly year: number;
  readonly name: string;
  readonly off: boolean;
  readonly paper: string;
}

/** What the State Council announced for one year. */
export interface AnnouncedYear {
  readonly year: number;
  readonly days: readonly AnnouncedDay[];
}

/** Reads a year's file (year, papers, days of name, date and isOffDay); refuses `calendar.*` with what is wrong. */
export function announcedYearIn(file: unknown): AnnouncedYear {
  const { year, papers, days } = entriesOf(file);
  if (typeof year !== 'number' || !Number.isInteger(year) || !Array.isArray(days)) throw faulty(0);
  if (days.length === 0) throw new Refused(refuse('invalid', 'calendar.not-announced', { year }));
  const [paper] = Array.isArray(papers) ? (papers as unknown[]) : [];
  if (typeof paper !== 'string') throw new Refused(refuse('invalid', 'calendar.no-paper', { year }));

  const read = days.map((entry, place) => dayIn(entry, place + 1, year, paper));
  const twice = read.find(({ day }, place) => read.findIndex((other) => other.day === day) < place);
  if (twice) throw new Refused(refuse('invalid', 'calendar.day-twice', { day: twice.day }));
  return { year, days: read };
}

/** The working calendar these days make. */
export function calendarOf(days: readonly AnnouncedDay[]): WorkingCalendar {
  return {
    off: new Map(days.map(({ day, off }) => [day, off])),
    years: new Set(days.map(({ year }) => year)),
  };
}

function dayIn(entry: unknown, place: number, year: number, paper: string): AnnouncedDay {
  const { name, date, isOffDay } = entriesOf(entry);
  if (typeof name !== 'string' || typeof date !== 'string' || typeof isOffDay !== 'boolean') throw faulty(place);
  if (!isCivilDate(date)) throw faulty(place);
  if (yearOf(date) !== year && yearOf(addCalendarDays(date, 31)) !== year)
    throw new Refused(refuse('invalid', 'calendar.day-elsewhere', { day: date, year }));
  return { day: date, year, name, off: isOffDay, paper };
}

function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}

const faulty = (place: number): Refused => new Refused(refuse('invalid', 'calendar.not-a-calendar', { place }));
