import type { Type } from '@nestjs/common';
import { OrganizationController } from './organization.controller.js';

export const organizationsControllers: Type[] = [OrganizationController];
