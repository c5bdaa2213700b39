import { completeOffer, emptyDraft, notStale, offerFaults, priceFaults, withAnswers } from './offer.rules.js';

const touch = (version: number, name = '王敏') => ({
  person: 'p',
  name,
  at: '2026-11-30T09:00:00.000Z',
  version,
});
const limit = 85_000_000n;

describe('a price', () => {
  it.each([
    [undefined, 'bid.price-missing'],
    ['', 'bid.price-missing'],
    ['0', 'bid.price-not-positive'],
    ['-5', 'bid.price-not-positive'],
    ['many', 'bid.price-not-positive'],
    ['850000.01', 'bid.price-above-limit'],
  ])('of %p is refused as %s', (price, code) => {
    expect(priceFaults(price, limit).map((fault) => fault.code)).toEqual([code]);
  });

  it.each(['850000', '850,000.00', '0.01'])('of %s stands', (price) => expect(priceFaults(price, limit)).toEqual([]));
});

describe('a draft', () => {
  it('lists everything that is missing, each at its part', () => {
    expect(offerFaults({}, limit).map(({ field }) => field)).toEqual(['commitment', 'plan', 'staffing', 'experience', 'price']);
    expect(offerFaults({ plan: '   ' }, limit).some(({ field }) => field === 'plan')).toBe(true);
    expect(completeOffer(emptyDraft, limit)).toMatchObject({ kind: 'invalid', facts: { count: 5 } });
  });

  it('keeps what was not sent and writes prices one way', () => {
    const draft = withAnswers(withAnswers(emptyDraft, { plan: '计划' }, touch(1)), { price: '1,000.5', staffing: undefined }, touch(2));
    expect(draft.offer).toEqual({ plan: '计划', price: '1000.50' });
    expect(Object.keys(draft.touched)).toEqual(['plan', 'price']);
  });

  it('is stale only where somebody else wrote after the writer had read', () => {
    const draft = withAnswers(withAnswers(emptyDraft, { plan: '甲' }, touch(1)), { price: '5' }, touch(2, '李强'));
    expect(notStale(draft, { plan: '乙' }, 1)).toBeUndefined();
    expect(notStale(draft, { price: '6' }, 1)).toMatchObject({ kind: 'stale', facts: { name: '李强' } });
    expect(notStale(draft, { price: '6' }, 2)).toBeUndefined();
  });
});
