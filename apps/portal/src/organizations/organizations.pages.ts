import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { ImportPages } from './import.page.js';
import { OrganizationPages } from './organization.page.js';
import { organizationsMessages } from './organizations.messages.js';
import { ProfileBlocks } from './profile-blocks.js';
import { StandingPages } from './standing.page.js';

registerMessages(organizationsMessages);

export const organizationsPages: Type[] = [OrganizationPages, StandingPages, ImportPages];
export const organizationsPageProviders: Provider[] = [ProfileBlocks];
