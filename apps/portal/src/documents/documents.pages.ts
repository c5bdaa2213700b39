import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { documentsMessages } from './documents.messages.js';

registerMessages(documentsMessages);

export const documentsPages: Type[] = [];
export const documentsPageProviders: Provider[] = [];
