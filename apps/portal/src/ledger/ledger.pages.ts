import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { LedgerLinks } from './ledger.links.js';
import { ledgerMessages } from './ledger.messages.js';
import { LedgerPages } from './ledger.page.js';

registerMessages(ledgerMessages);

export const ledgerPages: Type[] = [LedgerPages];
export const ledgerPageProviders: Provider[] = [LedgerLinks];
