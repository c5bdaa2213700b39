import { type Actor, has, type Policy } from '#kernel';

interface Line {
  readonly departmentId: string;
  readonly importedBy: string;
}

const finance = (actor: Actor): boolean => has(actor, 'finance_checker', 'finance_approver');

/** Reads every line, whosever: those who keep the money and those who watch it. */
export const seesAllPlans = (actor: Actor): boolean => finance(actor) || has(actor, 'cashier', 'supervisor');

export const budgetLinePolicy = {
  see: (actor, line) => seesAllPlans(actor) || actor.organizationId === line.departmentId,
  approve: (actor) => finance(actor),
  /** Four eyes: who brought the line in does not approve it. */
  approveAsSecond: (actor, line) => actor.personId !== line.importedBy,
  adjust: (actor) => has(actor, 'finance_approver'),
  close: (actor) => has(actor, 'finance_approver'),
} satisfies Record<string, Policy<Line>>;

export const importPolicy = {
  budgetLines: (actor) => has(actor, 'finance_checker'),
  planItems: (actor) => finance(actor) || has(actor, 'handler'),
} satisfies Record<string, Policy<null>>;

/** Finance hands in the plan of the whole district, a department its own. */
export const importsForAll = (actor: Actor): boolean => finance(actor);
