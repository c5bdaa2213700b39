import { Module } from '@nestjs/common';
import { addRefusals } from '#platform';
import { DocumentService } from './document.service.js';
import { documentsRefusals } from './documents.refusals.js';
import { Files } from './files.service.js';
import { Printer } from './print.gateway.js';
import { Prints } from './print.service.js';
import { Seal } from './seal.gateway.js';
import { Signer } from './signer.gateway.js';
import { Templates } from './template.gateway.js';
import { Verification } from './verification.queries.js';

addRefusals(documentsRefusals);

const services = [Files, Seal, Signer, Templates, DocumentService, Printer, Prints, Verification];

@Module({ providers: services, exports: services })
export class DocumentsModule {}
