import type { Lifecycle } from '#kernel';

export const challengeStates = ['filed', 'returned', 'accepted', 'refused', 'answered', 'withdrawn'] as const;
export type ChallengeState = (typeof challengeStates)[number];
export type ChallengeAct = 'accept' | 'refuse' | 'return' | 'supplement' | 'answer' | 'withdraw';

/**
 * 质疑: filed by a supplier, taken up, given back once to be completed or turned away by the buyer, answered to all
 * concerned (MOF Order 94).
 */
export const challengeLifecycle: Lifecycle<ChallengeState, ChallengeAct> = {
  filed: { accept: 'accepted', refuse: 'refused', return: 'returned', withdraw: 'withdrawn' },
  returned: { supplement: 'filed', refuse: 'refused', withdraw: 'withdrawn' },
  accepted: { answer: 'answered', withdraw: 'withdrawn' },
  refused: {},
  answered: {},
  withdrawn: {},
};

/** States in which somebody still owes something. */
export const openStates: readonly ChallengeState[] = ['filed', 'returned', 'accepted'];

export const outcomes = ['upheld', 'partly', 'dismissed'] as const;
export type ChallengeOutcome = (typeof outcomes)[number];

/**
 * What follows from an objection that is upheld (Order 94 Art. 16, 31, 32): the documents are corrected and the procedure
 * goes on, the next candidate follows, the offers are evaluated again, with or without their qualification, the purchase begins anew, or an application is
 * reviewed again.
 */
export const remedies = ['correct', 'next_candidate', 'redo', 'requalify', 'restart', 'readmit'] as const;
export type Remedy = (typeof remedies)[number];
