import type { Lifecycle } from '#kernel';

export const procedureStates = [
  'draft',
  'in_review',
  'open',
  'suspended',
  'closed',
  'failed',
  'completed',
  'cancelled',
  'abandoned',
] as const;
export type ProcedureState = (typeof procedureStates)[number];
export type ProcedureAct =
  'submit' | 'return' | 'abandon' | 'publish' | 'correct' | 'extend' | 'suspend' | 'resume' | 'close' | 'cancel' | 'fail' | 'complete';

/** From the draft of a notice to the end of its competition. A failed one is tendered again as a new round. */
export const procedureLifecycle: Lifecycle<ProcedureState, ProcedureAct> = {
  draft: { submit: 'in_review', abandon: 'abandoned' },
  in_review: { return: 'draft', publish: 'open', abandon: 'abandoned' },
  open: { correct: 'open', extend: 'open', suspend: 'suspended', close: 'closed', cancel: 'cancelled' },
  suspended: { correct: 'suspended', resume: 'open', cancel: 'cancelled' },
  closed: { fail: 'failed', complete: 'completed' },
  failed: {},
  completed: {},
  cancelled: {},
  abandoned: {},
};

/** The states the public may see; everything before publication is the department's own. */
export const publicStates: readonly ProcedureState[] = ['open', 'suspended', 'closed', 'failed', 'completed', 'cancelled'];

/** The states after which the plan item may be tendered again. */
export const endedWithoutAward: readonly ProcedureState[] = ['failed', 'cancelled', 'abandoned'];

/** When an open procedure closes by itself; other states have no time of their own. */
export function due({ state, closesAt }: { state: ProcedureState; closesAt: Date | null }): Date | null {
  return state === 'open' ? closesAt : null;
}
