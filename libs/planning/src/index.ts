export { type BudgetLineAct, type BudgetLineState, budgetLineLifecycle, budgetLineStates } from './budget-line.lifecycle.js';
export { budgetLinePolicy, importPolicy, seesAllPlans } from './budget-line.policy.js';
export { BudgetLineService } from './budget-line.service.js';
export { type BudgetLine, budgetLineView } from './budget-line.view.js';
export { PlanItemDrawing } from './drawing.service.js';
export {
  type NegativeAnswers,
  type NegativeClause,
  clauseOf,
  namedOnNegativeList,
  negativeClauses,
  negativePrompts,
} from './negative-list.rules.js';
export { PlanChecks } from './plan-checks.service.js';
export { type PlanFileKind, type RowFault, maxPlanBytes, methodNames, planColumns } from './plan-file.rules.js';
export { type ImportOptions, type PlanFile, PlanImport, type PlanImportOutcome } from './plan-import.service.js';
export {
  AdjustBudgetLine,
  AnnouncePlanItem,
  ApprovePlanItem,
  EditPlanItem,
  MethodApproval,
  NegativeListAnswers,
  PlanItemDetails,
  SubmitPlanItem,
  WithReason,
} from './plan-item.input.js';
export { type PlanItemAct, type PlanItemState, planItemLifecycle, planItemStates, publicStates } from './plan-item.lifecycle.js';
export { mayDo, planItemPolicy } from './plan-item.policy.js';
export { type Method, methods } from '#calendar';
export { approvalIn, type Approval, type SmeReserve, type TermStatement, smeReserves, termStatements } from './plan-item.rules.js';
export { PlanItemService } from './plan-item.service.js';
export { type PlanItem, planItemView, publicPlanItem } from './plan-item.view.js';
export { type BudgetLineFilter, type PlanItemFilter, type PlanPage, PlanQueries } from './plan.queries.js';
export { type PlanningEvents } from './planning.events.js';
export { PlanningModule } from './planning.module.js';
export { planningRefusals } from './planning.refusals.js';
export { type Splitting } from './splitting.rules.js';
