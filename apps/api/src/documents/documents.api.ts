import type { Type } from '@nestjs/common';
import { DocumentController } from './document.controller.js';
import { FileController } from './file.controller.js';

export const documentsControllers: Type[] = [FileController, DocumentController];
