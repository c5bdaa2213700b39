import { Injectable } from '@nestjs/common';
import { type Actor, has } from '#kernel';
import { Database } from '#platform';
import { DeadlineQueries, light } from '#calendar';
import { maySee, PriorQueries, ProcedureQueries } from '#tendering';
import { type TodoItem, type TodoSource, TodoSources, WorkspaceLinks } from '../kit/index.js';

/** Clocks that wait for somebody: in which words, on which page. */
const pages: Readonly<Record<string, { readonly key: string; readonly page: string }>> = {
  'question.answer': { key: 'tendering.todo.questions', page: 'questions' },
  'official_site.publish': { key: 'tendering.todo.official', page: 'official' },
  'prior-objection': { key: 'tendering.todo.prior', page: 'review' },
};

/** What waits for a department's people about its notices: drafts to write, drafts to review, questions, publications. */
@Injectable()
export class TenderingTodo implements TodoSource {
  constructor(
    sources: TodoSources,
    links: WorkspaceLinks,
    private readonly procedures: ProcedureQueries,
    private readonly priors: PriorQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly database: Database,
  ) {
    sources.add(this);
    links.add('buy', { key: 'tendering.projects', href: '/buy/projects', hint: 'tendering.projectsHint' });
    links.add('buy', {
      key: 'tendering.newProject',
      href: '/buy/projects/new',
      hint: 'tendering.newHint',
      roles: ['handler'],
    });
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    if (!maySee(actor, { departmentId: actor.organizationId })) return [];
    const [drafts, reviews, clocks] = await Promise.all([this.drafts(actor), this.reviews(actor), this.clocks(actor)]);
    return [...drafts, ...reviews, ...clocks];
  }

  private async drafts(actor: Actor): Promise<TodoItem[]> {
    if (!has(actor, 'handler')) return [];
    const { items } = await this.procedures.list({
      departmentId: actor.organizationId,
      states: ['draft'],
      limit: 50,
    });
    return items.map(({ id, title, returned }) => ({
      title: { key: returned ? 'tendering.todo.returned' : 'tendering.todo.draft', facts: { title } },
      href: `/buy/projects/${id}`,
      dueAt: null,
      light: returned ? 'amber' : 'grey',
    }));
  }

  /** Only what this person may decide: nobody reviews what they wrote on. */
  private async reviews(actor: Actor): Promise<TodoItem[]> {
    if (!has(actor, 'approver')) return [];
    const { items } = await this.procedures.list({
      departmentId: actor.organizationId,
      states: ['in_review'],
      limit: 50,
    });
    const ids = items.map(({ id }) => id);
    const [written, refuted] = await Promise.all([this.procedures.writtenBy(actor, ids), this.priors.refuted(ids)]);
    return items
      .filter(({ id }) => !written.has(id))
      .map(({ id, title }) => ({
        title: { key: refuted.has(id) ? 'tendering.todo.refuted' : 'tendering.todo.review', facts: { title } },
        href: `/buy/projects/${id}/${refuted.has(id) ? 'abandon' : 'review'}`,
        dueAt: null,
        light: 'amber' as const,
      }));
  }

  private async clocks(actor: Actor): Promise<TodoItem[]> {
    if (!has(actor, 'handler', 'approver')) return [];
    const now = await this.database.now();
    const open = await this.deadlines.openOf(actor.organizationId);
    return open.flatMap((clock) => {
      const waiting = pages[clock.subjectType === 'prior-objection' ? 'prior-objection' : clock.key];
      if (!waiting) return [];
      return [
        {
          title: { key: waiting.key },
          href: `/buy/projects/${clock.project}/${waiting.page}`,
          dueAt: clock.dueAt,
          light: light(clock, now),
        },
      ];
    });
  }
}
