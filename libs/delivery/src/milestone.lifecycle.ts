import type { Lifecycle } from '#kernel';

export const milestoneStates = ['planned', 'submitted', 'accepted', 'rejected', 'dropped'] as const;
export type MilestoneState = (typeof milestoneStates)[number];
export type MilestoneAct = 'submit' | 'return' | 'accept' | 'reject' | 'drop';

/** From the plan of the contract to the buyer's answer; a contract that ends early drops what was not answered. */
export const milestoneLifecycle: Lifecycle<MilestoneState, MilestoneAct> = {
  planned: { submit: 'submitted', drop: 'dropped' },
  submitted: { return: 'planned', accept: 'accepted', reject: 'rejected', drop: 'dropped' },
  accepted: {},
  rejected: {},
  dropped: {},
};
