import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { organizationsMessages } from './organizations.messages.js';

registerMessages(organizationsMessages);

export const organizationsPages: Type[] = [];
export const organizationsPageProviders: Provider[] = [];
