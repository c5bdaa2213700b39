import { has, type Policy } from '#kernel';

/** The whole ledger is read by those who keep it and those who watch it. */
export const ledgerPolicy = {
  read: (actor) => has(actor, 'finance_checker', 'finance_approver', 'cashier', 'supervisor'),
} satisfies Record<string, Policy<null>>;
