import { Refused } from '#kernel';
import { shippedRules } from './shipped.builder.js';
import { announcedYearIn, calendarOf } from './calendar-file.rules.js';
import { calendarRefusals } from './calendar.refusals.js';
import { figuresThere, keepsHistory, oneRowAMethod, rulesIn } from './rule-book-file.rules.js';

const row = {
  key: 'a.b',
  value: '5',
  unit: 'wd',
  from: '2026-01-01',
  to: null,
  region: 'CN',
  citation: 'Art. 1',
  verified: true,
};
const paper = 'https://www.gov.cn/paper';
const spring = { name: '春节', date: '2027-02-08', isOffDay: true };

const refusalOf = (act: () => unknown): string => {
  try {
    act();
    return 'nothing';
  } catch (error) {
    return error instanceof Refused ? error.refusal.code : String(error);
  }
};

describe('the row of a method', () => {
  const consultation = shippedRules.find(({ key }) => key === 'method.competitive_consultation')!;

  it('is the only one of its code, whatever its day or region', () => {
    for (const other of [{ from: '2027-01-01' }, { from: '2020-01-01' }, { region: '321202' }])
      expect(oneRowAMethod(shippedRules, [{ ...consultation, ...other }])).toMatchObject({
        code: 'rule-book.method-known',
        facts: { key: 'method.competitive_consultation' },
      });
    expect(oneRowAMethod(shippedRules, [{ ...consultation, note: 'seen' }])).toBeUndefined();
    expect(oneRowAMethod(shippedRules, [{ ...consultation, key: 'method.bargaining' }])).toBeUndefined();
  });

  it('names figures that a book gives from its first day', () => {
    expect(figuresThere([], shippedRules)).toBeUndefined();
    const with_ = (fields: object) => ({
      ...consultation,
      key: 'method.bargaining',
      value: JSON.stringify({ ...(JSON.parse(consultation.value) as object), ...fields }),
    });
    expect(figuresThere(shippedRules, [with_({ answer: 'nobody.knows' })])).toMatchObject({
      code: 'rule-book.figure-missing',
      facts: { key: 'method.bargaining', figure: 'nobody.knows' },
    });
    expect(figuresThere(shippedRules, [{ ...with_({}), from: '2020-01-01' }])?.code).toBe('rule-book.figure-missing');
  });
});

describe("a rule book's file", () => {
  it('is read row by row', () => {
    expect(rulesIn({ rules: [row] })).toEqual([{ ...row, note: null }]);
  });

  it.each<[string, unknown, string]>([
    ['nothing', null, 'rule-book.not-a-book'],
    ['no rows', { rules: [] }, 'rule-book.not-a-book'],
    ['an unknown unit', { rules: [{ ...row, unit: 'weeks' }] }, 'rule-book.row'],
    ['a number instead of text', { rules: [{ ...row, value: 5 }] }, 'rule-book.row'],
    ['half a working day', { rules: [{ ...row, value: '2.5' }] }, 'rule-book.row'],
    ['101 percent', { rules: [{ ...row, value: '101', unit: '%' }] }, 'rule-book.row'],
    ['a day that does not exist', { rules: [{ ...row, from: '2026-02-30' }] }, 'rule-book.row'],
    ['an end before the beginning', { rules: [{ ...row, to: '2025-12-31' }] }, 'rule-book.row'],
    ['no citation', { rules: [{ ...row, citation: ' ' }] }, 'rule-book.row'],
    ['a region in words', { rules: [{ ...row, region: 'Jiangsu' }] }, 'rule-book.row'],
    ['one row twice', { rules: [row, { ...row, value: '6' }] }, 'rule-book.row-twice'],
  ])('with %s is refused', (_what, file, code) => {
    expect(refusalOf(() => rulesIn(file))).toBe(code);
    expect(calendarRefusals[code]).toBeDefined();
  });

  it('never rewrites a figure in force, nor ends it in the past', () => {
    const [rule] = rulesIn({ rules: [row] });
    const judge = (changes: object, today: string) => keepsHistory([rule!], [{ ...rule!, ...changes }], today)?.code;
    expect(judge({ value: '6' }, '2026-01-01')).toBe('rule-book.in-force');
    expect(judge({ value: '6' }, '2025-12-31')).toBeUndefined();
    expect(judge({ to: '2026-05-31' }, '2026-06-01')).toBe('rule-book.ends-in-past');
    expect(judge({ to: '2026-06-01', citation: 'Art. 2' }, '2026-06-01')).toBeUndefined();
    expect(keepsHistory(shippedRules, shippedRules, '2026-06-01')).toBeUndefined();
  });
});

describe("a calendar's file", () => {
  it('is read with the paper it follows; the end of December may belong to the next year', () => {
    const eve = { name: '元旦', date: '2026-12-31', isOffDay: true };
    const { year, days } = announcedYearIn({ year: 2027, papers: [paper], days: [eve, spring] });
    expect(year).toBe(2027);
    expect(days[1]).toEqual({ day: '2027-02-08', year: 2027, name: '春节', off: true, paper });
    expect(calendarOf(days)).toEqual({
      off: new Map([
        ['2026-12-31', true],
        ['2027-02-08', true],
      ]),
      years: new Set([2027]),
    });
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'calendar.not-a-calendar'],
    ['no days yet', { year: 2027, papers: [paper], days: [] }, 'calendar.not-announced'],
    ['no paper', { year: 2027, papers: [], days: [spring] }, 'calendar.no-paper'],
    ['a day twice', { year: 2027, papers: [paper], days: [spring, spring] }, 'calendar.day-twice'],
    ['a day of another year', { year: 2028, papers: [paper], days: [spring] }, 'calendar.day-elsewhere'],
    ['a day that does not exist', { year: 2027, papers: [paper], days: [{ ...spring, date: '2027-02-30' }] }, 'calendar.not-a-calendar'],
    ['a word for a yes', { year: 2027, papers: [paper], days: [{ ...spring, isOffDay: 'yes' }] }, 'calendar.not-a-calendar'],
  ])('with %s is refused', (_what, file, code) => {
    expect(refusalOf(() => announcedYearIn(file))).toBe(code);
    expect(calendarRefusals[code]).toBeDefined();
  });

  it('has refusals without commands or blame', () => {
    for (const { zh } of Object.values(calendarRefusals)) expect(zh).not.toMatch(/请|非法|无效/);
  });
});
