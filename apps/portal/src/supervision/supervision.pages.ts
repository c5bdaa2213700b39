import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { BoardPages } from './board.page.js';
import { CasePages } from './case.page.js';
import { ProjectLights } from './project-lights.js';
import { supervisionMessages } from './supervision.messages.js';
import { SupervisionTodo } from './supervision.todo.js';

registerMessages(supervisionMessages);

export const supervisionPages: Type[] = [BoardPages, CasePages];
export const supervisionPageProviders: Provider[] = [ProjectLights, SupervisionTodo];
