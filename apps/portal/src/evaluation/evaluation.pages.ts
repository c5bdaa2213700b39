import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { evaluationMessages } from './evaluation.messages.js';

registerMessages(evaluationMessages);

export const evaluationPages: Type[] = [];
export const evaluationPageProviders: Provider[] = [];
