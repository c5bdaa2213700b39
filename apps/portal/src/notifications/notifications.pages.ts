import { Injectable, type Provider, type Type } from '@nestjs/common';
import { MessageQueries } from '#notifications';
import { areas, Unread, WorkspaceLinks } from '../kit/index.js';
import { registerMessages } from '../kit/messages.js';
import { MessagePages } from './message.page.js';
import { notificationsMessages } from './notifications.messages.js';
import { NotificationsTodo } from './notifications.todo.js';

registerMessages(notificationsMessages);

/** The way to the messages, from every workspace and from the header. */
@Injectable()
export class MessageLinks {
  constructor(links: WorkspaceLinks, unread: Unread, messages: MessageQueries) {
    unread.use(messages);
    for (const area of areas) links.add(area, { key: 'notifications.title', href: '/messages', hint: 'notifications.hint' });
  }
}

export const notificationsPages: Type[] = [MessagePages];
export const notificationsPageProviders: Provider[] = [MessageLinks, NotificationsTodo];
