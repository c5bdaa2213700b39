import { type Fen, toYuan } from '#kernel';
import type { NegativeAnswers } from './negative-list.rules.js';
import type { PlanItemState } from './plan-item.lifecycle.js';
import type { Method } from '#calendar';
import type { Approval, SmeReserve, TermStatement } from './plan-item.rules.js';

/** A plan item as rooms and pages see it. */
export interface PlanItem {
  readonly id: string;
  readonly number: string;
  readonly year: number;
  readonly budgetLineId: string;
  readonly lineNumber: string;
  readonly departmentId: string;
  readonly title: string;
  readonly category: string;
  readonly beneficiaries: string;
  readonly quantity: number;
  readonly unit: string;
  readonly quality: string;
  readonly amount: Fen;
  readonly quarter: string;
  readonly method: Method;
  readonly months: number;
  readonly state: PlanItemState;
  readonly version: number;
  readonly draftedBy: string;
  readonly negativeList: NegativeAnswers | null;
  readonly termStatements: readonly TermStatement[] | null;
  /** 采购方式批准; null where none was needed. */
  readonly methodApproval: Approval | null;
  readonly smeReserve: SmeReserve | null;
  readonly smeBasis: string | null;
  readonly submittedBy: string | null;
  readonly submittedAt: Date | null;
  readonly endorsedBy: string | null;
  readonly endorsedAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly splitReason: string | null;
  readonly returnReason: string | null;
  readonly announcedAt: Date | null;
  readonly officialUrl: string | null;
  readonly procedureId: string | null;
  readonly contractId: string | null;
  readonly settledPrice: Fen | null;
  readonly dropReason: string | null;
  readonly closedAt: Date | null;
}

/** What the public may read of an announced item: the need, the money, the time, the official address. */
export function publicPlanItem(item: PlanItem) {
  const { id, number, year, lineNumber, departmentId, title, category, beneficiaries, quantity, unit, quality } = item;
  const { quarter, method, months, state, announcedAt, officialUrl } = item;
  const settledPrice = item.settledPrice === null ? null : toYuan(item.settledPrice);
  return {
    id,
    number,
    year,
    lineNumber,
    departmentId,
    title,
    category,
    beneficiaries,
    quantity,
    unit,
    quality,
    amount: toYuan(item.amount),
    quarter,
    method,
    months,
    state,
    announcedAt,
    officialUrl,
    settledPrice,
  };
}

/** The same with its course inside the offices, for those who work on it. */
export function planItemView(item: PlanItem) {
  const { budgetLineId, version, negativeList, termStatements, methodApproval, smeReserve, smeBasis, submittedAt, endorsedAt, approvedAt } =
    item;
  const { splitReason, returnReason, procedureId, contractId, dropReason, closedAt } = item;
  return {
    ...publicPlanItem(item),
    budgetLineId,
    version,
    negativeList,
    termStatements,
    methodApproval,
    smeReserve,
    smeBasis,
    submittedAt,
    endorsedAt,
    approvedAt,
    splitReason,
    returnReason,
    procedureId,
    contractId,
    dropReason,
    closedAt,
  };
}
