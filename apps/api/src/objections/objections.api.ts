import type { Type } from '@nestjs/common';
import { ChallengeController } from './challenge.controller.js';
import { ComplaintController } from './complaint.controller.js';
import { EnquiryController } from './enquiry.controller.js';
import { PublishedObjectionController } from './published.controller.js';

export const objectionsControllers: Type[] = [EnquiryController, ChallengeController, ComplaintController, PublishedObjectionController];
