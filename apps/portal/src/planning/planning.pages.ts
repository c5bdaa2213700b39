import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { planningMessages } from './planning.messages.js';

registerMessages(planningMessages);

export const planningPages: Type[] = [];
export const planningPageProviders: Provider[] = [];
