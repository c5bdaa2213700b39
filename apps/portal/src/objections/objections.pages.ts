import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { ChallengeFilePages } from './challenge-file.page.js';
import { ChallengePages } from './challenge.page.js';
import { objectionsMessages } from './objections.messages.js';
import { ObjectionsTodos } from './objections.todo.js';

registerMessages(objectionsMessages);

export const objectionsPages: Type[] = [ChallengeFilePages, ChallengePages];
export const objectionsPageProviders: Provider[] = [ObjectionsTodos];
