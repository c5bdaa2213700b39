import { Injectable } from '@nestjs/common';
import { DeadlineQueries, light } from '#calendar';
import { type Actor, has } from '#kernel';
import { Database } from '#platform';
import { AgreementQueries, OrderQueries } from '#frameworks';
import type { TodoItem, TodoSource } from '../kit/index.js';

/** What framework agreements ask of a person: every clock that runs for the organization, and what was sent to it. */
@Injectable()
export class FrameworkTodos implements TodoSource {
  constructor(
    private readonly agreements: AgreementQueries,
    private readonly orders: OrderQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly database: Database,
  ) {}

  async todos(actor: Actor): Promise<TodoItem[]> {
    if (has(actor, 'provider_admin')) return [...(await this.running(actor, 'org')), ...(await this.asProvider(actor))];
    return has(actor, 'handler', 'approver') ? [...(await this.running(actor, 'buy')), ...(await this.toApprove(actor))] : [];
  }

  private async running(actor: Actor, area: 'buy' | 'org'): Promise<TodoItem[]> {
    const now = await this.database.now();
    const open = (await this.deadlines.openOf(actor.organizationId, 100)).filter(({ key }) => key.startsWith('framework.'));
    const items = await Promise.all(
      open.map(async (deadline): Promise<TodoItem[]> => {
        const href = await this.place(deadline, area);
        return href
          ? [{ title: { key: `frameworks.clock.${deadline.key}` }, href, dueAt: deadline.dueAt, light: light(deadline, now) }]
          : [];
      }),
    );
    return items.flat();
  }

  private async place({ subject, subjectType }: { subject: string; subjectType: string }, area: 'buy' | 'org'): Promise<string | null> {
    if (subjectType === 'framework-order') return `/${area}/orders/${subject}`;
    const agreement = subjectType === 'framework' ? subject : await this.agreements.idOfEntrant(subject);
    return agreement && `/${area}/frameworks/${agreement}`;
  }

  /** An order that a handler placed waits for the second person. */
  private async toApprove(actor: Actor): Promise<TodoItem[]> {
    if (!has(actor, 'approver')) return [];
    const { items } = await this.orders.list({ departmentId: actor.organizationId, states: ['placed'], limit: 20 });
    return items
      .filter(({ placedBy }) => placedBy !== actor.personId)
      .map(({ id, number }) => ({
        title: { key: 'frameworks.todo.approve', facts: { number } },
        href: `/buy/orders/${id}/approval`,
        dueAt: null,
        light: 'green' as const,
      }));
  }

  /** Papers to sign, and contests to quote in. */
  private async asProvider({ organizationId }: Actor): Promise<TodoItem[]> {
    const [{ items }, contests, now] = await Promise.all([
      this.agreements.list({ providerId: organizationId, states: ['signing', 'in_force'], limit: 50 }),
      this.orders.contestsFor(organizationId),
      this.database.now(),
    ]);
    const whole = await Promise.all(items.map(({ id }) => this.agreements.byId(id)));
    const unsigned = whole.filter((agreement) =>
      agreement?.entrants.some(
        ({ id, providerId, state }) =>
          providerId === organizationId &&
          state === 'named' &&
          !agreement.signatures.some(({ entrantId, side }) => entrantId === id && side === 'provider'),
      ),
    );
    return [
      ...unsigned.map((agreement) => ({
        title: { key: 'frameworks.todo.sign', facts: { title: agreement!.title } },
        href: `/org/frameworks/${agreement!.id}/signature`,
        dueAt: null,
        light: 'green' as const,
      })),
      ...contests.map(({ id, number, quotesCloseAt }) => ({
        title: { key: 'frameworks.todo.quote', facts: { number } },
        href: `/org/orders/${id}`,
        dueAt: quotesCloseAt,
        light: light({ amberAt: quotesCloseAt!, dueAt: quotesCloseAt!, metAt: null, cancelledAt: null }, now),
      })),
    ];
  }
}
