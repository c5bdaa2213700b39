import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { tenderingMessages } from './tendering.messages.js';

registerMessages(tenderingMessages);

export const tenderingPages: Type[] = [];
export const tenderingPageProviders: Provider[] = [];
