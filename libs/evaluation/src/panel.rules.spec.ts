import { createHash } from 'node:crypto';
import { yuan } from '#kernel';
import { draw, exclusions, nextDrawn } from './draw.rules.js';
import { enoughQualified, enoughToDraw, lawfulPanel, leastExperts, leastMembers } from './panel.rules.js';

const expertShare = { numerator: 2, denominator: 3 };
const book = {
  tender: { min: 5, large: 7, largeFrom: yuan('10000000') },
  other: { min: 3, atOpenAmount: 5, openAmount: yuan('4000000') },
  local: { min: 3 },
};

describe('the size of a panel (worked example T3)', () => {
  it.each([
    ['open_tender', '9999999.99', 5],
    ['open_tender', '10000000.00', 7],
    ['competitive_consultation', '3999999.99', 3],
    ['competitive_consultation', '4000000.00', 5],
    ['local_small_purchase', '120000.00', 3],
  ])('%s of %s needs %d members', (method, amount, members) => {
    expect(leastMembers(method, yuan(amount), book)).toBe(members);
  });

  it.each([
    [5, 4],
    [7, 5],
    [3, 2],
  ])('of %d members at least %d are experts', (size, experts) => expect(leastExperts(size, { expertShare })).toBe(experts));

  it('refuses an even number, too few members and too few experts', () => {
    const tender = { min: 5, odd: true, expertShare };
    expect(lawfulPanel(6, 6, tender)?.code).toBe('panel.even');
    expect(lawfulPanel(4, 4, tender)?.code).toBe('panel.too-small');
    expect(lawfulPanel(3, 3, tender)?.code).toBe('panel.too-small');
    expect(lawfulPanel(5, 3, tender)?.code).toBe('panel.too-few-experts');
    expect(lawfulPanel(5, 4, tender)).toBeUndefined();
    expect(lawfulPanel(3, 2, { min: 3, odd: true, expertShare })).toBeUndefined();
  });
});

describe('how many bids there must be (worked example T4)', () => {
  it('does not evaluate a tender of which two of four qualified', () => {
    expect(enoughQualified(2, 3)).toMatchObject({ code: 'evaluation.too-few-qualified', facts: { qualified: 2, min: 3 } });
  });
  it('goes on with two in a consultation for services and ends with one', () => {
    expect(enoughQualified(2, 2)).toBeUndefined();
    expect(enoughQualified(1, 2)?.code).toBe('evaluation.too-few-qualified');
  });
});

describe('drawing experts', () => {
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  const register = ['e5', 'e1', 'e4', 'e2', 'e3'];

  it('finds the same people from the same seed, whatever order the register came in', () => {
    const first = draw('seed-1', register, [], digest);
    expect(draw('seed-1', [...register].reverse(), [], digest)).toEqual(first);
    expect(first.order).toHaveLength(5);
  });

  it('orders by sha256 of seed:id, so that anybody can do it again', () => {
    const { order } = draw('0f', register, [], digest);
    expect(order).toEqual([...register].sort((a, b) => (digest(`0f:${a}`) < digest(`0f:${b}`) ? -1 : 1)));
  });

  it('never draws who is excluded and keeps why', () => {
    const out = [{ personId: 'e2', why: 'works-for-bidder' }] as const;
    const drawn = draw('seed-1', register, out, digest);
    expect(drawn.order).not.toContain('e2');
    expect(drawn.excluded).toEqual(out);
  });

  it('goes down the same order when somebody drops out', () => {
    const drawn = draw('seed-1', register, [], digest);
    const had = drawn.order.slice(0, 3);
    expect(nextDrawn(drawn, had, 1)).toEqual([drawn.order[3]]);
    expect(nextDrawn(drawn, drawn.order, 1)).toEqual([]);
  });

  it('gives everybody a chance: over many seeds each is first about equally often', () => {
    const firsts = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed += 1) {
      const [first] = draw(`s${seed}`, register, [], digest).order;
      firsts.set(first!, (firsts.get(first!) ?? 0) + 1);
    }
    for (const count of firsts.values()) expect(Math.abs(count - 400)).toBeLessThan(100);
    expect(firsts.size).toBe(5);
  });

  it('excludes who works for the buyer or a bidder and who prepared the procedure', () => {
    const people = [
      { personId: 'p1', organizationId: 'buyer' },
      { personId: 'p2', organizationId: 'bidder' },
      { personId: 'p3', organizationId: 'university' },
      { personId: 'p4', organizationId: 'university' },
      { personId: 'p5', organizationId: 'hospital' },
    ];
    const found = exclusions(people, { buyerId: 'buyer', bidderIds: ['bidder'], handlers: ['p3'], seated: ['p4'] });
    expect(found.map(({ personId, why }) => [personId, why])).toEqual([
      ['p1', 'works-for-buyer'],
      ['p2', 'works-for-bidder'],
      ['p3', 'handles-the-procedure'],
      ['p4', 'already-seated'],
    ]);
  });

  it('says how many people are missing', () => {
    expect(enoughToDraw(2, 3)).toMatchObject({ code: 'panel.register-too-small', facts: { available: 2, needed: 3 } });
  });
});
