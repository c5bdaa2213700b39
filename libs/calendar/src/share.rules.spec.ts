import { yuan } from '#kernel';
import { shippedRule } from './shipped.builder.js';
import { lateInterest, shareOf, withinShare } from './share.rules.js';
import { termOf } from './term.rules.js';

const bidBond = shippedRule('bid_bond.max_pct_of_budget');
const supplement = shippedRule('contract.supplement.max_pct');
const interest = shippedRule('pay.late_interest.default');

describe('a share', () => {
  it.each([
    ['20000.00', '1000000.00', bidBond, true],
    ['20000.01', '1000000.00', bidBond, false],
    ['88000.00', '880000.00', shippedRule('perf_bond.max_pct_of_contract'), true],
    ['88000.01', '880000.00', shippedRule('perf_bond.max_pct_of_contract'), false],
    ['50000.00', '500000.00', supplement, true],
    ['50000.01', '500000.00', supplement, false],
    ['0.10', '1.00', supplement, true],
    ['0.11', '1.00', supplement, false],
  ])('%s of %s is judged to the fen', (amount, base, rule, within) => {
    expect(withinShare(yuan(amount), yuan(base), rule)).toBe(within);
    expect(yuan(amount) <= shareOf(yuan(base), rule)).toBe(within);
  });

  it('is only taken with a percentage', () => {
    expect(() => shareOf(100n, shippedRule('contract.sign'))).toThrow('contract.sign');
  });
});

describe('interest for late payment', () => {
  it('T8 is 1,800.00 for 180,000.00 paid 20 days late', () => {
    expect(lateInterest(yuan('180000.00'), 20, interest)).toBe(yuan('1800.00'));
  });

  it('is rounded half up to the fen, and nothing when in time', () => {
    expect([lateInterest(1_000n, 1, interest), lateInterest(999n, 1, interest)]).toEqual([1n, 0n]);
    expect(lateInterest(yuan('180000.00'), -3, interest)).toBe(0n);
  });
});

describe('the term of a contract', () => {
  const rules = { normal: shippedRule('contract.term.normal'), max: shippedRule('contract.term.max') };
  it.each([
    [12, 'plain'],
    [13, 'with-statements'],
    [36, 'with-statements'],
    [37, 'too-long'],
  ] as const)('of %i months is %s', (months, term) => expect(termOf(months, rules)).toBe(term));
});
