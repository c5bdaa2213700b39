import type { Type } from '@nestjs/common';
import { EntrantController } from './entrant.controller.js';
import { FrameworkController } from './framework.controller.js';
import { FrameworkOrderController } from './order.controller.js';

export const frameworksControllers: Type[] = [FrameworkController, EntrantController, FrameworkOrderController];
