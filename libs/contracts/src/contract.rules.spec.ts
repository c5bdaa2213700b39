import { type Fen, yuan } from '#kernel';
import {
  allInstalmentsClosed,
  deviationsBetween,
  hasNotSigned,
  instalmentsMakePrice,
  instalmentsOf,
  planIsWhole,
  signedStatement,
  termIsAllowed,
} from './contract.rules.js';
import { dayMonthsLater } from './months.rules.js';

const plan = (...percents: number[]) => percents.map((percent, place) => ({ name: `第${place + 1}期`, percent, due: place * 4 }));
const amounts = (price: string, ...percents: number[]): string[] =>
  instalmentsOf(yuan(price), plan(...percents)).map(({ amount }) => amount);

describe('a plan of payment', () => {
  it('splits 888,888.88 at 30/50/20 with the remainder in the last', () =>
    expect(amounts('888888.88', 30, 50, 20)).toEqual(['266666.66', '444444.44', '177777.78']));
  it('splits 100,000.00 in three', () => expect(amounts('100000.00', 33.33, 33.33, 33.34)).toEqual(['33330.00', '33330.00', '33340.00']));
  it('makes the price again whatever it is split by', () => {
    for (let price = 1n; price < 400n; price += 7n) {
      const parts = instalmentsOf(price, plan(30, 45, 25)).map(({ amount }) => yuan(amount));
      expect(parts.reduce((sum: Fen, part) => sum + part, 0n)).toBe(price);
    }
  });
  it('is refused when its shares do not make 100 percent', () => {
    expect(planIsWhole(plan(30, 50, 19))).toMatchObject({ code: 'contract.plan-percent', facts: { sum: '99' } });
    expect(planIsWhole(plan(100, 0))).toMatchObject({ code: 'contract.plan-empty-share' });
    expect(planIsWhole(plan(33.33, 33.33, 33.34))).toBeUndefined();
  });
  it('is refused with both sums when it misses the price by a fen', () => {
    expect(instalmentsMakePrice(100n, [50n, 49n])).toMatchObject({ code: 'contract.instalments-differ', facts: { sum: 99n, price: 100n } });
    expect(instalmentsMakePrice(100n, [100n, 0n])).toMatchObject({ code: 'contract.plan-empty-share' });
    expect(instalmentsMakePrice(100n, [50n, 50n])).toBeUndefined();
  });
});

describe('the term of a contract', () => {
  const needed = ['stable', 'continuous', 'funded', 'price_stable'];
  it('is refused beyond three years whatever is stated', () =>
    expect(termIsAllowed('too-long', 37, { stated: needed, needed })).toMatchObject({
      code: 'contract.term-too-long',
      facts: { months: 37 },
    }));
  it('needs all four statements beyond one year', () => {
    expect(termIsAllowed('with-statements', 36, { stated: needed.slice(1), needed })).toMatchObject({ facts: { missing: 1 } });
    expect(termIsAllowed('with-statements', 36, { stated: needed, needed })).toBeUndefined();
    expect(termIsAllowed('plain', 12, { stated: [], needed })).toBeUndefined();
  });
});

describe('deviations', () => {
  const notice = { maxPrice: '850000.00', description: '呼叫中心' };
  it('are not found where offer and notice say the same', () =>
    expect(deviationsBetween({ notice, offer: { price: '850000', plan: '呼叫中心', commitment: true } })).toEqual([]));
  it('name price, method and a missing commitment, and what the contract follows', () =>
    expect(deviationsBetween({ notice, offer: { price: '800000.00', plan: '三班坐席', commitment: false } })).toEqual([
      { part: 'price', notice: '850000.00', offer: '800000.00', follows: 'offer' },
      { part: 'method', notice: '呼叫中心', offer: '三班坐席', follows: 'offer' },
      { part: 'commitment', notice: 'yes', offer: 'no', follows: 'notice' },
    ]));
});

it('lets each side sign once', () => {
  expect(hasNotSigned('buyer', [{ side: 'provider' }])).toBeUndefined();
  expect(hasNotSigned('buyer', [{ side: 'buyer' }])).toMatchObject({ code: 'contract.side-signed' });
});

it('puts the digest of the paper, the person and the second under a signature', () => {
  const at = new Date('2026-03-02T01:02:03.004Z');
  expect(signedStatement({ number: '321202-2026-HT-0001', sha256: 'ab' }, { side: 'buyer', uscc: '11', personId: 'p', at })).toBe(
    'qiyue-contract-signature-v1\ncontract: 321202-2026-HT-0001\ndocument-sha256: ab\nside: buyer\norganization-uscc: 11\nperson: p\nat: 2026-03-02T01:02:03.004Z\n',
  );
});

it('is done only when every instalment has its result', () => {
  expect(allInstalmentsClosed([{ closedAt: new Date() }, { closedAt: null }])).toMatchObject({ facts: { open: 1 } });
  expect(allInstalmentsClosed([{ closedAt: new Date() }])).toBeUndefined();
});

it.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-12-15', 2, '2028-02-15'],
  ['2026-03-02', 0, '2026-03-02'],
  ['2024-02-29', 12, '2025-02-28'],
])('counts from %s %d months to %s', (day, months, later) => expect(dayMonthsLater(day, months)).toBe(later));
