import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '#calendar';
import { LedgerModule } from '#ledger';
import { OrganizationsModule } from '#organizations';
import { addRefusals } from '#platform';
import { BudgetLineRow } from './budget-line.entity.js';
import { PlanItemDrawing } from './drawing.service.js';
import { BudgetLineService } from './budget-line.service.js';
import { Budget } from './budget.service.js';
import { FiledPlan } from './filed-plan.service.js';
import { PlanChecks } from './plan-checks.service.js';
import { PlanImport } from './plan-import.service.js';
import { PlanItemRow } from './plan-item.entity.js';
import { PlanItemService } from './plan-item.service.js';
import { PlanQueries } from './plan.queries.js';
import { planningRefusals } from './planning.refusals.js';

addRefusals(planningRefusals);

@Module({
  imports: [CalendarModule, LedgerModule, OrganizationsModule, TypeOrmModule.forFeature([BudgetLineRow, PlanItemRow])],
  providers: [Budget, BudgetLineService, FiledPlan, PlanChecks, PlanImport, PlanItemDrawing, PlanItemService, PlanQueries],
  exports: [BudgetLineService, PlanChecks, PlanImport, PlanItemDrawing, PlanItemService, PlanQueries],
})
export class PlanningModule {}
