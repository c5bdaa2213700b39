import type { Lifecycle } from '#kernel';

export const boxStates = ['open', 'sealed', 'opened', 'void'] as const;
export type BoxState = (typeof boxStates)[number];
export type BoxAct = 'seal' | 'open' | 'void';

/** All bids of one procedure. Sealed at the deadline, opened by two persons; void when too few came or it was cancelled. */
export const boxLifecycle: Lifecycle<BoxState, BoxAct> = {
  open: { seal: 'sealed', void: 'void' },
  sealed: { open: 'opened', void: 'void' },
  opened: {},
  void: {},
};

/** When an open box is to be sealed. */
export function due({ state, sealsAt }: { state: BoxState; sealsAt: Date }): Date | null {
  return state === 'open' ? sealsAt : null;
}
