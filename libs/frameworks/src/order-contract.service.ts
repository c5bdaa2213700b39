import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, found, next, refuse, toYuan } from '#kernel';
import { type Colleague, OrderContractService } from '#contracts';
import { type Organization, OrganizationQueries } from '#organizations';
import { Database, now, record, type Tx } from '#platform';
import { NoticeQueries } from '#tendering';
import type { Agreement } from './agreement.entity.js';
import { orderPolicy } from './frameworks.policy.js';
import { ofOrder } from './happenings.rules.js';
import type { Order } from './order.entity.js';
import { orderLifecycle } from './order.lifecycle.js';
import { lockOrder, lotsIn } from './rows.queries.js';

/** An order that was taken on becomes a contract like any other, and follows what becomes of it. */
@Injectable()
export class OrderContracts {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly contracts: OrderContractService,
  ) {}

  /** Generates the contract from notice, agreement and order; nothing is typed again. Answers its id. */
  draft(actor: Actor, id: string, managerPersonId: string, colleagues: readonly Colleague[]): Promise<string> {
    return this.database.transaction(async (tx) => {
      const { agreement, order } = await lockOrder(tx, id);
      if (agreement.departmentId !== actor.organizationId) throw absent('order');
      authorize(orderPolicy.contract, actor, agreement, 'framework.order-role');
      next(orderLifecycle, order.state, 'contract');
      ensure(order.announcedAt ? undefined : refuse('conflict', 'framework.announce-first'));

      const contractId = await this.contracts.draft(tx, actor, await this.papers(tx, agreement, order), managerPersonId, colleagues);
      await tx.query('update frameworks.call_off set contract_id = $2 where id = $1', [id, contractId]);
      return contractId;
    });
  }

  /** The contract binds: so does the order. */
  async bind(tx: Tx, actor: Actor, orderId: string, contractId: string): Promise<void> {
    const { agreement, order } = await lockOrder(tx, orderId);
    const at = await now(tx);
    const state = next(orderLifecycle, order.state, 'bind');
    await tx.query('update frameworks.call_off set state = $2, contract_id = $3, contracted_at = $4 where id = $1', [
      orderId,
      state,
      contractId,
      at,
    ]);
    await record(tx, actor, ofOrder(agreement, order, 'order.contracted', { contractId }));
  }

  /** The text was not signed: another may be drafted. */
  async unbind(tx: Tx, orderId: string, contractId: string): Promise<void> {
    await tx.query(`update frameworks.call_off set contract_id = null where id = $1 and contract_id = $2 and state = 'accepted'`, [
      orderId,
      contractId,
    ]);
  }

  /** The contract is done or was ended: nothing more comes of the order. */
  async complete(tx: Tx, actor: Actor, orderId: string): Promise<void> {
    const { agreement, order } = await lockOrder(tx, orderId);
    const at = await now(tx);
    const state = next(orderLifecycle, order.state, 'complete');
    await tx.query('update frameworks.call_off set state = $2, ended_at = $3 where id = $1', [orderId, state, at]);
    await record(tx, actor, ofOrder(agreement, order, 'order.completed'));
  }

  private async papers(tx: Tx, agreement: Agreement, order: Order) {
    const notice = found(await this.notices.byId(agreement.procedureId), 'procedure');
    const lot = (await lotsIn(tx, agreement.id)).find((one) => one.lot === order.lot)!;
    const [entrant] = await tx.query<{ providerId: string }[]>('select provider_id as "providerId" from frameworks.entrant where id = $1', [
      order.entrantId,
    ]);
    const names = await this.organizations.byIds([agreement.departmentId, entrant!.providerId]);
    const price = toYuan(order.amount);
    return {
      orderId: order.id,
      departmentId: agreement.departmentId,
      procedure: { id: agreement.procedureId, number: agreement.content.number, planItemId: order.planItemId, ruleDay: agreement.ruleDay },
      termStatements: [],
      notice: {
        ...notice.content,
        version: agreement.content.version,
        title: `${agreement.title}（框架协议订单 ${order.number}）`,
        months: order.months,
        service: { ...notice.content.service, quantity: order.quantity, unit: lot.unit },
        budget: { maxPrice: price },
        instalments: [{ name: '订单完成', percent: 100, due: order.months }],
      },
      award: { id: order.id, state: 'announced', price: order.amount, announcedAt: order.acceptedAt },
      offer: { price, plan: notice.content.service.description, staffing: '', commitment: true },
      buyer: party(names.get(agreement.departmentId)),
      provider: party(names.get(entrant!.providerId)),
    };
  }
}

function party(organization: Organization | undefined) {
  const { id, name, uscc } = found(organization, 'organization');
  return { id, name, uscc };
}
