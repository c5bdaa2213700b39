import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { AssessmentActPages } from './assessment-act.page.js';
import { AssessmentLinks } from './assessment.links.js';
import { assessmentMessages } from './assessment.messages.js';
import { AssessmentPages } from './assessment.page.js';

registerMessages(assessmentMessages);

export const assessmentPages: Type[] = [AssessmentPages, AssessmentActPages];
export const assessmentPageProviders: Provider[] = [AssessmentLinks];
