import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { custodyMessages } from './custody.messages.js';
import { ByHandPages } from './by-hand.page.js';
import { CustodyPages } from './custody.page.js';
import { CustodyTodo } from './custody.todo.js';
import { HolderOpeningPages } from './holder-opening.page.js';
import { HoldersBoxes } from './holders-boxes.js';
import { KeyEndPages } from './key-end.page.js';
import { ProjectKeysPages } from './project-keys.page.js';

registerMessages(custodyMessages);

export const custodyPages: Type[] = [CustodyPages, ByHandPages, HolderOpeningPages, KeyEndPages, ProjectKeysPages];
export const custodyPageProviders: Provider[] = [HoldersBoxes, CustodyTodo];
