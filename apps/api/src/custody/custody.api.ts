import type { Type } from '@nestjs/common';
import { KeyHolderController } from './key-holder.controller.js';

export const custodyControllers: Type[] = [KeyHolderController];
