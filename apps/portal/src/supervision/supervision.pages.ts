import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { supervisionMessages } from './supervision.messages.js';

registerMessages(supervisionMessages);

export const supervisionPages: Type[] = [];
export const supervisionPageProviders: Provider[] = [];
