import type { Lifecycle } from '#kernel';

export type SeatState = 'invited' | 'accepted' | 'declared' | 'locked' | 'signed' | 'declined' | 'recused' | 'replaced';
export type SeatAct = 'accept' | 'decline' | 'declare' | 'recuse' | 'replace' | 'lock' | 'unlock' | 'sign';

/** One person's way through a panel. Who declined, recused or was replaced is out for good; the next one drawn comes in. */
export const seatLifecycle: Lifecycle<SeatState, SeatAct> = {
  invited: { accept: 'accepted', decline: 'declined', replace: 'replaced' },
  accepted: { declare: 'declared', recuse: 'recused', replace: 'replaced' },
  declared: { lock: 'locked', recuse: 'recused', replace: 'replaced' },
  locked: { unlock: 'declared', sign: 'signed', recuse: 'recused', replace: 'replaced' },
  signed: {},
  declined: {},
  recused: {},
  replaced: {},
};

/** Seats that count towards the size of the panel. */
export const seatedStates: readonly SeatState[] = ['invited', 'accepted', 'declared', 'locked', 'signed'];
/** Who may read bids: only those who have declared that nothing stands in the way (MOF Order 87 Art. 48). */
export const readingStates: readonly SeatState[] = ['declared', 'locked', 'signed'];
/** Who knows the bidders' names, to declare or recuse. */
export const knowingStates: readonly SeatState[] = ['accepted', 'declared', 'locked', 'signed'];
