import { Injectable } from '@nestjs/common';
import { type Deadline, DeadlineQueries, light } from '#calendar';
import { type Contract, ContractQueries, mayOffer, mayRefuseAward, maySign, type WholeContract } from '#contracts';
import { type Actor, has } from '#kernel';
import { Database } from '#platform';
import type { TodoItem, TodoSource } from '../kit/index.js';

/** What contracts ask of a person: draft, offer, sign, publish, file, complete. */
@Injectable()
export class ContractTodos implements TodoSource {
  constructor(
    private readonly contracts: ContractQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly database: Database,
  ) {}

  async todos(actor: Actor): Promise<TodoItem[]> {
    const now = await this.database.now();
    if (has(actor, 'provider_admin')) return this.providers(actor);
    if (!has(actor, 'handler', 'approver')) return [];
    const open = (await this.deadlines.openOf(actor.organizationId, 100)).filter(({ key }) => key.startsWith('contract.'));
    const signing = await Promise.all(
      open.filter(({ key }) => key === 'contract.sign').map((deadline) => this.towardsSigning(actor, deadline, now)),
    );
    const after = has(actor, 'handler') ? await this.afterSigning(open, now) : [];
    return [...signing.flat(), ...after];
  }

  /** One clock, four stages: no contract yet, a draft, an offer, one signature. */
  private async towardsSigning(actor: Actor, deadline: Deadline, now: Date): Promise<TodoItem[]> {
    const contract = await this.contracts.ofAward(deadline.subject);
    const when = { dueAt: deadline.dueAt, light: light(deadline, now) };
    if (!contract || contract.state === 'rejected')
      return has(actor, 'handler') ? [{ title: { key: 'contracts.todo.draft' }, href: draftPage(deadline), ...when }] : [];
    const href = `/buy/contracts/${contract.id}`;
    if (contract.state === 'drafted')
      return mayOffer(actor, contract) ? [{ title: titled('contracts.todo.offer', contract), href: `${href}/offer`, ...when }] : [];
    if (deadline.subjectType === 'award' && deadline.dueAt <= now && unsigned(contract, 'provider') && mayRefuseAward(actor, contract))
      return [{ title: { key: 'contracts.todo.overdue' }, href: `/buy/awards/${deadline.subject}/refusal`, ...when }];
    const own = unsigned(contract, 'buyer') && maySign(actor, contract);
    return own
      ? [{ title: titled('contracts.todo.sign', contract), href: `${href}/signature`, waits: contract.content.provider.name, ...when }]
      : [];
  }

  private async afterSigning(open: readonly Deadline[], now: Date): Promise<TodoItem[]> {
    const due = open.filter(({ key }) => key === 'contract.announce' || key === 'contract.file_copy');
    const contracts = await this.contracts.byIds(due.map(({ subject }) => subject));
    return due.flatMap((deadline): TodoItem[] => {
      const contract = contracts.get(deadline.subject);
      if (!contract || contract.state !== 'active') return [];
      const act = deadline.key === 'contract.announce' ? 'publication' : 'filing';
      return [
        {
          title: titled(`contracts.todo.${act}`, contract),
          href: `/buy/contracts/${contract.id}/${act}`,
          dueAt: deadline.dueAt,
          light: light(deadline, now),
        },
      ];
    });
  }

  private async providers(actor: Actor): Promise<TodoItem[]> {
    const { items } = await this.contracts.list({ providerId: actor.organizationId, states: ['offered', 'signed_once'], limit: 100 });
    const whole = await Promise.all(items.map(({ id }) => this.contracts.byId(id)));
    return whole
      .filter((contract): contract is WholeContract => contract !== null && unsigned(contract, 'provider'))
      .map((contract) => ({
        title: titled('contracts.todo.sign', contract),
        href: `/org/contracts/${contract.id}/signature`,
        dueAt: null,
        light: 'green' as const,
        waits: contract.content.buyer.name,
      }));
  }
}

/** An order of a framework agreement has its own page for drafting. */
const draftPage = ({ subject, subjectType, project }: Deadline): string =>
  subjectType === 'framework-order' ? `/buy/orders/${subject}` : `/buy/contracts/for/${project}?award=${subject}`;

const unsigned = ({ signatures }: WholeContract, side: 'buyer' | 'provider'): boolean => !signatures.some((one) => one.side === side);
const titled = (key: string, { title }: Pick<Contract, 'title'>) => ({ key, facts: { title } });
