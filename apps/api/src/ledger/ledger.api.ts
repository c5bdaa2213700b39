import type { Type } from '@nestjs/common';
import { LedgerController } from './ledger.controller.js';

export const ledgerControllers: Type[] = [LedgerController];
