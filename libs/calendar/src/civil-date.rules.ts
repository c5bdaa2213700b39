/** A day as people write it, 'YYYY-MM-DD', in Beijing. Such texts sort as the days do. */
export type CivilDate = string;

/** Beijing time is UTC+8 all year; there has been no summer time since 1991. */
const beijingMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** Is this text a day that exists? '2026-02-30' does not. */
export function isCivilDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && shown(ordinal(text)) === text;
}

/** The day in Beijing at an instant. */
export function civilDateOf(instant: Date): CivilDate {
  return new Date(instant.getTime() + beijingMs).toISOString().slice(0, 10);
}

/** 00:00 in Beijing, the instant the day begins. */
export function startOfCivilDay(date: CivilDate): Date {
  return new Date(ordinal(date) * dayMs - beijingMs);
}

/** 24:00 in Beijing: a period's last day ends here (Civil Code Art. 203). What happens at this instant is too late. */
export function endOfCivilDay(date: CivilDate): Date {
  return startOfCivilDay(addCalendarDays(date, 1));
}

export function addCalendarDays(date: CivilDate, days: number): CivilDate {
  return shown(ordinal(date) + days);
}

/** The same day some years on; 29 February becomes 28 where there is none. */
export function addYears(date: CivilDate, years: number): CivilDate {
  const moved = `${String(yearOf(date) + years).padStart(4, '0')}${date.slice(4)}`;
  return isCivilDate(moved) ? moved : moved.replace('-02-29', '-02-28');
}

/** Days from one day to another; negative when the second is earlier. */
export function calendarDaysBetween(from: CivilDate, to: CivilDate): number {
  return ordinal(to) - ordinal(from);
}

export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));

/** Saturday or Sunday. */
export function isWeekend(date: CivilDate): boolean {
  return [0, 6].includes(new Date(ordinal(date) * dayMs).getUTCDay());
}

const ordinal = (date: CivilDate): number => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
const shown = (day: number): CivilDate => new Date(day * dayMs).toISOString().slice(0, 10);
