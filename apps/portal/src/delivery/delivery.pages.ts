import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { deliveryMessages } from './delivery.messages.js';

registerMessages(deliveryMessages);

export const deliveryPages: Type[] = [];
export const deliveryPageProviders: Provider[] = [];
