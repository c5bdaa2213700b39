import type { Provider, Type } from '@nestjs/common';
import { registerMessages } from '../kit/messages.js';
import { BidDesk } from './bid-desk.js';
import { BidPages } from './bid.page.js';
import { BidWorkspacePages } from './bid-workspace.page.js';
import { biddingMessages } from './bidding.messages.js';
import { BiddingTodo } from './bidding.todo.js';
import { BidsPages } from './bids.page.js';
import { LastPricePages } from './last-price.page.js';
import { OpeningDesk } from './opening.data.js';
import { OpeningPages } from './opening.page.js';
import { OwnSecretsPages } from './own-secrets.page.js';
import { PackedPages } from './packed.page.js';
import { Packer } from './packer.js';
import { PackerPages } from './packer.page.js';
import { ReceiptPages } from './receipt.page.js';
import { WithdrawalPages } from './withdrawal.page.js';

registerMessages(biddingMessages);

/** The pages with fixed last words stand before the one whose last word is a task. */
export const biddingPages: Type[] = [
  BidsPages,
  WithdrawalPages,
  LastPricePages,
  PackedPages,
  OwnSecretsPages,
  PackerPages,
  BidWorkspacePages,
  ReceiptPages,
  OpeningPages,
  BidPages,
];
export const biddingPageProviders: Provider[] = [BidDesk, BiddingTodo, OpeningDesk, Packer];
