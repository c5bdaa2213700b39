import { refuse, type Refusal } from '#kernel';
import { type Method, methodRules, methods } from '#calendar';
import type { Book } from './method.rules.js';
import { endedWithoutAward, type ProcedureState } from './procedure.lifecycle.js';

/** How the last round of a plan item ended: what decides whether, and how, it may be bought again. */
export interface LastRound {
  readonly state: ProcedureState;
  /** An objection to its single source was upheld. */
  readonly refuted: boolean;
}

/** What decides on which footing it is bought again. */
export interface FailedRound extends LastRound {
  readonly method: Method;
  /** How many offers there were, or answered what was asked; null where nobody counted. */
  readonly responsive: number | null;
  /** The methods of all rounds of the plan item that failed. */
  readonly failures: readonly Method[];
}

/** The column `refuted` of a {@link LastRound}, of the table procedure as `p`. */
export const refuted = `exists (select from tendering.prior_notice n where n.procedure = p.id and n.state = 'upheld')`;

/** Another method than the plan's opens after a failed round, and after a single source was refuted (法37; MOF Order 74 Art. 27, 40). */
export function mayChangeMethod({ state, refuted: upheld }: LastRound): boolean {
  return state === 'failed' || (state === 'abandoned' && upheld);
}

/** By another method than the plan's? */
export function changesMethod(last: LastRound | undefined, method: Method): Refusal | undefined {
  if (last && mayChangeMethod(last) && methods.includes(method) && methodRules[method].upTo === null) return undefined;
  return refuse('conflict', 'procedure.method-after-failure', {}, [{ field: 'method', code: 'procedure.method-after-failure' }]);
}

/** After an objection was upheld nobody is asked alone any more (MOF Order 74 Art. 40). */
export function notRefuted(last: LastRound | undefined, method: Method): Refusal | undefined {
  if (!last?.refuted || methodRules[method].priorNotice === null) return undefined;
  return refuse('conflict', 'procedure.source-refuted', {}, [{ field: 'method', code: 'procedure.source-refuted' }]);
}

/** The column `failures` of a {@link FailedRound}. */
export const failures = `array(select f.method from tendering.procedure f where f.plan_item = p.plan_item and f.state = 'failed')`;

/**
 * An open tender that exactly so many answered goes on as a negotiation with them (MOF Order 74 Art. 27 para 2). With
 * any other number the usual least number of offers holds.
 */
export function isConverted(last: FailedRound | undefined, method: Method, book: Pick<Book, 'number'>): boolean {
  const { minOffersConverted } = methodRules[method];
  return last !== undefined && afterTender(last) && minOffersConverted !== null && last.responsive === book.number(minOffersConverted);
}

/**
 * A method that lives on the few offers of a failed tender needs that very number. Without it there is still the usual
 * negotiation, where nobody offered or a repeated tender failed (Procurement Law Art. 30(1)).
 */
export function convertible(last: FailedRound | undefined, method: Method, book: Pick<Book, 'number'>): Refusal | undefined {
  const { minOffersConverted } = methodRules[method];
  if (!last || !afterTender(last) || minOffersConverted === null || isConverted(last, method, book)) return undefined;
  const repeated = last.failures.filter((failed) => methodRules[failed].countsAsOpen).length > 1;
  if (repeated || last.responsive === 0) return undefined;
  const code = last.responsive === null ? 'procedure.offers-not-counted' : 'procedure.offers-not-convertible';
  const facts = { needed: book.number(minOffersConverted), ...(last.responsive === null ? {} : { offers: last.responsive }) };
  return refuse('conflict', code, facts, [{ field: 'method', code, facts }]);
}

const afterTender = ({ state, method }: FailedRound): boolean => state === 'failed' && methodRules[method].countsAsOpen;

/** A plan item is bought once at a time. */
export function noneRunning(last: Pick<LastRound, 'state'> | undefined): Refusal | undefined {
  if (last && !endedWithoutAward.includes(last.state)) return refuse('conflict', 'procedure.exists');
}
