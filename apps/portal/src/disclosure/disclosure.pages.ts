import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { disclosureMessages } from './disclosure.messages.js';

registerMessages(disclosureMessages);

export const disclosurePages: Type[] = [];
export const disclosurePageProviders: Provider[] = [];
