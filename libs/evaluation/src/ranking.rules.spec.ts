import { yuan } from '#kernel';
import { evaluatedPrice, lowPriceWarnings, priceScores } from './price.rules.js';
import { contribution, mean, points, rank, rankByPrice, tied, tiedInPrice, total } from './ranking.rules.js';
import { standings } from './standing.rules.js';

/** Worked example T1: four bidders, what the panel gave them out of 100, and whether policy takes something off. */
const bidders = [
  { bidId: 'A', price: yuan('960000'), tech: 9120, bus: 9000, micro: false },
  { bidId: 'B', price: yuan('900000'), tech: 8240, bus: 8000, micro: true },
  { bidId: 'C', price: yuan('880000'), tech: 8460, bus: 8500, micro: false },
  { bidId: 'D', price: yuan('990000'), tech: 8800, bus: 8600, micro: false },
];

function ranking(deduction: number, [price, tech, bus]: [number, number, number]): Record<string, number> {
  const priced = bidders.map((bid) => ({ ...bid, deduction: bid.micro ? deduction : 0 }));
  const scores = priceScores(priced);
  const ranked = rank(
    priced.map((bid) => ({
      bidId: bid.bidId,
      price: evaluatedPrice(bid),
      total: total([
        { score: scores.get(bid.bidId)!, weight: price },
        { score: bid.tech, weight: tech },
        { score: bid.bus, weight: bus },
      ]),
    })),
    (id) => id,
  );
  return Object.fromEntries(ranked.map((bid) => [bid.bidId, bid.total]));
}

describe('price scores and totals (worked example T1)', () => {
  it('scores prices against the lowest compared price, half up to two decimals', () => {
    const scores = priceScores(bidders.map((bid) => ({ ...bid, deduction: bid.micro ? 1000 : 0 })));
    expect(Object.fromEntries(scores)).toEqual({ A: 8438, B: 10000, C: 9205, D: 8182 });
  });

  it('compares the price after the deduction and leaves the price itself alone', () => {
    const bid = { price: yuan('900000'), deduction: 1000 };
    expect(evaluatedPrice(bid)).toBe(yuan('810000'));
    expect(bid.price).toBe(yuan('900000'));
  });

  it.each([
    ['deduction 10 %, weights 15/51/34', 1000, [15, 51, 34], { A: 8977, D: 8639, C: 8585, B: 8422 }],
    ['no deduction', 0, [15, 51, 34], { A: 9086, D: 8745, C: 8705, B: 8389 }],
    ['deduction 20 %', 2000, [15, 51, 34], { A: 8836, D: 8503, C: 8432, B: 8422 }],
    ['price weight 10 %', 1000, [10, 54, 36], { A: 9009, D: 8666, C: 8549, B: 8330 }],
    ['price weight 30 %: the order changes', 1000, [30, 42, 28], { A: 8882, B: 8701, C: 8695, D: 8559 }],
  ] as const)('%s', (_name, deduction, weights, expected) => {
    const found = ranking(deduction, [...weights]);
    expect(found).toEqual(expected);
    expect(Object.keys(found)).toEqual(Object.keys(expected));
  });

  it('counts points given out of a weight as they are', () => {
    expect(total([points(4512), points(3000), { score: 8438, weight: 15 }])).toBe(4512 + 3000 + 1266);
    expect(contribution({ score: 8438, weight: 15 })).toBe(1266);
  });

  it('takes the mean of the members half up', () => {
    expect(mean([400, 401])).toBe(401);
    expect(mean([100, 100, 101])).toBe(100);
  });
});

