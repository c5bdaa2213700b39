import type { Type } from '@nestjs/common';

export const frameworksControllers: Type[] = [];
