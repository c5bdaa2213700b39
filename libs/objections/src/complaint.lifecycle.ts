import type { Lifecycle } from '#kernel';

export const complaintStates = [
  'filed',
  'returned',
  'turning',
  'refused',
  'redirected',
  'accepted',
  'sent',
  'stopped',
  'decided',
  'withdrawn',
] as const;
export type ComplaintState = (typeof complaintStates)[number];
export type ComplaintAct =
  'return' | 'supplement' | 'accept' | 'turn' | 'reconsider' | 'refuse' | 'redirect' | 'send' | 'stop' | 'go' | 'decide' | 'withdraw';

/**
 * 投诉 to the finance bureau: examined, given back once to be completed, turned away by a second person, or taken up, sent
 * to those concerned and decided. While tests are made or experts asked the time to decide stands still (Order 94
 * Art. 21–27).
 */
export const complaintLifecycle: Lifecycle<ComplaintState, ComplaintAct> = {
  filed: { return: 'returned', accept: 'accepted', turn: 'turning', withdraw: 'withdrawn' },
  returned: { supplement: 'filed', turn: 'turning', withdraw: 'withdrawn' },
  turning: { refuse: 'refused', redirect: 'redirected', reconsider: 'filed', withdraw: 'withdrawn' },
  accepted: { send: 'sent', withdraw: 'withdrawn' },
  sent: { stop: 'stopped', decide: 'decided', withdraw: 'withdrawn' },
  stopped: { go: 'sent', withdraw: 'withdrawn' },
  refused: {},
  redirected: {},
  decided: {},
  withdrawn: {},
};

/** States in which the finance bureau still owes something. */
export const openComplaints: readonly ComplaintState[] = ['filed', 'turning', 'accepted', 'sent', 'stopped'];
/** Not yet at its end. */
export const livingComplaints: readonly ComplaintState[] = [...openComplaints, 'returned'];

/** Why a complaint is dismissed (Art. 29): no ground in law or fact, facts not proven, or false material. */
export const dismissals = ['unfounded', 'unproven', 'fabricated'] as const;
export type Dismissal = (typeof dismissals)[number];
