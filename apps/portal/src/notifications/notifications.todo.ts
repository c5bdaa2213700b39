import { Injectable } from '@nestjs/common';
import { type Actor, has } from '#kernel';
import { type News, NewsQueries } from '#notifications';
import { type TodoItem, type TodoSource, TodoSources } from '../kit/index.js';

const lights = { corrected: 'amber', suspended: 'amber', cancelled: 'grey', failed: 'grey', answered: 'green' } as const;

/** What a provider finds on its first page: invitations, and what changed in procedures it prepares a bid for. */
@Injectable()
export class NotificationsTodo implements TodoSource {
  constructor(
    private readonly news: NewsQueries,
    sources: TodoSources,
  ) {
    sources.add(this);
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    if (!has(actor, 'provider_admin', 'project_lead')) return [];
    const [invitations, news] = await Promise.all([this.news.invitations(actor), this.news.of(actor)]);
    return [
      ...invitations.map(({ number, title, closesAt }) => ({
        title: { key: 'notifications.todo.invited', facts: { title } },
        href: `/notices/${encodeURIComponent(number)}`,
        dueAt: new Date(closesAt),
        light: 'amber' as const,
      })),
      ...news.map(itemOf),
    ];
  }
}

const itemOf = ({ kind, number, title }: News): TodoItem => ({
  title: { key: `notifications.todo.${kind}`, facts: { title } },
  href: `/notices/${encodeURIComponent(number)}`,
  dueAt: null,
  light: lights[kind],
});
