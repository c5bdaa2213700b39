import { lang, word } from './page.js';
import { serverNow, setServerNow } from './http.js';
import { all, maybe, say } from './dom.js';

const said = [3600, 600, 60];

/**
 * Counts down to a deadline by the server's clock: `<span data-left="2026-…">` beside the time itself. What the server
 * wrote stays when this does not run. It speaks aloud only at one hour, ten minutes and one minute.
 */
export function countDown(onClosed: () => void = () => undefined): void {
  const places = all('[data-left]');
  if (!places.length) return;
  const until = new Date(places[0]!.dataset.left!);
  const now = places[0]!.dataset.now;
  if (now) setServerNow(new Date(now));
  const voice = maybe('[data-left-voice]');
  let before = secondsTo(until);
  let closed = before <= 0;
  const tick = (): void => {
    const left = secondsTo(until);
    for (const place of places) say(place, showLeft(left));
    if (said.some((mark) => before > mark && left <= mark)) say(voice, showLeft(left));
    before = left;
    if (left <= 0 && !closed) {
      closed = true;
      say(voice, word('closed'));
      onClosed();
    }
    if (left > 0) setTimeout(tick, Math.min(left <= 120 ? 1000 : 30_000, left * 1000));
  };
  tick();
}

const secondsTo = (until: Date): number => Math.floor((until.getTime() - serverNow().getTime()) / 1000);

/** "还剩 2 天 3 小时" / "2 d 3 h left": two largest units, as the server writes it. */
export function showLeft(left: number): string {
  if (left <= 0) return word('closed');
  const names = lang === 'en' ? ['d', 'h', 'min', 's'] : ['天', '小时', '分钟', '秒'];
  const counts = [Math.floor(left / 86_400), Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60, left % 60];
  const first = counts.findIndex((count) => count > 0);
  const span = [first, first + 1]
    .filter((place) => place === first || counts[place])
    .map((place) => `${counts[place]} ${names[place]}`)
    .join(' ');
  return word('left', { span });
}
