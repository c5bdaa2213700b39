import type { Lifecycle } from '#kernel';

export const challengeStates = ['filed', 'accepted', 'refused', 'answered'] as const;
export type ChallengeState = (typeof challengeStates)[number];
export type ChallengeAct = 'accept' | 'refuse' | 'answer';

/** 质疑: filed by a bidder, taken up or turned away by the buyer, answered to all concerned (MOF Order 94). */
export const challengeLifecycle: Lifecycle<ChallengeState, ChallengeAct> = {
  filed: { accept: 'accepted', refuse: 'refused' },
  accepted: { answer: 'answered' },
  refused: {},
  answered: {},
};

/** States in which the buyer still owes something. */
export const openStates: readonly ChallengeState[] = ['filed', 'accepted'];

export const outcomes = ['upheld', 'partly', 'dismissed'] as const;
export type ChallengeOutcome = (typeof outcomes)[number];
