import { createHash } from 'node:crypto';
import { drawOrder } from './draw.rules.js';
import { type RankedLine, tieDrawnAgain, tieDraws } from './tie.rules.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const seed = '0123456789abcdef0123456789abcdef';
const line = (bidId: string, rank: number, changes: Partial<RankedLine> = {}): RankedLine => ({
  bidId,
  rank,
  total: 8400,
  price: 48_000_000n,
  deduction: 0,
  drawn: true,
  ...changes,
});

describe('a tie that a lot decided (T2)', () => {
  const [first, second] = drawOrder(seed, ['bid-x', 'bid-y'], digest) as [string, string];

  it('is a record that anybody draws again', () => {
    const [record] = tieDraws(seed, [line(second, 2), line(first, 1), line('bid-z', 3, { drawn: false, total: 8000 })], true);
    expect(record).toMatchObject({ seed, bids: ['bid-x', 'bid-y'], order: [first, second] });
    expect(tieDrawnAgain(record!, digest).same).toBe(true);
  });

  it('is found out when the order, the seed or who was level is not what is recorded', () => {
    const [record] = tieDraws(seed, [line(first, 1), line(second, 2)], true);
    expect(tieDrawnAgain({ ...record!, order: [second, first] }, digest).same).toBe(false);
    expect(tieDrawnAgain({ ...record!, bids: ['bid-x'] }, digest).same).toBe(false);
    const seeds = Array.from({ length: 32 }, (_, place) => `${seed}${place}`);
    expect(seeds.some((other) => !tieDrawnAgain({ ...record!, seed: other }, digest).same)).toBe(true);
  });

  it('is one record for every group of equals, level in the price that counts', () => {
    const lines = [line('a', 1), line('b', 2), line('c', 3, { total: 8000 }), line('d', 4, { total: 8000 })];
    expect(tieDraws(seed, lines, true).map(({ order }) => order)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    const deducted = [line('a', 1), line('b', 2, { price: 60_000_000n, deduction: 2000 })];
    expect(tieDraws(seed, deducted, true)).toHaveLength(1);
    expect(tieDraws(seed, deducted, false)).toHaveLength(2);
    expect(tieDraws(null, lines, true)).toEqual([]);
  });
});
