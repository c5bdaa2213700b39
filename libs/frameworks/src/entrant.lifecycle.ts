import type { Lifecycle } from '#kernel';

export const entrantStates = ['named', 'applied', 'approved', 'in', 'refused', 'withdrawn', 'lapsed', 'left', 'removed'] as const;
export type EntrantState = (typeof entrantStates)[number];
export type EntrantAct = 'enter' | 'lapse' | 'approve' | 'refuse' | 'withdraw' | 'announce' | 'leave' | 'release' | 'remove' | 'reopen';

/** A provider in a framework agreement: named by the ranking and signed, or applied and announced; then it may be chosen. */
export const entrantLifecycle: Lifecycle<EntrantState, EntrantAct> = {
  named: { enter: 'in', lapse: 'lapsed', remove: 'removed' },
  applied: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: { announce: 'in', withdraw: 'withdrawn' },
  in: { leave: 'left', release: 'left', remove: 'removed' },
  refused: { reopen: 'applied' },
  withdrawn: {},
  lapsed: {},
  left: {},
  removed: {},
};
