import { type Refusal, refuse } from '#kernel';
import type { LogEntry, LogSums } from './milestone.entity.js';

type Counted = Pick<LogEntry, 'day' | 'place' | 'people' | 'hours' | 'struckAt'>;

/** What the log adds up to; struck lines do not count. */
export function sumsOf(entries: readonly Counted[]): LogSums {
  const live = entries.filter(({ struckAt }) => struckAt === null);
  const total = (of: (entry: Counted) => number): number => live.reduce((sum, entry) => sum + of(entry), 0);
  return {
    entries: live.length,
    days: new Set(live.map(({ day }) => day)).size,
    places: new Set(live.map(({ place }) => place)).size,
    people: total(({ people }) => people),
    hours: total(({ hours }) => hours),
  };
}

/** "2.5" for 250 hundredths. */
export function showHours(hundredths: number): string {
  const [whole, part] = [Math.trunc(hundredths / 100), hundredths % 100];
  return part ? `${whole}.${String(part).padStart(2, '0').replace(/0$/, '')}` : String(whole);
}

/** Hundredths from "2.5"; undefined when it is not a number of hours with at most two decimals. */
export function parseHours(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** Work is logged after it was done, and not from before the contract. */
export function dayIsLogged(day: string, today: string, since: string): Refusal | undefined {
  if (day > today) return fault('log.day-ahead', { day, today });
  return day < since ? fault('log.day-before', { day, since }) : undefined;
}

function fault(code: string, facts: Record<string, string>): Refusal {
  return refuse('invalid', code, facts, [{ field: 'day', code, facts }]);
}

/** Somebody's name or number has no place in a log of counts; eighteen places are an identity card, eleven a phone. */
export function namesNobody(field: string, text: string): Refusal | undefined {
  if (!/(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/.test(text)) return undefined;
  return refuse('invalid', 'log.personal-data', {}, [{ field, code: 'log.personal-data' }]);
}

/** What the log can say about an indicator by itself, from the unit its name or target speaks of. */
export function prefilled(indicator: { name: string; target: string; source: string }, sums: LogSums): string | undefined {
  const text = `${indicator.name} ${indicator.target}`;
  if (/[%%]|率|满意|分钟|秒/.test(text)) return undefined;
  if (/小时|工时|hours?/i.test(text)) return showHours(sums.hours);
  if (/人次|人数|服务对象|名(?!称)|people|persons?/i.test(text)) return String(sums.people);
  if (/场|次|活动|sessions?|visits?|activit/i.test(text)) return String(sums.entries);
  if (/站|点位|places?/i.test(text)) return String(sums.places);
  return /天|days?/i.test(text) ? String(sums.days) : undefined;
}
