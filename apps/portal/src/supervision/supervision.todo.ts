import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { LightQueries, mayOversee } from '#supervision';
import { hasMessage, type TodoItem, type TodoSource, TodoSources, type Told, WorkspaceLinks } from '../kit/index.js';

/** The newest reds stand on the supervisors' workspace; one click leads to the case file and its reasons. */
@Injectable()
export class SupervisionTodo implements TodoSource {
  constructor(
    sources: TodoSources,
    links: WorkspaceLinks,
    private readonly database: Database,
    private readonly lights: LightQueries,
    private readonly organizations: OrganizationQueries,
  ) {
    sources.add(this);
    links.add('oversight', {
      key: 'supervision.board',
      href: '/oversight/board',
      hint: 'supervision.boardHint',
    });
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    if (!mayOversee(actor, null)) return [];
    const { items } = await this.lights.list({ now: await this.database.now(), light: 'red', limit: 20 });
    const names = await this.organizations.byIds(items.map(({ holder }) => holder));
    return items.map(({ key, holder, project, dueAt, light }) => ({
      title: lateTitle(key, names.get(holder)?.name ?? ''),
      href: project ? `/oversight/projects/${project}` : '/oversight/board',
      dueAt,
      light,
    }));
  }
}

/** "海陵区民政局：公开合同": who is late with what. */
function lateTitle(rule: string, holder: string): Told {
  const key = `supervision.late.${rule}`;
  return hasMessage(key) ? { key, facts: { holder } } : { key: 'supervision.todo', facts: { holder, rule } };
}
