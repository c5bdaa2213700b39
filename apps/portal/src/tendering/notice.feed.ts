import type { Config } from '#platform';
import type { NoticeSummary, NoticeView } from '#tendering';
import { beijing, calendarFile, escaped, utc } from '../kit/calendar-file.js';
import { type Lang, localized, translate } from '../kit/index.js';

type Site = Pick<Config, 'publicUrl' | 'districtName'>;

/** A list of notices as an Atom feed (RFC 4287); `updated` moves when a notice has a new version. */
export function noticeFeed(items: readonly NoticeSummary[], lang: Lang, { publicUrl, districtName }: Site, query: string): string {
  const self = publicUrl + localized(lang, `/notices.atom${query ? `?${query}` : ''}`);
  const entries = items.map((item) => {
    const page = publicUrl + localized(lang, `/notices/${item.number}`);
    const said = [item.department.name, translate(lang, `tendering.method.${item.method}`), `¥${item.budget}`].join(' · ');
    return `<entry><id>${xml(`${publicUrl}/notices/${item.number}`)}</id><title>${xml(item.title)}</title><published>${item.publishedAt}</published><updated>${item.updatedAt}</updated><link rel="alternate" href="${xml(page)}"/><link rel="related" type="application/json" href="${xml(`${publicUrl}/api/v1/notices/${item.number}`)}"/><summary>${xml(said)}</summary></entry>`;
  });
  const updated =
    items
      .map(({ updatedAt }) => updatedAt)
      .sort()
      .at(-1) ?? new Date(0).toISOString();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang === 'en' ? 'en' : 'zh-CN'}"><id>${xml(self)}</id><title>${xml(`${translate(lang, 'nav.notices')} · ${districtName}`)}</title><updated>${updated}</updated><link rel="self" href="${xml(self)}"/><link rel="alternate" href="${xml(publicUrl + localized(lang, `/notices${query ? `?${query}` : ''}`))}"/><author><name>${xml(districtName)}</name></author>
${entries.join('\n')}
</feed>`;
}

/**
 * The times of a notice for a calendar (RFC 5545): one event each, always the same UID; SEQUENCE is the number of
 * versions before this one, so that a calendar takes over a moved deadline.
 */
export function noticeCalendar(notice: NoticeView, lang: Lang, { publicUrl }: Site): string {
  const host = new URL(publicUrl).hostname;
  const stopped = notice.state === 'cancelled' || notice.state === 'failed';
  const event = (name: 'questionsUntil' | 'closesAt'): string[] => {
    const at = new Date(notice[name]);
    const summary = `${translate(lang, `tendering.${name}`)}: ${notice.title}`;
    return [
      'BEGIN:VEVENT',
      `UID:${notice.number}-${name}@${host}`,
      `SEQUENCE:${notice.version - 1}`,
      `DTSTAMP:${utc(new Date(notice.versions.at(-1)!.publishedAt))}`,
      `DTSTART;TZID=Asia/Shanghai:${beijing(at)}`,
      `DTEND;TZID=Asia/Shanghai:${beijing(at)}`,
      `SUMMARY:${escaped(summary)}`,
      `LOCATION:${escaped(notice.content.schedule.openingPlace)}`,
      `URL:${publicUrl}${localized(lang, `/notices/${notice.number}`)}`,
      `STATUS:${stopped ? 'CANCELLED' : 'CONFIRMED'}`,
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-P1D',
      `DESCRIPTION:${escaped(translate(lang, 'tendering.alarm', { title: summary }))}`,
      'END:VALARM',
      'END:VEVENT',
    ];
  };
  return calendarFile(notice.title, [event('questionsUntil'), event('closesAt')]);
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string =>
  // Control characters have no place in XML 1.0.
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, (mark) => marks[mark]!);
