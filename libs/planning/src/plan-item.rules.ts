import type { Method, Term } from '#calendar';
import { type Fen, type Refusal, refuse } from '#kernel';

/** What must hold for a service to be bought for longer than the normal term (MOF Order 102 Art. 24). */
export const termStatements = ['stable', 'continuous', 'funded', 'price_stable'] as const;
export type TermStatement = (typeof termStatements)[number];

/** 预留给中小企业 · 按第6条第(一)项不预留,面向社会组织 · 不适宜中小企业 */
export const smeReserves = ['reserve', 'exempt', 'unsuitable'] as const;
export type SmeReserve = (typeof smeReserves)[number];

/** Only a state organ buys services; a unit of 公益一类 can be neither side (MOF Order 102 Art. 5 and 8). */
export function mayBuyServices(organization: { readonly name: string; readonly mayBuy: boolean }): Refusal | undefined {
  return organization.mayBuy ? undefined : refuse('conflict', 'planning.not-a-buyer', { name: organization.name });
}

/** No budget, no purchase (MOF Order 102; 政府采购法 Art. 6). */
export function hasBudget(
  line: { readonly number: string; readonly state: string; readonly departmentId: string },
  item: { readonly departmentId: string },
): Refusal | undefined {
  if (line.departmentId !== item.departmentId) return refuse('conflict', 'planning.line-of-another', { line: line.number });
  return line.state === 'approved' ? undefined : refuse('conflict', 'planning.line-not-approved', { line: line.number });
}

/** Up to the normal term freely, up to the longest with all four statements, never beyond (T14). */
export function termAllowed(term: Term, months: number, statements: readonly string[]): Refusal | undefined {
  if (term === 'too-long')
    return refuse('conflict', 'planning.term-too-long', { months }, [
      { field: 'months', code: 'planning.term-too-long', facts: { months } },
    ]);
  const missing = termStatements.filter((statement) => !statements.includes(statement));
  if (term === 'plain' || missing.length === 0) return undefined;
  const facts = { months, missing: missing.length };
  return refuse('invalid', 'planning.term-needs-statements', facts, [
    { field: 'statements', code: 'planning.term-needs-statements', facts },
  ]);
}

/** Only what stands in the catalogue and has a budget is bought (MOF Order 102 Art. 11). */
export function inCatalogue(category: string, known: (category: string) => boolean): Refusal | undefined {
  if (known(category)) return undefined;
  return refuse('conflict', 'planning.not-in-catalogue', { category }, [
    { field: 'category', code: 'planning.not-in-catalogue', facts: { category } },
  ]);
}

/** The amounts of a method on a day: the largest it is open to, and from which its use must be approved; null: none. */
export interface MethodLimits {
  readonly upTo: Fen | null;
  readonly approvalFrom: Fen | null;
}

/** 采购方式变更批准: the finance office above let another method be used at or above the open-tender amount (条例23). */
export interface Approval {
  readonly number: string;
  readonly authority: string;
  /** 'YYYY-MM-DD'. */
  readonly date: string;
}

/** A method is open up to its amount; from the open-tender amount on others than open tender need approval (法27). */
export function methodFits(
  { amount }: { readonly method: Method; readonly amount: Fen },
  { upTo, approvalFrom }: MethodLimits,
  approval: Approval | null = null,
): Refusal | undefined {
  if (upTo !== null && amount > upTo) return atMethod('planning.too-much-for-small', { amount, limit: upTo });
  if (approvalFrom !== null && amount >= approvalFrom && !approval)
    return atMethod('planning.needs-open-tender', { amount, limit: approvalFrom });
  return undefined;
}

/** An approval is whole or not there: number, authority and day. */
export function approvalIn(given: Partial<Record<keyof Approval, string>> | undefined): Approval | null {
  const { number, authority, date } = given ?? {};
  return number && authority && date ? { number, authority, date } : null;
}

function atMethod(code: string, facts: { amount: Fen; limit: Fen }): Refusal {
  return refuse('conflict', code, facts, [{ field: 'method', code, facts }]);
}

/** Must somebody say whether the item is reserved for small enterprises (财库〔2020〕46号 Art. 6, 7)? */
export const needsSmeAnswer = (amount: Fen, limits: { readonly threshold: Fen; readonly reserveUpTo: Fen }): boolean =>
  amount >= limits.threshold && amount <= limits.reserveUpTo;

/** Reserved purchases shut social organizations out, so the answer is asked for, and an exemption names its basis. */
export function smeAnswered(
  needed: boolean,
  answer: { readonly smeReserve?: SmeReserve; readonly smeBasis?: string },
): Refusal | undefined {
  const missing = (field: string, code: string): Refusal => refuse('invalid', code, {}, [{ field, code }]);
  if (needed && !answer.smeReserve) return missing('smeReserve', 'planning.sme-answer-missing');
  if (answer.smeReserve === 'exempt' && !answer.smeBasis?.trim()) return missing('smeBasis', 'planning.sme-basis-missing');
  return undefined;
}

/** The official medium publishes first: its time may be past, never to come. */
export function publishedBefore(publishedAt: Date, now: Date): Refusal | undefined {
  if (publishedAt <= now) return undefined;
  const facts = { publishedAt, now };
  return refuse('invalid', 'planning.published-in-future', facts, [{ field: 'publishedAt', code: 'planning.published-in-future', facts }]);
}

const dayMs = 86_400_000;

/**
 * The first instant at which a procedure may start: the beginning of the last day of the period, counted from the
 * official publication (财库〔2020〕10号; T7: start on 18 September, published by 19 August). `over` is when that day ends
 * by the clock in force, `realEnd` when it ends in the calendar; the sandbox hurries both alike.
 */
export function earliestStart(publishedAt: Date, over: Date, realEnd: Date): Date {
  const hurried = over.getTime() - publishedAt.getTime();
  const real = realEnd.getTime() - publishedAt.getTime();
  if (real <= 0) return publishedAt;
  return new Date(Math.ceil(over.getTime() - (hurried * Math.min(dayMs, real)) / real));
}

export function intentionWasLongEnough(earliest: Date, now: Date): Refusal | undefined {
  return now >= earliest ? undefined : refuse('conflict', 'planning.intention-too-fresh', { earliest });
}

/** A contract costs what was reserved or less. */
export function withinReservation(price: Fen, amount: Fen): Refusal | undefined {
  return price <= amount ? undefined : refuse('conflict', 'planning.price-over-budget', { price, amount });
}

/** "2026-11-30T17:00" from a form is Beijing time; an offset, where given, is kept. */
export function momentOf(text: string): Date {
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}+08:00`);
}
