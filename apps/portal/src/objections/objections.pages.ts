import type { Provider, Type } from '@nestjs/common';
import { BadRecordBlock } from './bad-record.block.js';
import { registerMessages } from '../kit/messages.js';
import { ChallengePages } from './challenge.page.js';
import { ComplaintFormPages } from './complaint-form.page.js';
import { complaintMessages } from './complaint.messages.js';
import { ComplaintPages } from './complaint.page.js';
import { EnquiryPages } from './enquiry.page.js';
import { ObjectionListPages } from './objection-list.page.js';
import { ObjectionRoomPages } from './objection-room.page.js';
import { objectionsMessages } from './objections.messages.js';
import { ObjectionsTodos } from './objections.todo.js';
import { PublishedObjectionPages } from './published.page.js';
import { RespondPages } from './respond.page.js';

registerMessages(objectionsMessages);
registerMessages(complaintMessages);

export const objectionsPages: Type[] = [
  ObjectionListPages,
  ObjectionRoomPages,
  EnquiryPages,
  ChallengePages,
  ComplaintFormPages,
  ComplaintPages,
  RespondPages,
  PublishedObjectionPages,
];
export const objectionsPageProviders: Provider[] = [ObjectionsTodos, BadRecordBlock];
