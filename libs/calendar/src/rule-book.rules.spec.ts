import { readFileSync } from 'node:fs';
import { shippedRule, shippedRules } from './shipped.builder.js';
import { bookOf, dateIn, fenIn, findRule, flagIn, numberIn, periodIn, type Rule, ruleOn, rulesOn } from './rule-book.rules.js';

const aRule = (changes: Partial<Rule> = {}): Rule => ({
  key: 'contract.sign',
  value: '30',
  unit: 'cd',
  from: '2025-01-01',
  to: null,
  region: 'CN',
  citation: 'Art. 46',
  verified: true,
  note: null,
  ...changes,
});
const value = (rules: Rule[], day: string, region: string): string | undefined =>
  findRule(bookOf(rules), 'contract.sign', day, region)?.value;

describe('a rule', () => {
  it('is the newest that holds on the day', () => {
    const rules = [aRule(), aRule({ value: '20', from: '2027-01-01' })];
    expect([value(rules, '2026-12-31', '321202'), value(rules, '2027-01-01', '321202')]).toEqual(['30', '20']);
    expect(value(rules, '2024-12-31', '321202')).toBeUndefined();
  });

  it('holds on its last day and not after', () => {
    const rules = [aRule({ to: '2026-06-30' })];
    expect([value(rules, '2026-06-30', '321202'), value(rules, '2026-07-01', '321202')]).toEqual(['30', undefined]);
  });

  it('of the nearest region wins, however old', () => {
    const rules = [
      aRule({ value: '30', from: '2026-01-01' }),
      aRule({ value: '25', region: '320000' }),
      aRule({ value: '15', region: '321202' }),
      aRule({ value: '10', region: '440300' }),
    ];
    expect(['321202', '321203', '110101', '440305'].map((region) => value(rules, '2026-03-02', region))).toEqual(['15', '25', '30', '10']);
  });

  it('that no book knows is a mistake of ours', () => {
    expect(() => ruleOn(bookOf([aRule()]), 'contract.sing', '2026-03-02', '321202')).toThrow('No rule "contract.sing"');
  });

  it('is read in its own unit only', () => {
    expect(numberIn(shippedRule('pay.late_interest.default'))).toBe(0.05);
    expect(fenIn(shippedRule('sme.reserve.all_below'))).toBe(200_000_000n);
    expect(flagIn(shippedRule('panel.tender.odd'))).toBe(true);
    expect(dateIn(shippedRule('sme.overdue.publish_by'), 2027)).toBe('2027-03-31');
    expect(periodIn(shippedRule('challenge.file'))).toEqual({ value: 7, unit: 'wd' });
    expect(() => numberIn(shippedRule('sme.reserve.all_below'))).toThrow('sme.reserve.all_below');
    expect(() => fenIn(shippedRule('contract.sign'))).toThrow('contract.sign');
    expect(() => periodIn(shippedRule('tender.min_offers'))).toThrow('tender.min_offers');
  });
});

describe('the shipped book', () => {
  it('has one figure for every key on a day', () => {
    const keys = new Set(shippedRules.map(({ key }) => key));
    expect(rulesOn(bookOf(shippedRules), '2026-03-02', '321202').map(({ key }) => key)).toEqual([...keys].sort());
  });

  it('pays faster where the place says so', () => {
    expect(shippedRule('pay.after_invoice').value).toBe('30');
    expect(shippedRule('pay.after_invoice', '440306').value).toBe('15');
  });

  it('says of every figure whether it was checked, and why not', () => {
    for (const rule of shippedRules) expect([rule.key, rule.verified || rule.note !== null]).toEqual([rule.key, true]);
  });

  it('draws the line below the threshold one fen under it', () => {
    expect(fenIn(shippedRule('local_small.max_amount')) + 1n).toBe(fenIn(shippedRule('procurement.threshold.service')));
  });

  it('is explained beside it, source and papers named', () => {
    const readme = readFileSync('libs/calendar/src/data/README.md', 'utf8');
    for (const word of ['NateScarlet/holiday-cn', 'MIT', 'content_6986383', 'content_7047091']) expect(readme).toContain(word);
  });
});
