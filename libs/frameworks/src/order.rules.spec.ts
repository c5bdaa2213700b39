import fc from 'fast-check';
import { amountOf, lowestIsShared, nextTurn, orderTermFits, winnerOf, withinFund, withinOrder } from './order.rules.js';

const turns = ['a', 'b', 'c'].map((entrantId, place) => ({ entrantId, rank: place + 1 }));

describe('the amount of an order', () => {
  it('is the price for so many units, cut down to the fen', () => {
    expect(amountOf(5_000n, 30, 1)).toBe(150_000n);
    expect(amountOf(1_000n, 1, 3)).toBe(333n);
  });
  it('stays within the money held', () => {
    expect(withinFund(100n, 1_000n, 900n)).toBeUndefined();
    expect(withinFund(101n, 1_000n, 900n)).toMatchObject({ code: 'framework.over-budget', facts: { left: 100n } });
  });
});

describe('the length of an order', () => {
  it('is what the rule book allows, in years', () => {
    expect(orderTermFits(24, 2)).toBeUndefined();
    expect(orderTermFits(25, 2)).toMatchObject({ code: 'framework.order-too-long', facts: { months: 25, most: 24 } });
    expect(orderTermFits(13, 1)).toMatchObject({ facts: { most: 12 } });
  });
});

describe('turns', () => {
  it('go round in the order of the entry', () => {
    expect(nextTurn(turns, null, [])).toBe('a');
    expect(nextTurn(turns, 'a', [])).toBe('b');
    expect(nextTurn(turns, 'c', [])).toBe('a');
    expect(nextTurn(turns, 'a', ['b'])).toBe('c');
    expect(nextTurn(turns, 'gone', [])).toBe('a');
    expect(nextTurn(turns, 'a', ['a', 'b', 'c'])).toBeUndefined();
  });
  it('come to everybody equally often, whoever began', () => {
    fc.assert(
      fc.property(fc.constantFrom(null, 'a', 'b', 'c'), fc.integer({ min: 1, max: 8 }), (start, rounds) => {
        const had = new Map<string, number>();
        let last: string | null = start;
        for (let turn = 0; turn < rounds * 3; turn += 1) {
          last = nextTurn(turns, last, [])!;
          had.set(last, (had.get(last) ?? 0) + 1);
        }
        return [...had.values()].every((count) => count === rounds);
      }),
    );
  });
});

describe('a contest', () => {
  const quotes = [
    { entrantId: 'a', price: 300n },
    { entrantId: 'b', price: 200n },
    { entrantId: 'c', price: 200n },
  ];
  it('is won by the lowest price, and by the lot among equals', () => {
    expect(lowestIsShared(quotes)).toBe(true);
    expect(winnerOf(quotes, (id) => ({ a: '0', b: '2', c: '1' })[id]!)?.entrantId).toBe('c');
    expect(winnerOf(quotes.slice(0, 2), () => 'x')?.entrantId).toBe('b');
    expect(lowestIsShared(quotes.slice(0, 2))).toBe(false);
    expect(winnerOf([], () => '')).toBeUndefined();
  });
});

it('takes no evidence beyond what was ordered', () => {
  expect(withinOrder(10, 20, 30)).toBeUndefined();
  expect(withinOrder(11, 20, 30)).toMatchObject({ code: 'framework.more-than-ordered', facts: { left: 10 } });
});
