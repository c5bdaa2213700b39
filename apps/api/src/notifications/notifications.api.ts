import type { Type } from '@nestjs/common';
import { MessageController } from './message.controller.js';

export const notificationsControllers: Type[] = [MessageController];
