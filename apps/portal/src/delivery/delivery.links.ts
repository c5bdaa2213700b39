import { Injectable } from '@nestjs/common';
import { type Deadline, DeadlineQueries, light } from '#calendar';
import { ContractQueries, type WholeContract } from '#contracts';
import { barredFromAccepting, type Milestone, mayAnswer, MilestoneQueries } from '#delivery';
import { type Actor, has } from '#kernel';
import { Database } from '#platform';
import { type ContractBlock, ContractBlocks, type ContractBlockSource, type Reading } from '../contracts/contract-blocks.js';
import { type TodoItem, type TodoSource, TodoSources } from '../kit/index.js';
import { milestoneColours } from './delivery.marks.js';
import { lightOf } from './milestone.data.js';

/** Milestones on a contract's page, and what they ask of people. */
@Injectable()
export class DeliveryLinks implements ContractBlockSource, TodoSource {
  constructor(
    blocks: ContractBlocks,
    sources: TodoSources,
    private readonly milestones: MilestoneQueries,
    private readonly contracts: ContractQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly database: Database,
  ) {
    blocks.add(this);
    sources.add(this);
  }

  async block(contract: WholeContract, reading: Reading): Promise<ContractBlock | null> {
    if (!contract.activeAt) return null;
    const milestones = await this.milestones.ofContract(contract.id);
    const [deadlines, now] = await Promise.all([this.deadlines.ofSubjects(milestones.map(({ id }) => id)), this.database.now()]);
    return {
      title: { key: 'delivery.title' },
      none: { key: 'delivery.none' },
      rows: milestones.map((milestone) => ({
        title: { key: 'delivery.milestone', facts: { no: milestone.no, name: milestone.name } },
        href: reading === 'public' ? null : `/${reading}/milestones/${milestone.id}`,
        state: { word: { key: `delivery.state.${milestone.state}` }, colour: milestoneColours[milestone.state] },
        light: lightOf(milestone, deadlines, now),
        facts: [
          { label: { key: 'delivery.amount' }, value: { key: 'delivery.fen', facts: { amount: milestone.amount } } },
          { label: { key: 'delivery.due' }, value: '', at: milestone.dueAt },
          ...(milestone.answeredAt ? [{ label: { key: 'delivery.answeredAt' }, value: '', at: milestone.answeredAt }] : []),
        ],
      })),
      ...(reading === 'org' && { more: { title: { key: 'delivery.log' }, href: `/org/contracts/${contract.id}/log` } }),
    };
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    const asks = has(actor, 'acceptor')
      ? ['delivery.acceptance']
      : has(actor, 'provider_admin', 'project_lead')
        ? ['delivery.submission', 'delivery.rectify']
        : [];
    if (asks.length === 0) return [];
    const open = (await this.deadlines.openOf(actor.organizationId, 100)).filter(({ key }) => asks.includes(key));
    const now = await this.database.now();
    const items = await Promise.all(open.map((deadline) => this.todo(actor, deadline, now)));
    return items.filter((item) => item !== null);
  }

  private async todo(actor: Actor, deadline: Deadline, now: Date): Promise<TodoItem | null> {
    const milestone = await this.milestones.byId(deadline.subject);
    const contract = milestone && (await this.contracts.byId(milestone.contractId));
    if (!milestone || !contract) return null;
    const when = { dueAt: deadline.dueAt, light: light(deadline, now) };
    const title = (key: string) => ({ key, facts: { no: milestone.no, title: contract.title } });
    if (deadline.key === 'delivery.acceptance') {
      if (!mayAnswer(actor, { ...milestone, barred: barredFromAccepting(contract) })) return null;
      return {
        title: title('delivery.todo.accept'),
        href: `/buy/milestones/${milestone.id}`,
        waits: contract.content.provider.name,
        ...when,
      };
    }
    return this.ripe(milestone, deadline, now)
      ? {
          title: title(`delivery.todo.${deadline.key.split('.')[1]}`),
          href: `/org/milestones/${milestone.id}`,
          waits: contract.content.buyer.name,
          ...when,
        }
      : null;
  }

  /** A report that is due in months does not wait for anybody yet; one that was sent back does at once. */
  private ripe({ state }: Milestone, deadline: Deadline, now: Date): boolean {
    return state === 'planned' && (deadline.key === 'delivery.rectify' || light(deadline, now) !== 'green');
  }
}
