import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { objectionsMessages } from './objections.messages.js';

registerMessages(objectionsMessages);

export const objectionsPages: Type[] = [];
export const objectionsPageProviders: Provider[] = [];
