import type { Lifecycle } from '#kernel';

export const budgetLineStates = ['draft', 'approved', 'closed'] as const;
export type BudgetLineState = (typeof budgetLineStates)[number];
export type BudgetLineAct = 'approve' | 'adjust' | 'close';

/** 预算指标: imported, approved by a second person, adjusted, closed at the year's end. */
export const budgetLineLifecycle: Lifecycle<BudgetLineState, BudgetLineAct> = {
  draft: { approve: 'approved' },
  approved: { adjust: 'approved', close: 'closed' },
  closed: {},
};
