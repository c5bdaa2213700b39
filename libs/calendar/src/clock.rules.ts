import { calendarDaysBetween, civilDateOf, endOfCivilDay } from './civil-date.rules.js';
import { endOfPeriod, latestStart, type Period, type WorkingCalendar } from './working-days.rules.js';

/** When a legal period turns amber and when it is over. */
export interface Clock {
  readonly amberAt: Date;
  readonly dueAt: Date;
  /** True while a year it touches has no announced holidays. */
  readonly provisional: boolean;
}

/** What turns periods into instants: the working days, how early to warn, and by how much the sandbox hurries. */
export interface Timekeeping {
  readonly calendar: WorkingCalendar;
  readonly warning: Period;
  /** Every period is divided by this; 1 outside the sandbox. */
  readonly acceleration: number;
}

/** The clock of a period that starts at an instant: over at 24:00 Beijing time of its last day. */
export function clockOf(keeping: Timekeeping, startsAt: Date, period: Period): Clock {
  if (period.value === 0) return { amberAt: startsAt, dueAt: startsAt, provisional: false };
  const end = endOfPeriod(keeping.calendar, civilDateOf(startsAt), period);
  const real = endOfCivilDay(end.day);
  const hurried = (instant: Date): Date => later(startsAt, gap(startsAt, instant) / keeping.acceleration);
  return {
    amberAt: latest(startsAt, hurried(warningBefore(keeping, real))),
    dueAt: hurried(real),
    provisional: end.provisional,
  };
}

/** When a due date that was fixed by people turns amber; never before the start. */
export function amberBefore(keeping: Timekeeping, startsAt: Date, dueAt: Date): Date {
  return latest(startsAt, later(dueAt, -gap(warningBefore(keeping, dueAt), dueAt) / keeping.acceleration));
}

/** The same time of day, before the last working days of the warning; they count the day on which it is due. */
function warningBefore({ calendar, warning }: Timekeeping, dueAt: Date): Date {
  const lastDay = civilDateOf(later(dueAt, -1));
  return later(dueAt, -calendarDaysBetween(latestStart(calendar, lastDay, warning), lastDay) * dayMs);
}

const dayMs = 86_400_000;
const gap = (from: Date, to: Date): number => to.getTime() - from.getTime();
const later = (instant: Date, ms: number): Date => new Date(Math.round(instant.getTime() + ms));
const latest = (one: Date, other: Date): Date => (one > other ? one : other);
