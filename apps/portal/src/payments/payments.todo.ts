import { Injectable } from '@nestjs/common';
import { DeadlineQueries, light } from '#calendar';
import { ContractQueries } from '#contracts';
import { type Actor, has } from '#kernel';
import { clockIn, type Payment, type PaymentFilter, PaymentQueries, ReconcileQueries } from '#payments';
import { Database } from '#platform';
import { type TodoItem, type TodoSource, TodoSources, WorkspaceLinks } from '../kit/index.js';

/** What waits for somebody about money: to ask, to confirm, to check, to release, to clear up. */
@Injectable()
export class PaymentsTodo implements TodoSource {
  constructor(
    sources: TodoSources,
    links: WorkspaceLinks,
    private readonly database: Database,
    private readonly payments: PaymentQueries,
    private readonly contracts: ContractQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly reconcile: ReconcileQueries,
  ) {
    sources.add(this);
    links.add('org', { key: 'payments.title.org', href: '/org/payments' });
    links.add('buy', { key: 'payments.title.buy', href: '/buy/payments' });
    links.add('finance', { key: 'payments.title.finance', href: '/finance/queue' });
    links.add('finance', { key: 'payments.reconcile', href: '/finance/reconcile' });
    links.add('finance', { key: 'payments.overdue', href: '/finance/overdue' });
    links.add('oversight', { key: 'payments.title.finance', href: '/finance/queue' });
    links.add('oversight', { key: 'payments.overdue', href: '/finance/overdue' });
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    const own = actor.organizationId;
    const none = Promise.resolve<TodoItem[]>([]);
    const lists = [
      has(actor, 'provider_finance', 'provider_admin') ? this.of('org', 'ask', { providerId: own, states: ['payable', 'returned'] }) : none,
      has(actor, 'handler', 'approver') ? this.of('buy', 'confirm', { departmentId: own, states: ['requested'] }) : none,
      has(actor, 'finance_checker') ? this.of('finance', 'check', { states: ['confirmed', 'rejected'] }) : none,
      has(actor, 'finance_approver') ? this.of('finance', 'approve', { states: ['checked'] }) : none,
      has(actor, 'cashier') ? this.of('finance', 'unknown', { states: ['unknown'] }) : none,
      has(actor, 'cashier', 'finance_approver') ? this.cases() : none,
    ];
    return (await Promise.all(lists)).flat();
  }

  private async of(area: string, what: string, filter: PaymentFilter): Promise<TodoItem[]> {
    const { items } = await this.payments.list({ ...filter, order: 'oldest', limit: 50 });
    if (items.length === 0) return [];
    const [contracts, clocks, now] = await Promise.all([
      this.contracts.byIds(items.map(({ contractId }) => contractId)),
      this.deadlines.ofSubjects(items.map(({ id }) => id)),
      this.database.now(),
    ]);
    return items.map((payment: Payment) => {
      const { id, number, amount, state, contractId } = payment;
      const keys = [clockIn[state], state === 'unknown' ? 'payment.settle' : null];
      const clock = clocks.find(({ subject, key, metAt, cancelledAt }) => subject === id && keys.includes(key) && !metAt && !cancelledAt);
      return {
        title: {
          key: `payments.todo.${what}`,
          facts: { title: contracts.get(contractId)?.title ?? number, amount },
        },
        href: `/${area}/payments/${number}`,
        dueAt: clock?.dueAt ?? null,
        light: clock ? light(clock, now) : state === 'payable' ? 'grey' : 'amber',
      };
    });
  }

  private async cases(): Promise<TodoItem[]> {
    const cases = await this.reconcile.cases({ open: true });
    if (cases.length === 0) return [];
    return [
      {
        title: { key: 'payments.todo.cases', facts: { count: cases.length } },
        href: '/finance/reconcile',
        dueAt: null,
        light: 'amber',
      },
    ];
  }
}
