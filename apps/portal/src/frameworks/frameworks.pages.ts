import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { ActPages } from './act-pages.js';
import { FrameworkActPages } from './acts.page.js';
import { AgreementActs } from './agreement.acts.js';
import { FrameworkConcludePages } from './conclude.page.js';
import { EntrantActs } from './entrant.acts.js';
import { FrameworkLinks } from './frameworks.links.js';
import { frameworksMessages } from './frameworks.messages.js';
import { FrameworkTodos } from './frameworks.todo.js';
import { FrameworkListPages } from './list.page.js';
import { OrderActs } from './order.acts.js';
import { FrameworkOrderPages } from './order.page.js';
import { FrameworkPages } from './show.page.js';

registerMessages(frameworksMessages);

export const frameworksPages: Type[] = [FrameworkListPages, FrameworkConcludePages, FrameworkPages, FrameworkOrderPages, FrameworkActPages];
export const frameworksPageProviders: Provider[] = [ActPages, AgreementActs, EntrantActs, OrderActs, FrameworkTodos, FrameworkLinks];
