import { createHash } from 'node:crypto';
import { yuan } from '#kernel';
import { draw, drawnAgain, exclusions, freeSeats, nextDrawn, type Skills, wantedOf } from './draw.rules.js';
import { panelMin } from '#tendering';
import { enoughAtOpening, enoughCompliant, enoughPassed } from './counting.rules.js';
import { deductionOf, declaresInVain, forSmallOnly, isReservedFor } from './enterprise.rules.js';
import { matchesOf } from './match.rules.js';
import { enoughQualified, enoughToDraw, lawfulPanel, leastExperts, notDrawnTooEarly } from './panel.rules.js';

const expertShare = { numerator: 2, denominator: 3 };
const figures: Readonly<Record<string, string>> = {
  'panel.tender.min': '5',
  'panel.tender.min_large': '7',
  'panel.tender.large_amount': '10000000',
  'panel.other.min': '3',
  'panel.other.min_at_open_amount': '5',
  'open_tender.amount.service': '4000000',
  'panel.local.min': '3',
};
const book = { number: (key: string) => Number(figures[key]), fen: (key: string) => yuan(figures[key]!) };

describe('the size of a panel (worked example T3)', () => {
  it.each([
    ['open_tender', '9999999.99', 5],
    ['open_tender', '10000000.00', 7],
    ['competitive_consultation', '3999999.99', 3],
    ['competitive_consultation', '4000000.00', 5],
    ['local_small_purchase', '120000.00', 3],
  ] as const)('%s of %s needs %d members', (method, amount, members) => {
    expect(panelMin(method, yuan(amount), book)).toBe(members);
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
  const offer = (passed: boolean | null, excluded: string | null = null) => ({ passed, excluded });
  it('counts each lot: offers, offers within the limit, qualified ones, ones that answer the notice', () => {
    expect(enoughAtOpening([offer(null), offer(null)], 3)).toMatchObject({ code: 'evaluation.too-few-offers', facts: { offers: 2 } });
    expect(enoughAtOpening([offer(null, 'over-price'), offer(null, 'over-price')], 2)?.code).toBe('evaluation.all-over-budget');
    expect(enoughPassed([offer(true), offer(true), offer(false), offer(false)], 3, null)).toMatchObject({
      facts: { qualified: 2, min: 3 },
    });
    expect(enoughCompliant([offer(true), offer(true, 'not-compliant')], 2)).toMatchObject({ facts: { left: 1, min: 2 } });
    expect(enoughCompliant([offer(true), offer(true)], 2)).toBeUndefined();
  });
  it('stops a reserved procedure of which two qualify, to do it again unreserved', () => {
    expect(enoughPassed([offer(true), offer(true)], 2, { min: 3 })?.code).toBe('evaluation.reserved-too-few');
    expect(enoughPassed([offer(true), offer(true)], 2, null)).toBeUndefined();
  });
});

describe('what bidders declare to be (worked example T15)', () => {
  const company = '91321202MA1ABCDE1X';
  const social = '52321202MJ5000017X';
  it('takes the rate off for small and micro enterprises with their declaration', () => {
    expect(deductionOf({ enterprise: 'micro', statement: true }, company, 10)).toBe(1000);
    expect(deductionOf({ enterprise: 'small', statement: true }, company, 20)).toBe(2000);
    expect(deductionOf({ enterprise: 'micro', statement: false }, company, 10)).toBe(0);
    expect(deductionOf({ enterprise: 'medium', statement: true }, company, 10)).toBe(0);
  });
  it('warns a social organization that declares to be one, and takes nothing off', () => {
    expect(deductionOf({ enterprise: 'small', statement: true }, social, 10)).toBe(0);
    expect(declaresInVain({ enterprise: 'small', statement: true }, social)).toBe(true);
    expect(isReservedFor({ enterprise: 'medium', statement: true }, company)).toBe(true);
    expect(isReservedFor({ enterprise: 'medium', statement: true }, social)).toBe(false);
    expect(forSmallOnly({ enterprise: 'micro', statement: true }, company)).toBeUndefined();
    expect(forSmallOnly({ enterprise: 'micro', statement: false }, company)?.code).toBe('qualification.reserved');
  });
});

describe('drawing experts', () => {
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  const register = ['e5', 'e1', 'e4', 'e2', 'e3'];
  const anybody = (count: number) => [{ specialty: null, count }];
  const drawn = (seed: string, ids = register, excluded: Parameters<typeof draw>[1]['excluded'] = []) =>
    draw(seed, { register: ids, excluded, skills: {}, wanted: anybody(3) }, digest);

  it('finds the same people from the same seed, whatever order the register came in', () => {
    const first = drawn('seed-1');
    expect(drawn('seed-1', [...register].reverse())).toEqual(first);
    expect(first.order).toHaveLength(5);
    expect(first.chosen).toEqual(first.order.slice(0, 3));
    expect(drawnAgain(first, digest).same).toBe(true);
  });

  it('shows a record that was changed afterwards', () => {
    const first = drawn('seed-1');
    expect(drawnAgain({ ...first, chosen: [...first.chosen].reverse() }, digest).same).toBe(false);
    expect(drawnAgain({ ...first, seed: 'seed-2' }, digest).same).toBe(false);
    expect(drawnAgain({ ...first, excluded: [{ personId: first.chosen[0]!, why: 'away', about: null }] }, digest).same).toBe(false);
  });

  it('orders by sha256 of seed:id, so that anybody can do it again', () => {
    expect(drawn('0f').order).toEqual([...register].sort((a, b) => (digest(`0f:${a}`) < digest(`0f:${b}`) ? -1 : 1)));
  });

  it('never draws who is excluded and keeps why', () => {
    const out = [{ personId: 'e2', why: 'works-for-bidder', about: 'bidder' }] as const;
    const record = drawn('seed-1', register, out);
    expect(record.order).not.toContain('e2');
    expect(record.excluded).toEqual(out);
  });

  it('draws by specialty, one after the other, nobody twice', () => {
    const skills = { e1: ['养老'], e2: ['财务'], e3: ['养老', '财务'], e4: ['养老'], e5: [] };
    const wanted = [
      { specialty: '财务', count: 1 },
      { specialty: '养老', count: 2 },
      { specialty: null, count: 1 },
    ];
    for (let seed = 0; seed < 50; seed += 1) {
      const { chosen, order } = draw(`s${seed}`, { register, excluded: [], skills, wanted }, digest);
      expect(new Set(chosen).size).toBe(4);
      expect(chosen[0]).toBe(order.find((id) => (skills as Skills)[id]!.includes('财务')));
      for (const id of chosen.slice(1, 3)) expect((skills as Skills)[id]).toContain('养老');
    }
  });

  it('goes down the same order when somebody drops out, within the specialty of the seat', () => {
    const record = drawn('seed-1');
    const had = record.order.slice(0, 3);
    expect(nextDrawn(record, had, null, 1)).toEqual([record.order[3]]);
    expect(nextDrawn(record, record.order, null, 1)).toEqual([]);
    const skilled = { ...record, skills: { [record.order[4]!]: ['养老'] } };
    expect(nextDrawn(skilled, had, '养老', 1)).toEqual([record.order[4]]);
  });

  it('knows which seats are free and for whom', () => {
    const wanted = [
      { specialty: '养老', count: 2 },
      { specialty: null, count: 1 },
    ];
    const seat = (specialty: string | null, kind = 'expert') => ({ kind, specialty });
    expect(freeSeats(wanted, [seat('养老'), seat(null)], 1)).toEqual(['养老']);
    expect(freeSeats(wanted, [], 3)).toEqual(['养老', '养老', null]);
    expect(freeSeats([], [seat(null)], 2)).toEqual([null, null]);
    expect(wantedOf(['养老', '养老', null])).toEqual(wanted);
  });

  it('gives everybody a chance: over many seeds each is first about equally often', () => {
    const firsts = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed += 1) {
      const [first] = drawn(`s${seed}`).order;
      firsts.set(first!, (firsts.get(first!) ?? 0) + 1);
    }
    for (const count of firsts.values()) expect(Math.abs(count - 400)).toBeLessThan(100);
    expect(firsts.size).toBe(5);
  });

  it('leaves out who is tied, prepared the procedure, sat before, is suspended or away, each with the reason', () => {
    const meetsAt = new Date('2026-11-20T01:00:00Z');
    const person = (personId: string, more: object = {}) => ({ personId, active: true, suspended: false, awayUntil: null, ...more });
    const ill = [person('p4', { suspended: true }), person('p5', { awayUntil: meetsAt }), person('p6', { active: false })];
    const people = [person('p1'), person('p2'), person('p3'), ...ill, person('p7')];
    const found = exclusions(people, {
      matches: new Map([['p1', [{ why: 'worked-for-bidder', organizationId: 'bidder' }]]]),
      handlers: ['p2'],
      seated: ['p3'],
      meetsAt,
    });
    expect(found.map(({ personId, why, about }) => [personId, why, about])).toEqual([
      ['p1', 'worked-for-bidder', 'bidder'],
      ['p2', 'handles-the-procedure', null],
      ['p3', 'already-seated', null],
      ['p4', 'suspended', null],
      ['p5', 'away', null],
      ['p6', 'off-register', null],
    ]);
  });

  it('knows ties by employer, past membership, declaration and contracts of the employer', () => {
    const parties = { buyerId: 'buyer', bidderIds: ['one', 'two'] };
    const ties = { personId: 'p', organizationId: 'university', past: [], declared: [], partners: [] };
    const codes = (extra: object): string[] => matchesOf({ ...ties, ...extra }, parties).map(({ why }) => why);
    expect(codes({})).toEqual([]);
    expect(codes({ organizationId: 'buyer', partners: ['one'] })).toEqual(['works-for-buyer']);
    expect(codes({ organizationId: 'two' })).toEqual(['works-for-bidder']);
    expect(codes({ past: ['one'], declared: ['one', 'two'], partners: ['two'] })).toEqual(['worked-for-bidder', 'declared-tie']);
    expect(codes({ partners: ['two', 'three'] })).toEqual(['shared-contract']);
  });

  it('says how many people are missing', () => {
    expect(enoughToDraw(2, 3)).toMatchObject({ code: 'panel.register-too-small', facts: { available: 2, needed: 3 } });
  });

  it('is not done earlier than the rule allows before the panel meets', () => {
    const [at, latest] = [new Date('2026-11-16T01:00:00Z'), new Date('2026-11-18T16:00:00Z')];
    expect(notDrawnTooEarly(null, at, latest)).toBeUndefined();
    expect(notDrawnTooEarly(latest, at, latest)).toBeUndefined();
    expect(notDrawnTooEarly(new Date(latest.getTime() + 1), at, latest)?.code).toBe('panel.drawn-too-early');
    expect(notDrawnTooEarly(at, at, latest)?.code).toBe('panel.meets-in-the-past');
  });
});
