import type { Type } from '@nestjs/common';
import { BudgetLineController } from './budget-line.controller.js';
import { PlanFileController } from './plan-file.controller.js';
import { PlanItemController } from './plan-item.controller.js';

export const planningControllers: Type[] = [BudgetLineController, PlanItemController, PlanFileController];
