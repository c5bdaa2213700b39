import type { Lifecycle } from '#kernel';

export type SeatState = 'invited' | 'accepted' | 'declared' | 'locked' | 'signed' | 'agreed' | 'declined' | 'recused' | 'replaced';
export type SeatAct = 'accept' | 'decline' | 'declare' | 'recuse' | 'replace' | 'lock' | 'unlock' | 'sign' | 'agree' | 'recall';

/**
 * One person's way through a panel. `agree` is what the law makes of silence: who neither signs nor writes down a dissent is
 * held to agree (MOF Order 87 Art. 61). `recall` takes a signature from a report that was withdrawn. Who declined, recused or was replaced is out for good; the next one
 * drawn comes in.
 */
export const seatLifecycle: Lifecycle<SeatState, SeatAct> = {
  invited: { accept: 'accepted', decline: 'declined', replace: 'replaced' },
  accepted: { declare: 'declared', recuse: 'recused', replace: 'replaced' },
  declared: { lock: 'locked', recuse: 'recused', replace: 'replaced' },
  locked: { unlock: 'declared', sign: 'signed', agree: 'agreed', recuse: 'recused', replace: 'replaced' },
  signed: { recall: 'locked', recuse: 'recused' },
  agreed: {},
  declined: {},
  recused: {},
  replaced: {},
};

/** Seats that count towards the size of the panel. */
export const seatedStates: readonly SeatState[] = ['invited', 'accepted', 'declared', 'locked', 'signed', 'agreed'];
/** Who may read bids: only those who have declared that nothing stands in the way (MOF Order 87 Art. 48). */
export const readingStates: readonly SeatState[] = ['declared', 'locked', 'signed', 'agreed'];
/** Who knows the bidders' names, to declare or recuse. */
export const knowingStates: readonly SeatState[] = ['accepted', 'declared', 'locked', 'signed', 'agreed'];
/** Who has had their say on the report. */
export const settledSeatStates: readonly SeatState[] = ['signed', 'agreed'];
