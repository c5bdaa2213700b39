import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { paymentsMessages } from './payments.messages.js';

registerMessages(paymentsMessages);

export const paymentsPages: Type[] = [];
export const paymentsPageProviders: Provider[] = [];
