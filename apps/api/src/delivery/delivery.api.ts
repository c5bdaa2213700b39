import type { Type } from '@nestjs/common';
import { LogEntryController, MilestoneController } from './milestone.controller.js';

export const deliveryControllers: Type[] = [MilestoneController, LogEntryController];
