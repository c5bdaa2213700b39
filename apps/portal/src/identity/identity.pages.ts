import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { identityMessages } from './identity.messages.js';

registerMessages(identityMessages);

export const identityPages: Type[] = [];
export const identityPageProviders: Provider[] = [];
