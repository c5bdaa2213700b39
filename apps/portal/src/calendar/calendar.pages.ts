import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { calendarMessages } from './calendar.messages.js';

registerMessages(calendarMessages);

export const calendarPages: Type[] = [];
export const calendarPageProviders: Provider[] = [];
