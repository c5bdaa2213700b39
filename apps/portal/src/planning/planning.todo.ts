import { Injectable } from '@nestjs/common';
import { type Actor, has } from '#kernel';
import { mayDo, type PlanItem, type PlanItemAct, type PlanItemState, PlanQueries } from '#planning';
import { type TodoItem, type TodoSource, TodoSources, WorkspaceLinks } from '../kit/index.js';

/** So many of a kind are named one by one; the rest is a number. */
const named = 8;

/** What of the plan waits for somebody, and the ways to it. */
@Injectable()
export class PlanningTodos implements TodoSource {
  constructor(
    private readonly plan: PlanQueries,
    sources: TodoSources,
    links: WorkspaceLinks,
  ) {
    sources.add(this);
    links.add('buy', { key: 'planning.ours', href: '/buy/plans', hint: 'planning.oursLead' });
    links.add('finance', { key: 'planning.queue', href: '/finance/plans', hint: 'planning.queueLead' });
    links.add('oversight', { key: 'planning.queue', href: '/finance/plans' });
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    const own = actor.organizationId;
    const lists = await Promise.all([
      has(actor, 'handler') ? this.drafts(own) : [],
      has(actor, 'handler') ? this.items(actor, 'buy', 'approved', 'announce', own) : [],
      has(actor, 'approver') ? this.items(actor, 'buy', 'in_review', 'endorse', own) : [],
      has(actor, 'finance_checker', 'finance_approver') ? this.items(actor, 'finance', 'endorsed', 'approve') : [],
      has(actor, 'finance_checker', 'finance_approver') ? this.lines(actor) : [],
    ]);
    return lists.flat();
  }

  private async drafts(departmentId: string): Promise<TodoItem[]> {
    const filter = { departmentId, states: ['draft'] as const };
    const [{ items }, count] = await Promise.all([this.plan.items({ ...filter, limit: 100 }), this.plan.countItems(filter)]);
    const returned = items.filter((item) => item.returnReason).slice(0, named);
    const rest = count - returned.length;
    return [
      ...returned.map((item) => waiting('planning.todo.returned', { title: item.title }, `/buy/plans/${item.number}`)),
      ...(rest ? [waiting('planning.todo.draft', { count: rest }, '/buy/plans?state=draft')] : []),
    ];
  }

  private async items(actor: Actor, area: string, state: PlanItemState, act: PlanItemAct, departmentId?: string): Promise<TodoItem[]> {
    const { items } = await this.plan.items({ departmentId, states: [state], limit: 100 });
    const mine = items.filter((item: PlanItem) => mayDo(actor, act, item));
    const more = mine.length - named;
    return [
      ...mine.slice(0, named).map(({ title, number }) => waiting(`planning.todo.${act}`, { title }, `/${area}/plans/${number}`)),
      ...(more > 0 ? [waiting('planning.todo.more', { count: more }, `/${area}/plans?state=${state}`)] : []),
    ];
  }

  private async lines(actor: Actor): Promise<TodoItem[]> {
    const { items } = await this.plan.lines({ states: ['draft'], limit: 100 });
    const mine = items.filter(({ importedBy }) => importedBy !== actor.personId);
    return mine.slice(0, named).map(({ number }) => waiting('planning.todo.line', { number }, `/finance/lines/${number}`));
  }
}

const waiting = (key: string, facts: Readonly<Record<string, string | number>>, href: string): TodoItem => ({
  title: { key, facts },
  href,
  dueAt: null,
  light: 'green',
});
