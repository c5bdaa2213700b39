import type { Lifecycle } from '#kernel';

export const orderStates = [
  'placed',
  'quoting',
  'offered',
  'accepted',
  'contracted',
  'completed',
  'declined',
  'failed',
  'cancelled',
] as const;
export type OrderState = (typeof orderStates)[number];
export type OrderAct =
  | 'approve'
  | 'invite'
  | 'skip'
  | 'pass'
  | 'quote'
  | 'decide'
  | 'fail'
  | 'accept'
  | 'decline'
  | 'announce'
  | 'contract'
  | 'bind'
  | 'complete'
  | 'cancel';

/** An order called off from a framework agreement, from the choice to the contract that was made of it. */
export const orderLifecycle: Lifecycle<OrderState, OrderAct> = {
  placed: { approve: 'offered', invite: 'quoting', skip: 'placed', cancel: 'cancelled' },
  quoting: { quote: 'quoting', decide: 'accepted', fail: 'failed', cancel: 'cancelled' },
  offered: { accept: 'accepted', decline: 'declined', pass: 'offered', cancel: 'cancelled' },
  accepted: { announce: 'accepted', contract: 'accepted', bind: 'contracted', cancel: 'cancelled' },
  contracted: { announce: 'contracted', complete: 'completed' },
  completed: {},
  declined: {},
  failed: {},
  cancelled: {},
};

/** States in which an order binds or may come to bind money. */
export const liveOrderStates: readonly OrderState[] = ['placed', 'quoting', 'offered', 'accepted', 'contracted', 'completed'];
