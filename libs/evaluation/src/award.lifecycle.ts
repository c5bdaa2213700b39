import type { Lifecycle } from '#kernel';

export type AwardState = 'decided' | 'announced' | 'held' | 'final' | 'withdrawn';
export type AwardAct = 'announce' | 'hold' | 'release' | 'finalize' | 'withdraw';

/** A decision, its announcement, and what a challenge or a signature makes of it. */
export const awardLifecycle: Lifecycle<AwardState, AwardAct> = {
  decided: { announce: 'announced', withdraw: 'withdrawn' },
  announced: { hold: 'held', finalize: 'final', withdraw: 'withdrawn' },
  held: { release: 'announced', withdraw: 'withdrawn' },
  final: {},
  withdrawn: {},
};

/** What everybody may see: a decision is the buyer's own until it is announced. */
export const publicAwardStates: readonly AwardState[] = ['announced', 'held', 'final', 'withdrawn'];
/** A lot has at most one of these. */
export const activeAwardStates: readonly AwardState[] = ['decided', 'announced', 'held', 'final'];
