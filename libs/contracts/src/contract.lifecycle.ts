import type { Lifecycle } from '#kernel';

export const contractStates = ['drafted', 'offered', 'signed_once', 'active', 'rejected', 'completed', 'terminated'] as const;
export type ContractState = (typeof contractStates)[number];
export type ContractAct = 'redraft' | 'offer' | 'sign' | 'reject' | 'publish' | 'file' | 'complete' | 'terminate';

/** The life of a contract: the second signature makes it bind. */
export const contractLifecycle: Lifecycle<ContractState, ContractAct> = {
  drafted: { redraft: 'drafted', offer: 'offered', reject: 'rejected' },
  offered: { sign: 'signed_once', reject: 'rejected' },
  signed_once: { sign: 'active', reject: 'rejected' },
  active: { publish: 'active', file: 'active', complete: 'completed', terminate: 'terminated' },
  rejected: {},
  completed: {},
  terminated: {},
};

/** States in which both sides are or were bound. */
export const boundStates: readonly ContractState[] = ['active', 'completed', 'terminated'];

/** States in which the provider may read the text; a draft is the buyer's own. */
export const offeredStates: readonly ContractState[] = ['offered', 'signed_once', 'rejected', ...boundStates];
