import type { Provider, Type } from '@nestjs/common';
import { HOME_SOURCE, HomePages } from '../home/index.js';
import { registerMessages } from '../kit/messages.js';
import { DepartmentPages } from './department.page.js';
import { disclosureMessages } from './disclosure.messages.js';
import { FeedPages } from './feed.page.js';
import { PublicHome } from './home.source.js';
import { MoneyPages } from './money.page.js';
import { ProjectPages } from './project.page.js';
import { SearchPages } from './search.page.js';
import { guideMessages } from './guide.messages.js';
import { TextPages } from './text.page.js';
import { trustMessages } from './trust.messages.js';

[disclosureMessages, guideMessages, trustMessages].forEach(registerMessages);

export const disclosurePages: Type[] = [HomePages, ProjectPages, MoneyPages, DepartmentPages, SearchPages, TextPages, FeedPages];
export const disclosurePageProviders: Provider[] = [PublicHome, { provide: HOME_SOURCE, useExisting: PublicHome }];
