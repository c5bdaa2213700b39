import { enoughLastPrices, lastPricesIn, lastRoundOf, overPrice, talksOver, withoutLastPrice } from './last-round.rules.js';

const at = new Date('2026-07-01T02:00:00Z');
const later = new Date('2026-07-01T03:00:00Z');
const never = { lastCalledAt: null, lastClosesAt: null, lastTakenAt: null };
const out = { lastCalledAt: at, lastClosesAt: later, lastTakenAt: null };
const taken = { ...out, lastTakenAt: later };

describe('the last round of prices', () => {
  it('is there only where the method has it', () => {
    expect([never, out, taken].map((times) => lastRoundOf(times, true))).toEqual(['awaited', 'out', 'taken']);
    expect([never, out, taken].map((times) => lastRoundOf(times, false))).toEqual([null, null, null]);
  });

  it('holds locks and report up until its prices are in', () => {
    expect([never, out, taken].map((times) => lastPricesIn(times, true)?.code)).toEqual(['last-round.first', 'last-round.out', undefined]);
    expect(lastPricesIn(out, true)!.facts).toEqual({ closesAt: later });
    expect(lastPricesIn(never, false)).toBeUndefined();
  });

  it('ends the talks: what was asked is answered or its time is over', () => {
    expect(talksOver([], at)).toBeUndefined();
    expect(talksOver([{ answer: null, dueAt: later }], at)?.facts).toEqual({ open: 1 });
    expect(talksOver([{ answer: null, dueAt: at }], at)).toBeUndefined();
    expect(talksOver([{ answer: '已说明', dueAt: later }], at)).toBeUndefined();
  });

  it('needs as many prices as the opening', () => {
    const offer = (excluded: string | null) => ({ passed: true, excluded });
    expect(enoughLastPrices([offer(null), offer('no-last-price')], 2)).toMatchObject({ facts: { left: 1, min: 2 } });
    expect(enoughLastPrices([offer(null), offer(null)], 2)).toBeUndefined();
  });

  it('puts out who gave none, with the reason', () => {
    expect(withoutLastPrice(null, at).exclusion).toContain('视为退出');
    expect(withoutLastPrice('报价高于最高限价', at).exclusion).toBe('最后报价无效：报价高于最高限价');
  });

  it('knows a price at its limit from one above it', () => {
    expect(overPrice(100n, 100n, at)).toBeNull();
    expect(overPrice(101n, 100n, at)).toMatchObject({ excluded: 'over-price' });
  });
});
