import type { Type } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { SessionController } from './session.controller.js';
import { TeamController } from './team.controller.js';

export const identityControllers: Type[] = [SessionController, AccountController, TeamController];
