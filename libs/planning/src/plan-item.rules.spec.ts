import {
  approvalIn,
  earliestStart,
  hasBudget,
  intentionWasLongEnough,
  mayBuyServices,
  methodFits,
  momentOf,
  needsSmeAnswer,
  publishedBefore,
  smeAnswered,
  termAllowed,
  withinReservation,
} from './plan-item.rules.js';
import { splitting, splittingAnswered } from './splitting.rules.js';

const yuan = (amount: number): bigint => BigInt(amount) * 100n;

describe('who buys, and from what', () => {
  it('is an organ that may buy', () => {
    expect(mayBuyServices({ name: '财政局', mayBuy: false })?.code).toBe('planning.not-a-buyer');
    expect(mayBuyServices({ name: '民政局', mayBuy: true })).toBeUndefined();
  });

  it('is its own approved budget line', () => {
    const line = { number: 'L', state: 'approved', departmentId: 'a' };
    expect(hasBudget(line, { departmentId: 'a' })).toBeUndefined();
    expect(hasBudget(line, { departmentId: 'b' })?.code).toBe('planning.line-of-another');
    expect(hasBudget({ ...line, state: 'draft' }, { departmentId: 'a' })?.code).toBe('planning.line-not-approved');
    expect(hasBudget({ ...line, state: 'closed' }, { departmentId: 'a' })?.code).toBe('planning.line-not-approved');
  });
});

describe('the term (T14)', () => {
  const all = ['stable', 'continuous', 'funded', 'price_stable'];
  it('is refused beyond three years whatever is stated', () =>
    expect(termAllowed('too-long', 37, all)?.code).toBe('planning.term-too-long'));
  it('needs all four statements beyond one year', () => {
    expect(termAllowed('with-statements', 36, all)).toBeUndefined();
    expect(termAllowed('with-statements', 36, all.slice(1))).toMatchObject({
      code: 'planning.term-needs-statements',
      facts: { missing: 1 },
    });
    expect(termAllowed('plain', 12, [])).toBeUndefined();
  });
});

describe('the method', () => {
  const small = { upTo: 29_999_999n, approvalFrom: null };
  const limits = { upTo: null, approvalFrom: yuan(4_000_000) };
  it('below the threshold ends one fen before it', () => {
    expect(methodFits({ method: 'local_small_purchase', amount: 29_999_999n }, small)).toBeUndefined();
    expect(methodFits({ method: 'local_small_purchase', amount: yuan(300_000) }, small)?.code).toBe('planning.too-much-for-small');
  });
  it('must be open tender from its amount on', () => {
    expect(methodFits({ method: 'competitive_consultation', amount: yuan(4_000_000) - 1n }, limits)).toBeUndefined();
    expect(methodFits({ method: 'competitive_consultation', amount: yuan(4_000_000) }, limits)?.code).toBe('planning.needs-open-tender');
    expect(methodFits({ method: 'open_tender', amount: yuan(9_000_000) }, { upTo: null, approvalFrom: null })).toBeUndefined();
    const approval = approvalIn({ number: '泰财采〔2026〕7号', authority: '泰州市财政局', date: '2026-03-02' });
    expect(methodFits({ method: 'competitive_consultation', amount: yuan(4_000_000) }, limits, approval)).toBeUndefined();
    expect(approvalIn({ number: '7', authority: '' })).toBeNull();
  });
});

describe('T13 splitting', () => {
  const each = { method: 'competitive_consultation' as const, amount: yuan(600_000) };
  const limit = yuan(2_000_000);
  it('is suspected at the fourth purchase of 600,000 when 2,000,000 have to be tendered', () => {
    expect(splitting(each, [each, each], limit)).toBeNull();
    expect(splitting(each, [each, each, each], limit)).toEqual({ count: 4, total: yuan(2_400_000), limit });
  });
  it('counts no open tenders and suspects no single purchase', () => {
    expect(splitting(each, [{ ...each, method: 'open_tender' }, each, each], limit)).toBeNull();
    expect(splitting({ ...each, method: 'open_tender' }, [each, each, each, each], limit)).toBeNull();
    expect(splitting({ ...each, amount: yuan(2_500_000) }, [], limit)).toBeNull();
  });
  it('is answered by a reason of some length, not by silence', () => {
    const found = splitting(each, [each, each, each], limit);
    expect(splittingAnswered(found, undefined)?.code).toBe('planning.splitting');
    expect(splittingAnswered(found, '  不是  ')?.code).toBe('planning.splitting');
    expect(splittingAnswered(found, '四个街道各自的需求,服务对象不同')).toBeUndefined();
    expect(splittingAnswered(null, undefined)).toBeUndefined();
  });
});

describe('small enterprises (46号)', () => {
  const limits = { threshold: yuan(300_000), reserveUpTo: yuan(2_000_000) };
  it('are asked about between the threshold and two million', () => {
    expect([299_999, 300_000, 2_000_000, 2_000_001].map((amount) => needsSmeAnswer(yuan(amount), limits))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  it('need an answer, and an exemption its basis', () => {
    expect(smeAnswered(true, {})?.code).toBe('planning.sme-answer-missing');
    expect(smeAnswered(true, { smeReserve: 'exempt', smeBasis: ' ' })?.code).toBe('planning.sme-basis-missing');
    expect(smeAnswered(true, { smeReserve: 'exempt', smeBasis: '财综〔2016〕54号' })).toBeUndefined();
    expect(smeAnswered(false, {})).toBeUndefined();
  });
});

describe('the announced intention', () => {
  const published = new Date('2026-08-19T10:00:00+08:00');
  const end = new Date('2026-09-19T00:00:00+08:00');
  it('published on 19 August lets a procedure start on 18 September (T7)', () => {
    expect(earliestStart(published, end, end)).toEqual(new Date('2026-09-18T00:00:00+08:00'));
  });
  it('is hurried like every period in the sandbox, by the same share', () => {
    const hurried = new Date(published.getTime() + (end.getTime() - published.getTime()) / 1000);
    const share = (earliestStart(published, hurried, end).getTime() - published.getTime()) / (hurried.getTime() - published.getTime());
    expect(share).toBeCloseTo((29 * 24 + 14) / (30 * 24 + 14), 3);
  });
  it('holds the procedure until then', () => {
    expect(intentionWasLongEnough(end, new Date(end.getTime() - 1))?.code).toBe('planning.intention-too-fresh');
    expect(intentionWasLongEnough(end, end)).toBeUndefined();
  });
  it('has appeared already, or just now', () => {
    expect(publishedBefore(published, published)).toBeUndefined();
    expect(publishedBefore(new Date(published.getTime() + 1), published)?.code).toBe('planning.published-in-future');
  });
  it('is written in Beijing time unless it says otherwise', () => {
    expect(momentOf('2026-08-19T10:00')).toEqual(published);
    expect(momentOf('2026-08-19T02:00:00Z')).toEqual(published);
  });
});

it('contracts for what was reserved or less', () => {
  expect(withinReservation(100n, 100n)).toBeUndefined();
  expect(withinReservation(101n, 100n)?.code).toBe('planning.price-over-budget');
});
