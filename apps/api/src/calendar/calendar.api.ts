import type { Type } from '@nestjs/common';

export const calendarControllers: Type[] = [];
