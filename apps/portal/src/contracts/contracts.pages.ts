import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { contractsMessages } from './contracts.messages.js';

registerMessages(contractsMessages);

export const contractsPages: Type[] = [];
export const contractsPageProviders: Provider[] = [];
