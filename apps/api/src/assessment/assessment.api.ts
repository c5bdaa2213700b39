import type { Type } from '@nestjs/common';
import { AssessmentController } from './assessment.controller.js';

export const assessmentControllers: Type[] = [AssessmentController];
