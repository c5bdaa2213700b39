import { type Fact, type Fen, showYuan, toYuan } from '#kernel';
import type { Lang } from './messages.js';

const beijing = 'Asia/Shanghai';
const zhDay = new Intl.DateTimeFormat('zh-CN', {
  timeZone: beijing,
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});
const enDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: beijing,
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});
const minutes = clock({ hour: '2-digit', minute: '2-digit' });
const seconds = clock({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const figures = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

/** "2026年11月30日" / "30 November 2026", as the calendar in Beijing reads. */
export function showDay(date: Date, lang: Lang): string {
  return (lang === 'en' ? enDay : zhDay).format(date);
}

/** "2026年11月30日 17:00" / "30 November 2026, 17:00 (Beijing)". */
export function showMinute(date: Date, lang: Lang): string {
  return joined(showDay(date, lang), minutes.format(date), lang);
}

/** The same to the second: for receipts, seals and whatever became final. */
export function showSecond(date: Date, lang: Lang): string {
  return joined(showDay(date, lang), seconds.format(date), lang);
}

/** "还剩 2 天 3 小时" / "2 d 3 h left"; once it is over, "已截止" / "closed". Two largest units. */
export function showLeft(until: Date, now: Date, lang: Lang): string {
  const left = Math.floor((until.getTime() - now.getTime()) / 1000);
  if (left <= 0) return lang === 'en' ? 'closed' : '已截止';
  const span = showSpan(left, lang);
  return lang === 'en' ? `${span} left` : `还剩 ${span}`;
}

/** What is due but not done: "还剩 2 天", and once it is late "已逾期 1 天 2 小时" / "1 d 2 h overdue". */
export function showDue(until: Date, now: Date, lang: Lang): string {
  const late = Math.floor((now.getTime() - until.getTime()) / 1000);
  if (late < 0) return showLeft(until, now, lang);
  return lang === 'en' ? `${showSpan(late, lang)} overdue` : `已逾期 ${showSpan(late, lang)}`;
}

/** "2 天 3 小时": a length of time in its two largest units, cut down. */
export function showSpan(length: number, lang: Lang): string {
  const names = lang === 'en' ? (['d', 'h', 'min', 's'] as const) : (['天', '小时', '分钟', '秒'] as const);
  const counts = [Math.floor(length / 86_400), Math.floor(length / 3600) % 24, Math.floor(length / 60) % 60, length % 60];
  const largest = counts.findIndex((count) => count > 0);
  const first = largest < 0 ? 3 : largest;
  const shown = [first, first + 1].filter((place) => place === first || counts[place]);
  return shown.map((place) => `${counts[place]} ${names[place]}`).join(' ');
}

/** "85 万元" / "CNY 0.85 million": the second figure, for reading; never the only one. */
export function showWan(fen: Fen, lang: Lang): string {
  return lang === 'en' ? `CNY ${scaled(fen, 100_000_000n)} million` : `${scaled(fen, 1_000_000n)} 万元`;
}

/** "15,000". */
export const showFigure = (value: number | bigint): string => figures.format(value);

/** A fact as it stands in a sentence: time in Beijing, bigint as yuan. */
export function showFact(fact: Fact, lang: Lang): string {
  if (fact === null) return '—';
  if (fact instanceof Date) return showMinute(fact, lang);
  if (typeof fact === 'bigint') return showYuan(fact);
  if (typeof fact === 'boolean') return (lang === 'en' ? ['no', 'yes'] : ['否', '是'])[Number(fact)] as string;
  return String(fact);
}

function scaled(fen: Fen, unit: bigint): string {
  const [whole = '0', cents = ''] = toYuan((fen * 100n) / (unit / 100n) / 100n).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return Number(cents) ? `${digits}.${cents.replace(/0$/, '')}` : digits;
}

function clock(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone: beijing, hourCycle: 'h23', ...parts });
}

function joined(day: string, time: string, lang: Lang): string {
  return lang === 'en' ? `${day}, ${time} (Beijing)` : `${day} ${time}`;
}
