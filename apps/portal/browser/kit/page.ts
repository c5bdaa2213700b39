/** What the server gave this page for its script: sentences in the reader's language, and plain facts. */
interface Given {
  readonly lang: 'zh' | 'en';
  readonly words: Readonly<Record<string, string>>;
}

type Fact = string | number | Date;

const given = JSON.parse(document.getElementById('page-data')?.dataset.json ?? '{"lang":"zh","words":{}}') as Given;

export const lang = given.lang;

/** The facts of this page, as its own script knows them. */
export const facts = <Facts>(): Facts => given as unknown as Facts;

/** A sentence with its places filled; one that is missing shows its key. */
export function word(key: string, places: Readonly<Record<string, Fact>> = {}): string {
  return (given.words[key] ?? key).replace(/\{(\w+)\}/g, (place, name: string) => {
    const fact = places[name];
    return fact === undefined ? place : fact instanceof Date ? showMinute(fact) : String(fact);
  });
}

/** A path of the portal in the reader's language. */
export const localized = (path: string): string => (lang === 'en' ? `/en${path}` : path);

/**
 * Goes to another page. Nothing follows on this one, so what was pressed stays out of use while the next page is on its
 * way; only a page that is brought back as it stood goes on.
 */
export function leave(path: string): Promise<void> {
  location.assign(path);
  return new Promise((resolve) => window.addEventListener('pageshow', () => resolve(), { once: true }));
}

/** This page's own path without its language, for coming back to it. */
export const here = (): string => location.pathname.replace(/^\/en(?=\/|$)/, '') + location.search;

const beijing = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', hourCycle: 'h23', ...options });
const clock = beijing({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = beijing({ year: 'numeric', month: 'long', day: 'numeric' });
const minute = beijing({ hour: '2-digit', minute: '2-digit' });

/** "10:31:05" in Beijing. */
export const showClock = (at: Date): string => clock.format(at);
/** "2026年11月30日 17:00" / "30 November 2026, 17:00". */
export const showMinute = (at: Date): string => `${day.format(at)}${lang === 'en' ? ', ' : ' '}${minute.format(at)}`;

/** "312 KB", "1.4 MB". */
export function showSize(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
