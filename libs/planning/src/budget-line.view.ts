import { type Fen, toYuan } from '#kernel';
import type { BudgetLineState } from './budget-line.lifecycle.js';

/** A budget line as rooms and pages see it. */
export interface BudgetLine {
  readonly id: string;
  readonly number: string;
  readonly year: number;
  readonly departmentId: string;
  readonly subjectCode: string;
  readonly subjectName: string;
  readonly fundSource: string;
  readonly amount: Fen;
  readonly state: BudgetLineState;
  readonly importedBy: string;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly closedAt: Date | null;
}

/** A budget line as it leaves over the API. */
export function budgetLineView(line: BudgetLine) {
  const { id, number, year, departmentId, subjectCode, subjectName, fundSource, state, approvedAt, closedAt } = line;
  return { id, number, year, departmentId, subjectCode, subjectName, fundSource, amount: toYuan(line.amount), state, approvedAt, closedAt };
}
