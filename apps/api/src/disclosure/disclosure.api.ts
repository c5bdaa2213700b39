import type { Type } from '@nestjs/common';
import { OcdsController } from './ocds.controller.js';

export const disclosureControllers: Type[] = [OcdsController];
