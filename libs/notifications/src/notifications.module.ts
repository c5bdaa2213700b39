import { Module } from '@nestjs/common';
import { BiddingModule } from '#bidding';
import { IdentityModule } from '#identity';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { MessageQueries } from './message.queries.js';
import { MessageService } from './message.service.js';
import { NewsQueries } from './news.queries.js';
import { NotificationsReactions } from './notifications.reactions.js';
import { notificationsRefusals } from './notifications.refusals.js';
import { Reaches } from './reach.queries.js';

addRefusals(notificationsRefusals);

@Module({
  imports: [BiddingModule, IdentityModule, TenderingModule],
  providers: [MessageQueries, MessageService, NewsQueries, NotificationsReactions, Reaches],
  exports: [MessageQueries, MessageService, NewsQueries],
})
export class NotificationsModule {}
