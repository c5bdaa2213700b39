import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { BidDesk } from './bid-desk.js';
import { BidFilesPages } from './bid-files.page.js';
import { BidPages } from './bid.page.js';
import { biddingMessages } from './bidding.messages.js';
import { BiddingTodo } from './bidding.todo.js';
import { BidsPages } from './bids.page.js';
import { OpeningPages } from './opening.page.js';
import { ReceiptPages } from './receipt.page.js';
import { SubmissionPages } from './submission.page.js';

registerMessages(biddingMessages);

/** The pages with fixed last words stand before the one whose last word is a task. */
export const biddingPages: Type[] = [BidsPages, SubmissionPages, BidFilesPages, ReceiptPages, OpeningPages, BidPages];
export const biddingPageProviders: Provider[] = [BidDesk, BiddingTodo];
