import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { assessmentMessages } from './assessment.messages.js';

registerMessages(assessmentMessages);

export const assessmentPages: Type[] = [];
export const assessmentPageProviders: Provider[] = [];
