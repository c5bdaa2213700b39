import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { biddingMessages } from './bidding.messages.js';

registerMessages(biddingMessages);

export const biddingPages: Type[] = [];
export const biddingPageProviders: Provider[] = [];
