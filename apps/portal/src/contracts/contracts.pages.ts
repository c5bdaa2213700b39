import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { AwardRefusalPages } from './award-refusal.page.js';
import { ContractBlocks } from './contract-blocks.js';
import { ContractListPages } from './contract-list.page.js';
import { ContractPages } from './contract.page.js';
import { ContractLinks } from './contracts.links.js';
import { contractsMessages } from './contracts.messages.js';
import { ContractTodos } from './contracts.todo.js';
import { ContractActPages } from './desk-act.page.js';
import { ContractDeskPages } from './desk.page.js';
import { ContractDraftPages } from './draft.page.js';

registerMessages(contractsMessages);

export const contractsPages: Type[] = [
  AwardRefusalPages,
  ContractListPages,
  ContractPages,
  ContractDraftPages,
  ContractDeskPages,
  ContractActPages,
];
export const contractsPageProviders: Provider[] = [ContractBlocks, ContractTodos, ContractLinks];
