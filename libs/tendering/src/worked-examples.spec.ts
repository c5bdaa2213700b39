import { addCalendarDays, CalendarService, endOfCivilDay, methodRules, type Method } from '#calendar';
import { yuan } from '#kernel';
import { criteriaFor } from './draft.template.rules.js';
import { Figures } from './figures.queries.js';
import { eligibilityLines, maySupply } from './eligibility.rules.js';
import { type Book, frameworkEntrants, minOffers, panelMin } from './method.rules.js';
import { bondAllowed } from './requirement.rules.js';

/** The rule book that comes with this version, without a database. */
const calendar = new CalendarService({ region: '321202', sandbox: false, acceleration: 1 } as never, undefined as never);
const day = '2026-03-02';
const book: Book = { number: (key) => calendar.number(key, day), fen: (key) => calendar.fen(key, day) };

/** The last day of one of a method's periods, started in the morning. */
const lastDay = (key: string, start: string): string =>
  calendar.periodEnd(calendar.period(key, day), new Date(`${start}T10:00:00+08:00`)).day;

describe('worked examples', () => {
  it.each<[string, Method, 'docToDeadline' | 'documentsOffered' | 'changeBefore', string, string]>([
    ['documents issued on 18 September', 'open_tender', 'docToDeadline', '2026-09-18', '2026-10-08'],
    ['documents issued on 11 September, day 20 a holiday', 'open_tender', 'docToDeadline', '2026-09-11', '2026-10-08'],
    ['documents offered over a worked Sunday', 'open_tender', 'documentsOffered', '2026-09-18', '2026-09-24'],
    ['invited tender, the same period', 'invited_tender', 'docToDeadline', '2026-09-18', '2026-10-08'],
    ['negotiation over Labour Day', 'competitive_negotiation', 'docToDeadline', '2026-04-29', '2026-05-07'],
    ['inquiry over Labour Day', 'inquiry', 'docToDeadline', '2026-04-29', '2026-05-07'],
    ['consultation, day 10 in the Spring Festival', 'competitive_consultation', 'docToDeadline', '2026-02-06', '2026-02-24'],
    ['consultation, documents offered', 'competitive_consultation', 'documentsOffered', '2026-02-06', '2026-02-13'],
    ['consultation, day 10 the Dragon Boat Festival', 'competitive_consultation', 'docToDeadline', '2026-06-09', '2026-06-22'],
    ['change on 8 October: 20 October is too soon', 'open_tender', 'changeBefore', '2026-10-08', '2026-10-23'],
  ])('T7 %s', (_what, method, period, start, expected) => {
    expect(lastDay(methodRules[method][period]!, start)).toBe(expected);
  });

  it.each<[Method, string, string]>([
    ['competitive_consultation', '2026-09-30', '2026-10-13'],
    ['competitive_consultation', '2026-02-13', '2026-02-27'],
    ['competitive_consultation', '2026-06-09', '2026-06-22'],
    ['framework_open', '2026-09-30', '2026-10-15'],
    ['open_tender', '2026-09-18', '2026-10-08'],
    ['single_source', '2026-09-30', '2026-10-08'],
  ])(
    'T7 no deadline of %s, documents issued on %s, falls before the documents and the notice have stood: %s',
    (method, start, expected) => {
      const { earliestClose } = new Figures(calendar).windows(method, new Date(`${start}T10:00:00+08:00`), day);
      expect(earliestClose).toEqual(endOfCivilDay(expected));
    },
  );

  it.each<[string, string, string, string]>([
    ['result published on 28 September stands one working day', 'award.notice_period', '2026-09-28', '2026-09-29'],
    ['challenge until 14 October', 'challenge.file', '2026-09-29', '2026-10-14'],
    ['answer to a challenge of 10 October', 'challenge.answer', '2026-10-10', '2026-10-20'],
    ['complaint until 10 November', 'complaint.file', '2026-10-20', '2026-11-10'],
    ['complaint of 9 November examined', 'complaint.examine', '2026-11-09', '2026-11-16'],
    ['complaint of 9 November forwarded', 'complaint.forward', '2026-11-09', '2026-11-19'],
    ['complaint of 9 November decided', 'complaint.decide', '2026-11-09', '2026-12-21'],
    ['award notice of 16 January, 30 days end in the Spring Festival', 'contract.sign', '2026-01-16', '2026-02-24'],
    ['award notice of 30 September', 'contract.sign', '2026-09-30', '2026-10-30'],
    ['signed on 9 October, announced over a worked Saturday', 'contract.announce', '2026-10-09', '2026-10-12'],
    ['signed on 9 October, filed', 'contract.file_copy', '2026-10-09', '2026-10-19'],
    ['award notice of 24 January 2025, bond refunded', 'bid_bond.refund.loser_after_award_notice', '2025-01-24', '2025-02-07'],
    ['invoice of 2 November, paid', 'pay.after_invoice', '2026-11-02', '2026-12-02'],
  ])('T7 %s', (_what, key, start, expected) => {
    expect(lastDay(key, start)).toBe(expected);
  });

  it('T7 a procedure that starts on 18 September had its intention public by 19 August', () => {
    for (const method of ['open_tender', 'competitive_consultation', 'inquiry'] as const)
      expect(calendar.latestStart(calendar.period(methodRules[method].intention!, day), '2026-09-18')).toBe('2026-08-19');
    expect(addCalendarDays('2026-08-19', 30)).toBe('2026-09-18');
  });

  it('T3 panels have the size their method and budget ask for', () => {
    expect(panelMin('open_tender', yuan('9999999.99'), book)).toBe(5);
    expect(panelMin('open_tender', yuan('10000000.00'), book)).toBe(7);
    expect(panelMin('competitive_consultation', yuan('3999999.99'), book)).toBe(3);
    expect(panelMin('competitive_consultation', yuan('4000000.00'), book)).toBe(5);
    expect(panelMin('local_small_purchase', yuan('120000.00'), book)).toBe(3);
  });

  it('T4 counts are those of the method: three for tenders, two for a consultation on services, one for a single source', () => {
    const counts = (['open_tender', 'invited_tender', 'competitive_consultation', 'competitive_negotiation', 'single_source'] as const).map(
      (method) => minOffers(method, book),
    );
    expect(counts).toEqual([3, 3, 2, 3, 1]);
    expect(minOffers('competitive_negotiation', book, true)).toBe(2);
  });

  it('T5 a bid bond of two percent of the budget is fine, one fen more is not; a performance bond ends at ten percent', () => {
    const [bid, performance] = [book.number('bid_bond.max_pct_of_budget'), book.number('perf_bond.max_pct_of_contract')];
    expect(bondAllowed(yuan('20000.00'), yuan('1000000.00'), bid)).toBe(true);
    expect(bondAllowed(yuan('20000.01'), yuan('1000000.00'), bid)).toBe(false);
    expect(bondAllowed(yuan('88000.00'), yuan('880000.00'), performance)).toBe(true);
    expect(bondAllowed(yuan('88000.01'), yuan('880000.00'), performance)).toBe(false);
    expect(bondAllowed(yuan('50000.00'), yuan('500000.00'), book.number('contract.supplement.max_pct'))).toBe(true);
    expect(bondAllowed(yuan('50000.01'), yuan('500000.00'), book.number('contract.supplement.max_pct'))).toBe(false);
    expect(bondAllowed(yuan('0.10'), yuan('1.00'), book.number('contract.supplement.max_pct'))).toBe(true);
  });

  it.each([
    [6, 4],
    [3, 2],
    [2, 1],
    [1, 0],
  ])('T10 of %i that qualified for a framework %i enter at most', (qualified, enter) => {
    const { framework } = methodRules.framework_closed_price;
    const eliminate = { percent: book.number(framework!.eliminatePercent), least: book.number(framework!.eliminateCount) };
    expect(frameworkEntrants(qualified, eliminate)).toBe(enter);
  });

  it('ranks a closed framework by price, and by quality alone where the state sets the price (MOF Order 110 Art. 25)', () => {
    const figure = (key: string): number => calendar.number(key, day);
    const [price, quality] = [methodRules.framework_closed_price, methodRules.framework_closed_quality];
    expect([price.ranking, figure(price.priceWeight.min)]).toEqual(['lowest', 100]);
    expect(criteriaFor('养老服务', 'framework_closed_price')).toMatchObject([{ kind: 'price', weight: 100 }]);
    expect([quality.ranking, figure(quality.priceWeight.max)]).toEqual(['score', 0]);
    const criteria = criteriaFor('养老服务', 'framework_closed_quality');
    expect(criteria.filter(({ kind }) => kind === 'price')).toEqual([]);
    expect(criteria.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    expect(quality.grounds.map(({ code }) => code)).toEqual(['state_priced']);
  });

  it('T15 a class-one institution supplies nothing, and what is reserved for enterprises is not for a social organization', () => {
    const classOne = { uscc: '12321202MB0000001X', classOne: true, standing: 'good' as const, classification: '公益一类事业单位' };
    const social = { uscc: '52321202MJ5000017X', classOne: false, standing: 'good' as const, classification: '社会服务机构' };
    const content = {
      eligibility: [{ id: 'e1', text: '依法成立、能够独立承担民事责任的组织' }],
      policy: { smeReserve: 'reserve' as const, smeBasis: '', ground: null, approval: null, pool: null },
    };
    const open = { byInvitation: false, invited: false };
    expect(maySupply(classOne)).toBe(false);
    expect(eligibilityLines(classOne, content, open)[0]).toMatchObject({ result: 'no', why: 'classOne' });
    expect(eligibilityLines(social, content, open).map(({ result, why }) => [result, why])).toEqual([
      ['yes', 'registered'],
      ['no', 'reserved'],
    ]);
  });
});
