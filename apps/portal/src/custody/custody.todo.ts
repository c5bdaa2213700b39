import { Injectable } from '@nestjs/common';
import { type Actor, has } from '#kernel';
import { type HolderDuty, HolderDuties } from '#bidding';
import { NoticeQueries } from '#tendering';
import { type TodoItem, type TodoSource, TodoSources, WorkspaceLinks } from '../kit/index.js';
import { ProjectLinks } from '../tendering/project-links.js';
import { HoldersBoxes } from './holders-boxes.js';

/** Boxes that wait for a holder's key or soon will, and minutes that wait for the signature of who was there. */
@Injectable()
export class CustodyTodo implements TodoSource {
  constructor(
    private readonly boxes: HoldersBoxes,
    private readonly duties: HolderDuties,
    private readonly notices: NoticeQueries,
    sources: TodoSources,
    links: WorkspaceLinks,
    projects: ProjectLinks,
  ) {
    sources.add(this);
    const link = { key: 'custody.desk', href: '/keys', hint: 'custody.deskHint' };
    links.add('buy', { ...link, roles: ['approver', 'key_holder'] });
    links.add('finance', { ...link, roles: ['finance_approver', 'key_holder'] });
    links.add('oversight', link);
    projects.add({
      key: 'custody.projectKeys',
      href: ({ id }) => `/buy/projects/${id}/keys`,
      when: ({ state, departmentId }, actor) => ['open', 'suspended'].includes(state) && actor.organizationId === departmentId,
    });
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    if (!has(actor, 'key_holder')) return [];
    const boxes = await this.boxes.waiting(actor);
    const waiting = boxes.map(({ id, title, sealedAt, given }) => ({
      title: { key: 'bidding.todo.open', facts: { title } },
      href: `/keys/openings/${id}`,
      dueAt: sealedAt,
      light: 'amber' as const,
      ...(given ? { waits: given } : {}),
    }));
    const unsigned = await this.items('custody.todo.sign', 'amber', await this.duties.unsigned(actor));
    const sealing = await this.items('custody.todo.sealing', 'green', await this.duties.sealing(actor));
    return [...waiting, ...unsigned, ...sealing];
  }

  private async items(key: string, light: 'amber' | 'green', duties: readonly HolderDuty[]): Promise<TodoItem[]> {
    const notices = await this.notices.summaries(duties.map(({ procedureId }) => procedureId));
    return duties.map(({ procedureId, at }) => ({
      title: { key, facts: { title: notices.get(procedureId)?.title ?? '' } },
      href: `/keys/openings/${procedureId}`,
      dueAt: at,
      light,
    }));
  }
}
