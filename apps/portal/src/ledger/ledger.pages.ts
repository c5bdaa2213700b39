import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { ledgerMessages } from './ledger.messages.js';

registerMessages(ledgerMessages);

export const ledgerPages: Type[] = [];
export const ledgerPageProviders: Provider[] = [];
