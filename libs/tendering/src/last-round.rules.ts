import { refuse, type Refusal } from '#kernel';
import { type Method, methodRules, methods } from '#calendar';
import { endedWithoutAward, type ProcedureState } from './procedure.lifecycle.js';

/** How the last round of a plan item ended: what decides whether, and how, it may be bought again. */
export interface LastRound {
  readonly state: ProcedureState;
  /** An objection to its single source was upheld. */
  readonly refuted: boolean;
}

/** The column of {@link LastRound}, of the table procedure as `p`. */
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

/** A plan item is bought once at a time. */
export function noneRunning(last: Pick<LastRound, 'state'> | undefined): Refusal | undefined {
  if (last && !endedWithoutAward.includes(last.state)) return refuse('conflict', 'procedure.exists');
}
