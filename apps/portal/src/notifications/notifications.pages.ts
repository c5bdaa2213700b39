import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { notificationsMessages } from './notifications.messages.js';

registerMessages(notificationsMessages);

export const notificationsPages: Type[] = [];
export const notificationsPageProviders: Provider[] = [];
