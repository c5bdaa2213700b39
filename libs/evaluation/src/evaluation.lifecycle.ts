import type { Lifecycle } from '#kernel';

export type EvaluationState =
  'qualifying' | 'qualified' | 'scoring' | 'locked' | 'signing' | 'reported' | 'decided' | 'failed' | 'superseded';
export type EvaluationAct =
  'admit' | 'fail' | 'draw' | 'lock' | 'unlock' | 'draft' | 'retract' | 'vacate' | 'report' | 'decide' | 'reopen' | 'supersede';

/**
 * From the opened box to the decision. `retract` takes the drafted report back to be corrected, `vacate` does so because a
 * member left while it was being signed. `reopen` is the way back to the list of candidates when an award was withdrawn;
 * `supersede` ends a round that is done again by another panel.
 */
export const evaluationLifecycle: Lifecycle<EvaluationState, EvaluationAct> = {
  qualifying: { admit: 'qualified', fail: 'failed', supersede: 'superseded' },
  qualified: { draw: 'scoring', fail: 'failed', supersede: 'superseded' },
  scoring: { lock: 'locked', fail: 'failed', supersede: 'superseded' },
  locked: { unlock: 'scoring', draft: 'signing', fail: 'failed', supersede: 'superseded' },
  signing: { report: 'reported', retract: 'locked', vacate: 'scoring', supersede: 'superseded' },
  reported: { decide: 'decided', fail: 'failed', supersede: 'superseded' },
  decided: { reopen: 'reported', supersede: 'superseded' },
  failed: {},
  superseded: {},
};

/** Seats are given and taken until the report is handed over. */
export const formingStates: readonly EvaluationState[] = ['scoring', 'locked', 'signing'];
/** The panel talks with bidders and judges until the report is drawn up. */
export const talkingStates: readonly EvaluationState[] = ['scoring', 'locked'];
/** The report waits for its signatures. */
export const awaitsSignatures = (state: EvaluationState): boolean => state === 'signing';

/** Every member has locked: from here members see each other's scores, and the buyer sees the ranking once reported. */
export const lockedStates: readonly EvaluationState[] = ['locked', 'signing', 'reported', 'decided'];
export const rankedStates: readonly EvaluationState[] = ['reported', 'decided'];

/** Not at an end of its own. */
export const livingStates: readonly EvaluationState[] = ['qualifying', 'qualified', 'scoring', 'locked', 'signing', 'reported', 'decided'];
