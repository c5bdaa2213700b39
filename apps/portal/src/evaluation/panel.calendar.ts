import type { PanelSheet } from '#evaluation';
import type { Config } from '#platform';
import { beijing, calendarFile, escaped, utc } from '../kit/calendar-file.js';
import { type Lang, localized, translate } from '../kit/index.js';

/** A panel's session for one member's own calendar: no bidder, no other member, and it is marked private. */
export function sessionCalendar(
  { procedureId, number, seat, session: { place, hours } }: PanelSheet,
  meetsAt: Date,
  lang: Lang,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): string {
  const summary = translate(lang, 'evaluation.sessionOf', { number });
  const until = new Date(meetsAt.getTime() + (hours ?? 1) * 3_600_000);
  const event = [
    'BEGIN:VEVENT',
    `UID:${seat.id}@${new URL(publicUrl).hostname}`,
    `DTSTAMP:${utc(meetsAt)}`,
    `DTSTART;TZID=Asia/Shanghai:${beijing(meetsAt)}`,
    `DTEND;TZID=Asia/Shanghai:${beijing(until)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    `URL:${publicUrl}${localized(lang, `/panel/${procedureId}`)}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
  ];
  return calendarFile(summary, [event]);
}
