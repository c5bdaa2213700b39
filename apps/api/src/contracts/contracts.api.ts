import type { Type } from '@nestjs/common';
import { AwardRefusalController } from './award-refusal.controller.js';
import { ContractDraftController } from './contract-draft.controller.js';
import { ContractController } from './contract.controller.js';

export const contractsControllers: Type[] = [AwardRefusalController, ContractController, ContractDraftController];
