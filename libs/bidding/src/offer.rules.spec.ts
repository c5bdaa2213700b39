import { answersIn, lastPriceFaults, offerFaults, offerOf, priceFaults, pricesOf } from './offer.rules.js';

const lots = [{ id: '1' }, { id: '2' }];
const whole = { commitment: true, lots: ['1'], plan: '计划', staffing: '人员', experience: '无', prices: { '1': '500000.00' } };
const codes = (changes: object): string[] => offerFaults({ ...whole, ...changes }, lots).map(({ field, code }) => `${field} ${code}`);

describe('a price', () => {
  it.each([
    [undefined, 'bid.price-missing'],
    ['', 'bid.price-missing'],
    ['0', 'bid.price-not-positive'],
    ['-5', 'bid.price-not-positive'],
    ['many', 'bid.price-not-positive'],
  ])('of %p is refused as %s', (price, code) => {
    expect(priceFaults(price).map((fault) => fault.code)).toEqual([code]);
  });

  it.each(['850000', '850,000.00', '0.01'])('of %s stands', (price) => expect(priceFaults(price)).toEqual([]));
});

describe('an offer', () => {
  it('counts characters as people do: what browser and packer let pass is not too long here', () => {
    expect(codes({ plan: '𠮷'.repeat(20_000) })).toEqual([]);
    expect(codes({ plan: '𠮷'.repeat(20_001) })).toEqual(['plan bid.text-too-long']);
  });

  it('takes from each envelope its own answers only: a price elsewhere is none', () => {
    const read = answersIn([
      { kind: 'qualification', answers: { commitment: true, lots: ['1'], prices: { '1': '1.00' }, plan: '别处' } },
      { kind: 'technical', answers: { plan: '计划', staffing: '人员', prices: { '1': '2.00' } } },
      { kind: 'price', answers: { prices: { '1': '3.00' }, commitment: false, lots: ['2'] } },
    ]);
    expect(read).toEqual({ commitment: true, lots: ['1'], plan: '计划', staffing: '人员', prices: { '1': '3.00' } });
    expect(answersIn([{ kind: 'technical', answers: { prices: { '1': '2.00' } } }])).toEqual({});
  });

  it('lists everything that is missing, each at its part', () => {
    expect(offerFaults({}, lots).map(({ field }) => field)).toEqual(['commitment', 'plan', 'staffing', 'experience', 'prices']);
    expect(codes({ plan: '   ' })).toEqual(['plan bid.plan-missing']);
    expect(codes({})).toEqual([]);
  });

  it.each([
    [{ commitment: 'true' }, 'commitment bid.commitment-missing'],
    [{ plan: 7 }, 'plan bid.plan-missing'],
    [{ plan: '长'.repeat(20_001) }, 'plan bid.text-too-long'],
    [{ prices: {} }, 'prices bid.price-missing'],
    [{ prices: ['500000'] }, 'prices bid.price-missing'],
    [{ prices: { '1': 5 } }, 'prices bid.price-missing'],
    [{ prices: { '1': '0' } }, 'prices.1 bid.price-not-positive'],
    [{ prices: { '3': '1' }, lots: ['3'] }, 'prices bid.lot-unknown'],
    [{ prices: { '1': '1', '2': '1' } }, 'lots bid.lots-differ'],
    [{ lots: ['1', '2'] }, 'lots bid.lots-differ'],
    [{ lots: undefined }, 'lots bid.lots-differ'],
  ])('with %j is refused: %s', (changes, code) => expect(codes(changes)).toEqual([code]));

  it('declares a size, or none: what nobody knows declares nothing', () => {
    const declared = (enterprise: unknown) => offerOf({ ...whole, enterprise }, []).offer.enterprise;
    expect(['micro', 'large', undefined, 'tiny', true].map(declared)).toEqual(['micro', 'large', 'none', 'none', 'none']);
    expect(codes({ enterprise: 'tiny' })).toEqual([]);
  });

  it('may be for any of the lots, each with a price of its own; what it costs is their sum', () => {
    const both = { ...whole, lots: ['2', '1'], prices: { '1': '499999.99', '2': '0.02' } };
    expect(offerFaults(both, lots)).toEqual([]);
    const { price, prices, offer } = offerOf(both, []);
    expect([price, [...prices], offer.price]).toEqual([
      50_000_001n,
      [
        ['1', 49_999_999n],
        ['2', 2n],
      ],
      '500000.01',
    ]);
  });

  it('of a last round has prices for the lots of the first and no other', () => {
    expect(lastPriceFaults({ '1': '1', '2': '1' }, lots)).toEqual([]);
    expect(lastPriceFaults({ '1': '1' }, lots).map(({ code }) => code)).toEqual(['bid.lots-differ']);
    expect([...pricesOf({ '1': '2.50' })]).toEqual([['1', 250n]]);
  });
});
