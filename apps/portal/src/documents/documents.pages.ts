import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { documentsMessages } from './documents.messages.js';
import { FilePages } from './file.page.js';
import { PaperPages } from './paper.page.js';
import { PrintPages } from './print.page.js';
import { verifyMessages } from './verify.messages.js';
import { VerifyOpeningPages } from './verify-opening.page.js';
import { VerifyPages } from './verify.page.js';

registerMessages(documentsMessages);
registerMessages(verifyMessages);

export const documentsPages: Type[] = [FilePages, PaperPages, PrintPages, VerifyOpeningPages, VerifyPages];
export const documentsPageProviders: Provider[] = [];
