import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { frameworksMessages } from './frameworks.messages.js';

registerMessages(frameworksMessages);

export const frameworksPages: Type[] = [];
export const frameworksPageProviders: Provider[] = [];
