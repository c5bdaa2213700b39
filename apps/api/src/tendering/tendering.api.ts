import type { Type } from '@nestjs/common';
import { AdmissionController } from './admission.controller.js';
import { CorrectionController } from './correction.controller.js';
import { NoticeController } from './notice.controller.js';
import { ProcedureController } from './procedure.controller.js';
import { QuestionController } from './question.controller.js';

export const tenderingControllers: Type[] = [
  NoticeController,
  ProcedureController,
  CorrectionController,
  QuestionController,
  AdmissionController,
];
