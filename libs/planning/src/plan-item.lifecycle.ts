import type { Lifecycle } from '#kernel';

export const planItemStates = ['draft', 'in_review', 'endorsed', 'approved', 'announced', 'in_procedure', 'settled', 'dropped'] as const;
export type PlanItemState = (typeof planItemStates)[number];
export type PlanItemAct = 'edit' | 'submit' | 'endorse' | 'return' | 'approve' | 'announce' | 'use' | 'release' | 'settle' | 'drop';

/** 采购计划: submitted, endorsed inside the department, approved by finance, announced, bought, settled by a contract. */
export const planItemLifecycle: Lifecycle<PlanItemState, PlanItemAct> = {
  draft: { edit: 'draft', submit: 'in_review', drop: 'dropped' },
  in_review: { endorse: 'endorsed', return: 'draft' },
  endorsed: { approve: 'approved', return: 'draft' },
  approved: { announce: 'announced', drop: 'dropped' },
  announced: { use: 'in_procedure', drop: 'dropped' },
  in_procedure: { settle: 'settled', release: 'announced' },
  settled: {},
  dropped: {},
};

/** Where an item is public: from its announcement on (采购意向公开). */
export const publicStates: readonly PlanItemState[] = ['announced', 'in_procedure', 'settled'];

/** Where money is held or spent for an item; these count against splitting. */
export const reservingStates: readonly PlanItemState[] = ['approved', 'announced', 'in_procedure', 'settled'];
