import type { Type } from '@nestjs/common';
import { DocumentController } from './document.controller.js';
import { FileController } from './file.controller.js';
import { PrintController } from './print.controller.js';

export const documentsControllers: Type[] = [FileController, DocumentController, PrintController];