describe('ties (worked example T2)', () => {
  const x = { bidId: 'X', price: yuan('500000'), deduction: 0 };
  const y = { bidId: 'Y', price: yuan('480000'), deduction: 0 };

  it('puts the lower price first when totals are equal', () => {
    const scores = priceScores([x, y]);
    const scored = [
      {
        ...x,
        total: total([
          { score: scores.get('X')!, weight: 20 },
          { score: 8100, weight: 80 },
        ]),
      },
      {
        ...y,
        total: total([
          { score: scores.get('Y')!, weight: 20 },
          { score: 8000, weight: 80 },
        ]),
      },
    ];
    expect(scored.map((bid) => bid.total)).toEqual([8400, 8400]);
    expect(tied(scored)).toBe(false);
    expect(rank(scored, (id) => id).map(({ bidId, rank: place, drawn }) => [bidId, place, drawn])).toEqual([
      ['Y', 1, false],
      ['X', 2, false],
    ]);
  });

  it('leaves what is level in total and price to the lot, and says so', () => {
    const level = ['P', 'Q'].map((bidId) => ({ bidId, price: yuan('480000'), total: 8400 }));
    const lot: Record<string, string> = { P: '9', Q: '1' };
    expect(tied(level)).toBe(true);
    expect(rank(level, (id) => lot[id]!).map(({ bidId, drawn }) => [bidId, drawn])).toEqual([
      ['Q', true],
      ['P', true],
    ]);
  });
});

describe('the lowest price (negotiation and inquiry)', () => {
  it('puts offers in order of the compared price, and draws among equals', () => {
    const offers = [
      { bidId: 'a', price: yuan('500000'), total: 0 },
      { bidId: 'b', price: yuan('480000'), total: 0 },
      { bidId: 'c', price: yuan('480000'), total: 0 },
    ];
    const lot: Record<string, string> = { a: '1', b: '9', c: '2' };
    expect(tiedInPrice(offers)).toBe(true);
    expect(rankByPrice(offers, (id) => lot[id]!).map(({ bidId, rank: place, drawn }) => [bidId, place, drawn])).toEqual([
      ['c', 1, true],
      ['b', 2, true],
      ['a', 3, false],
    ]);
  });
  it('gives no scores', () => {
    const bids = [
      { bidId: 'a', price: yuan('500000'), deduction: 0 },
      { bidId: 'b', price: yuan('520000'), deduction: 1000 },
    ];
    const rules = { ranking: 'lowest', tieByEvaluated: true } as const;
    const criteria = [{ id: 'price', name: '价格', kind: 'price', weight: 100, yardstick: '' }] as const;
    expect(standings(bids, [], criteria, rules, String).map(({ bidId, parts }) => [bidId, parts.length])).toEqual([
      ['b', 0],
      ['a', 0],
    ]);
  });
});

describe('the price that orders equal totals (worked example T2)', () => {
  it('is the compared one, or the price of the bid where the rule says so', () => {
    const bids = [
      { bidId: 'X', price: yuan('500000'), deduction: 1000 },
      { bidId: 'Y', price: yuan('480000'), deduction: 0 },
    ];
    const criteria = [{ id: 'plan', name: '方案', kind: 'subjective', weight: 100, yardstick: '' }] as const;
    const cells = bids.map(({ bidId }) => ({ bidId, lot: '1', criterionId: 'plan', points: 8000, reason: '' }));
    const first = (tieByEvaluated: boolean) => standings(bids, cells, criteria, { ranking: 'score', tieByEvaluated }, String)[0]!.bidId;
    expect([first(true), first(false)]).toEqual(['X', 'Y']);
  });
});

describe('prices that look too low (worked example T6)', () => {
  const bids = ['980000', '940000', '900000', '420000'].map((price) => ({ bidId: price, price: yuan(price), deduction: 0 }));
  const rules = { average: 50, next: 50, cap: 45, maxPrice: yuan('1000000') };

  it('warns about the next lowest and the cap, not about the average', () => {
    expect([...lowPriceWarnings(bids, rules)]).toEqual([['420000', ['next', 'cap']]]);
  });

  it('does not warn at exactly the share', () => {
    const half = [
      { bidId: 'a', price: yuan('450000'), deduction: 0 },
      { bidId: 'b', price: yuan('900000'), deduction: 0 },
    ];
    expect([...lowPriceWarnings(half, rules)]).toEqual([]);
  });
});
