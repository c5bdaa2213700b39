import { moneyBar } from './money-bar.js';

describe('the money bar', () => {
  it('draws each amount as its share of the plan, cut down', () => {
    const parts = moneyBar({ planned: 3_000n, contracted: 2_000n, accepted: 1_000n, paid: 1n });
    expect(parts.map((part) => part.percent)).toEqual(['100.0', '66.6', '33.3', '0.0']);
  });

  it('draws nothing where nothing is planned, and never past its end', () => {
    expect(moneyBar({ planned: 0n, contracted: 5n, accepted: 0n, paid: 0n }).map((part) => part.width)).toEqual([0, 0, 0, 0]);
    expect(moneyBar({ planned: 2n, contracted: 5n, accepted: 0n, paid: 0n })[1]?.width).toBe(1000);
  });
});
