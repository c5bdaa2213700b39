import { Controller, Get, Req, Res } from '@nestjs/common';
import { type Actor, has } from '#kernel';
import {
  type BudgetLine,
  type PlanItem,
  type PlanItemFilter,
  type PlanItemState,
  planItemStates,
  PlanQueries,
  seesAllPlans,
} from '#planning';
import { LineFigureQueries } from '#ledger';
import { OrganizationQueries } from '#organizations';
import { actorAs, type ListQuery, listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';
import { lineTagOf, quarterOf, tagOf } from './plan-item.data.js';

const filters = ['q', 'state', 'department', 'line'] as const;

/** The plan as the offices work on it: a department's own items; for finance what waits for approval, then all. */
@Controller()
export class PlanListPages {
  constructor(
    private readonly plan: PlanQueries,
    private readonly figures: LineFigureQueries,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
  ) {}

  @Get('buy/plans')
  async own(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const query = readList(request, { path: '/buy/plans', filters, sorts: [] });
    const list = await this.listed(query, { departmentId: actor.organizationId });
    const lines = await this.withMoney((await this.plan.lines({ departmentId: actor.organizationId, limit: 50 })).items);
    const data = { ...list, area: 'buy', lines, mayWrite: has(actor, 'handler') };
    this.views.page(request, reply, 'planning/buy-list', data, {
      title: { key: 'planning.ours' },
      crumbs: [{ href: '/buy', title: { key: 'nav.buy' } }],
    });
  }

  @Get('finance/plans')
  async queue(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'finance_checker', 'finance_approver', 'cashier', 'supervisor');
    const query = readList(request, { path: '/finance/plans', filters, sorts: [] });
    const department =
      seesAllPlans(actor) && /^[0-9a-f-]{36}$/.test(query.filters.department) ? { departmentId: query.filters.department } : {};
    const [list, drafts, waiting] = await Promise.all([
      this.listed(query, department),
      this.plan.lines({ states: ['draft'], limit: 50 }),
      this.plan.items({ states: ['endorsed'], limit: 50 }),
    ]);
    const data = {
      ...list,
      area: 'finance',
      drafts: await this.withNames(drafts.items, actor),
      waiting: await this.withLineMoney(waiting.items),
      mayImport: has(actor, 'finance_checker'),
      departments: (await this.organizations.list({ kind: 'department', limit: 100 })).items.map(({ id, name }) => ({
        value: id,
        text: name,
      })),
    };
    this.views.page(request, reply, 'planning/finance-list', data, {
      title: { key: 'planning.queue' },
      crumbs: [{ href: '/finance', title: { key: 'nav.finance' } }],
    });
  }

  private async listed(query: ListQuery<(typeof filters)[number]>, fixed: PlanItemFilter): Promise<object> {
    const { q, state } = query.filters;
    const states = planItemStates.includes(state as PlanItemState) ? { states: [state as PlanItemState] } : {};
    const filter = { q, ...states, ...fixed };
    const [{ items, next }, total] = await Promise.all([
      this.plan.items({ ...filter, after: query.after, limit: query.size }),
      this.plan.countItems(filter),
    ]);
    const rows = await this.shown(items);
    return {
      list: listView(query, { rows, next, total }),
      rows,
      chosen: query.filters,
      states: planItemStates.map((value) => ({ value, text: { key: `planning.state.${value}` } })),
    };
  }

  private async shown(items: readonly PlanItem[]): Promise<object[]> {
    const departments = await this.organizations.byIds(items.map(({ departmentId }) => departmentId));
    return items.map((item) => ({
      ...item,
      tag: tagOf(item.state),
      when: quarterOf(item.quarter),
      department: departments.get(item.departmentId)?.name ?? '',
    }));
  }

  /** Items beside what their line has left, so that who approves sees both. */
  private async withLineMoney(items: readonly PlanItem[]): Promise<object[]> {
    const [rows, figures] = await Promise.all([
      this.shown(items),
      this.figures.of([...new Set(items.map(({ lineNumber }) => lineNumber))]),
    ]);
    return rows.map((row, place) => {
      const item = items[place]!;
      const free = figures.get(item.lineNumber)?.free ?? 0n;
      return { ...row, waiting: true, free, short: item.amount > free };
    });
  }

  private async withMoney(lines: readonly BudgetLine[]): Promise<object[]> {
    const figures = await this.figures.of(lines.map(({ number }) => number));
    return lines.map((line) => ({ ...line, tag: lineTagOf(line.state), money: figures.get(line.number) }));
  }

  private async withNames(lines: readonly BudgetLine[], actor: Actor): Promise<object[]> {
    const departments = await this.organizations.byIds(lines.map(({ departmentId }) => departmentId));
    return lines.map((line) => ({
      ...line,
      department: departments.get(line.departmentId)?.name ?? '',
      mayApprove: has(actor, 'finance_checker', 'finance_approver') && line.importedBy !== actor.personId,
    }));
  }
}
