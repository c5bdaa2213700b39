import type { Provider, Type } from '@nestjs/common';
import { addMessageSource, registerMessages } from '../kit/messages.js';
import { AttachmentPages } from './attachments.page.js';
import { EligibilityView } from './eligibility.view.js';
import { methodWords } from './method.messages.js';
import { PageCache } from './notice.cache.js';
import { noticeMessages } from './notice.messages.js';
import { NoticeListPages } from './notice-list.page.js';
import { NoticePages } from './notice.page.js';
import { ProjectAdmissionPages } from './project-admission.page.js';
import { ProjectChangePages } from './project-change.page.js';
import { ProjectCheckPages } from './project-check.page.js';
import { ProjectCorrectPages } from './project-correct.page.js';
import { ProjectLinks } from './project-links.js';
import { ProjectQuestionPages } from './project-questions.page.js';
import { ProjectReviewPages } from './project-review.page.js';
import { ProjectPages } from './project.page.js';
import { PriorPages } from './prior.page.js';
import { ReviewView } from './review.view.js';
import { requirementMessages } from './requirement.messages.js';
import { reviewMessages } from './review.messages.js';
import { taskMessages } from './task.messages.js';
import { TaskPages } from './task.page.js';
import { tenderingMessages } from './tendering.messages.js';
import { TenderingTodo } from './tendering.todo.js';

registerMessages(tenderingMessages);
registerMessages(noticeMessages);
registerMessages(taskMessages);
registerMessages(requirementMessages);
registerMessages(reviewMessages);
addMessageSource(methodWords);

export const tenderingPages: Type[] = [
  NoticeListPages,
  NoticePages,
  ProjectPages,
  AttachmentPages,
  TaskPages,
  ProjectCheckPages,
  ProjectReviewPages,
  ProjectAdmissionPages,
  PriorPages,
  ProjectQuestionPages,
  ProjectCorrectPages,
  ProjectChangePages,
];
export const tenderingPageProviders: Provider[] = [ProjectLinks, PageCache, TenderingTodo, ReviewView, EligibilityView];
