import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { BudgetLinePages } from './budget-line.page.js';
import { PlanImportPages } from './plan-import.page.js';
import { PlanItemFormPages } from './plan-item-form.page.js';
import { PlanItemStepPages } from './plan-item-step.page.js';
import { PlanItemSubmitPages } from './plan-item-submit.page.js';
import { PlanItemPages } from './plan-item.page.js';
import { PlanListPages } from './plan-list.page.js';
import { planningMessages } from './planning.messages.js';
import { PlanningTodos } from './planning.todo.js';
import { PublicPlanPages } from './public-plan.page.js';

registerMessages(planningMessages);

/** Fixed addresses before those with a number. */
export const planningPages: Type[] = [
  PublicPlanPages,
  PlanListPages,
  PlanItemFormPages,
  PlanImportPages,
  BudgetLinePages,
  PlanItemSubmitPages,
  PlanItemStepPages,
  PlanItemPages,
];
export const planningPageProviders: Provider[] = [PlanningTodos];
