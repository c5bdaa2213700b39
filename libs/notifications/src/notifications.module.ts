import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { addRefusals } from '#platform';
import { MessageQueries } from './message.queries.js';
import { MessageService } from './message.service.js';
import { NotificationsReactions } from './notifications.reactions.js';
import { notificationsRefusals } from './notifications.refusals.js';

addRefusals(notificationsRefusals);

@Module({
  imports: [IdentityModule],
  providers: [MessageQueries, MessageService, NotificationsReactions],
  exports: [MessageQueries, MessageService],
})
export class NotificationsModule {}
