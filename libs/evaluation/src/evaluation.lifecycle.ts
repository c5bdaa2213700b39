import type { Lifecycle } from '#kernel';

export type EvaluationState = 'qualifying' | 'qualified' | 'scoring' | 'locked' | 'signing' | 'reported' | 'decided' | 'failed';
export type EvaluationAct = 'admit' | 'fail' | 'draw' | 'lock' | 'unlock' | 'draft' | 'report' | 'decide' | 'reopen';

/**
 * From the opened box to the decision. `reopen` is the way back to the list of candidates when an award was withdrawn.
 */
export const evaluationLifecycle: Lifecycle<EvaluationState, EvaluationAct> = {
  qualifying: { admit: 'qualified', fail: 'failed' },
  qualified: { draw: 'scoring' },
  scoring: { lock: 'locked' },
  locked: { unlock: 'scoring', draft: 'signing' },
  signing: { report: 'reported' },
  reported: { decide: 'decided', fail: 'failed' },
  decided: { reopen: 'reported' },
  failed: {},
};

/** Every member has locked: from here members see each other's scores, and the buyer sees the ranking once reported. */
export const lockedStates: readonly EvaluationState[] = ['locked', 'signing', 'reported', 'decided'];
export const rankedStates: readonly EvaluationState[] = ['reported', 'decided'];
