import type { Type } from '@nestjs/common';
import { AwardController } from './award.controller.js';
import { ClarificationController } from './clarification.controller.js';
import { EvaluationController } from './evaluation.controller.js';
import { ExpertController } from './expert.controller.js';
import { PanelController } from './panel.controller.js';

export const evaluationControllers: Type[] = [
  AwardController,
  ClarificationController,
  EvaluationController,
  ExpertController,
  PanelController,
];
