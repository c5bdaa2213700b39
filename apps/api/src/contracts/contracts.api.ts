import type { Type } from '@nestjs/common';
import { ContractDraftController } from './contract-draft.controller.js';
import { ContractController } from './contract.controller.js';

export const contractsControllers: Type[] = [ContractController, ContractDraftController];
