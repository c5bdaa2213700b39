import type { Type } from '@nestjs/common';
import { DeadlineController } from './deadline.controller.js';
import { HistoryController } from './history.controller.js';

export const supervisionControllers: Type[] = [DeadlineController, HistoryController];
