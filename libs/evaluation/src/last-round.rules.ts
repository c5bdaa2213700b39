import { type Fen, type Refusal, refuse, toYuan } from '#kernel';
import type { ExclusionCode } from './candidate.entity.js';
import type { Counted } from './counting.rules.js';

/** Where the last round of prices stands. */
export interface LastRoundTimes {
  readonly lastCalledAt: Date | null;
  readonly lastClosesAt: Date | null;
  readonly lastTakenAt: Date | null;
}

/** Not called for yet; being handed in or waiting for the opening; in the place of the first prices. */
export type LastRoundState = 'awaited' | 'out' | 'taken';

/** Null where the method has no last round. */
export function lastRoundOf({ lastCalledAt, lastTakenAt }: LastRoundTimes, finalOffers: boolean): LastRoundState | null {
  if (!finalOffers) return null;
  return lastTakenAt ? 'taken' : lastCalledAt ? 'out' : 'awaited';
}

/** Prices count once the last ones are in: nobody locks, no report is drawn up before (MOF Order 74 Art. 33; 财库〔2014〕214号 Art. 21). */
export function lastPricesIn(times: LastRoundTimes, finalOffers: boolean): Refusal | undefined {
  const state = lastRoundOf(times, finalOffers);
  if (state === 'awaited') return refuse('conflict', 'last-round.first');
  return state === 'out' ? refuse('conflict', 'last-round.out', { closesAt: times.lastClosesAt! }) : undefined;
}

/** Last prices, and the report, end the talks: what the panel asked is answered, or the time to answer is over. */
export function talksOver(
  asked: readonly { readonly answer: string | null; readonly dueAt: Date }[],
  at: Date,
  code: 'last-round.talks-open' | 'report.talks-open' = 'last-round.talks-open',
): Refusal | undefined {
  const open = asked.filter(({ answer, dueAt }) => answer === null && dueAt > at).length;
  return open ? refuse('conflict', code, { open }) : undefined;
}

/** Offers of a lot with a last price: fewer than the least number end it. */
export function enoughLastPrices(offers: readonly Counted[], min: number): Refusal | undefined {
  const left = offers.filter(({ passed, excluded }) => passed === true && excluded === null).length;
  return left < min ? refuse('conflict', 'evaluation.too-few-last-prices', { left, min }) : undefined;
}

/** Why an offer is out of the race, as it is kept. */
export interface Out {
  readonly excluded: ExclusionCode;
  readonly exclusion: string;
  readonly excludedAt: Date;
}

/** An offer above the lot's limit is out (MOF Order 87 Art. 63). */
export function overPrice(price: Fen, limit: Fen, at: Date): Out | null {
  if (price <= limit) return null;
  return { excluded: 'over-price', exclusion: `报价 ${toYuan(price)} 元超过最高限价 ${toYuan(limit)} 元。`, excludedAt: at };
}

/** Who gave no sound last price has left; `fault` says in words what was wrong with the one that came. */
export const withoutLastPrice = (fault: string | null, at: Date): Out => ({
  excluded: 'no-last-price',
  exclusion: fault ? `最后报价无效：${fault}` : '没有在规定时间内提交最后报价，视为退出。',
  excludedAt: at,
});
