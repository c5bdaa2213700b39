import type { Lifecycle } from '#kernel';

export const assessmentStates = ['open', 'scored', 'posted', 'objected', 'final'] as const;
export type AssessmentState = (typeof assessmentStates)[number];
export type AssessmentAct = 'score' | 'close' | 'post' | 'object' | 'finalize' | 'uphold' | 'dismiss';

/** From the accepted work to the amount that may be paid; nothing becomes final that was not posted. */
export const assessmentLifecycle: Lifecycle<AssessmentState, AssessmentAct> = {
  open: { score: 'open', close: 'scored' },
  scored: { post: 'posted' },
  posted: { object: 'objected', finalize: 'final' },
  objected: { uphold: 'open', dismiss: 'posted' },
  final: {},
};

/** What everybody may read: a result from its posting on. */
export const publicStates: readonly AssessmentState[] = ['posted', 'objected', 'final'];

/** When a posted result becomes final by itself. */
export function due({ state, postingEndsAt }: { state: AssessmentState; postingEndsAt: Date | null }): Date | null {
  return state === 'posted' ? postingEndsAt : null;
}
