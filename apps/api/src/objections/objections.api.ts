import type { Type } from '@nestjs/common';
import { ChallengeController } from './challenge.controller.js';

export const objectionsControllers: Type[] = [ChallengeController];
