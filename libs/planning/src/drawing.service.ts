import { Injectable } from '@nestjs/common';
import { type Actor, ensure, type Fen, found, next } from '#kernel';
import { now, record, type Tx } from '#platform';
import { BudgetLineRow } from './budget-line.entity.js';
import { Budget } from './budget.service.js';
import { PlanItemRow } from './plan-item.entity.js';
import { planItemLifecycle } from './plan-item.lifecycle.js';
import { withinReservation } from './plan-item.rules.js';
import { lockedItem } from './plan-item.service.js';

/**
 * An item that is used contract by contract, as under a framework agreement or lot by lot: each takes its price out of
 * what is held, the rest stays held, and the item is settled when no more will be drawn. Every method joins.
 */
@Injectable()
export class PlanItemDrawing {
  constructor(private readonly budget: Budget) {}

  /** A contract was signed: its price becomes `contract:<id>:committed`. Refuses what is more than is left. */
  async draw(tx: Tx, actor: Actor, itemId: string, contractId: string, price: Fen): Promise<void> {
    const item = await lockedItem(tx, itemId);
    const { state } = item;
    next(planItemLifecycle, state, 'settle');
    const left = item.amount - item.drawn;
    ensure(withinReservation(price, left));
    const line = await this.lineOf(tx, item);

    const rest = left - price;
    const reservationId = await this.budget.draw(tx, line.number, item.reservationId!, contractId, { price, rest });
    const drawn = item.drawn + price;
    await tx.save(Object.assign(item, { drawn, contractId, reservationId: reservationId ?? item.reservationId }));
    await this.record(tx, actor, item, 'plan-item.drawn', { contractId, price, left: rest });
  }

  /** Nothing more will be drawn: the rest is free again. An item nothing was drawn from waits for another procedure. */
  async finish(tx: Tx, actor: Actor, itemId: string): Promise<void> {
    const item = await lockedItem(tx, itemId);
    const { procedureId, drawn } = item;
    const state = next(planItemLifecycle, item.state, drawn > 0n ? 'settle' : 'release');
    const rest = item.amount - drawn;
    const line = await this.lineOf(tx, item);

    if (drawn === 0n) {
      await tx.save(Object.assign(item, { state, procedureId: null }));
      return this.record(tx, actor, item, 'plan-item.released', { procedureId }, procedureId);
    }
    if (rest > 0n) await this.budget.release(tx, line.number, itemId, item.reservationId!, rest);
    await tx.save(Object.assign(item, { state, settledPrice: drawn, closedAt: await now(tx) }));
    await this.record(tx, actor, item, 'plan-item.settled', { contractId: item.contractId, price: drawn, returned: rest });
  }

  /** The procedure that used it by lots is complete. One that was settled by its only contract, or not drawn from, stays as it is. */
  async settleDrawn(tx: Tx, actor: Actor, itemId: string): Promise<void> {
    const { state, drawn } = await lockedItem(tx, itemId);
    if (state === 'in_procedure' && drawn > 0n) await this.finish(tx, actor, itemId);
  }

  private async lineOf(tx: Tx, item: PlanItemRow): Promise<BudgetLineRow> {
    const where = { id: item.budgetLineId };
    return found(await tx.findOne(BudgetLineRow, { where, lock: { mode: 'pessimistic_write' } }), 'budget-line');
  }

  private record(tx: Tx, actor: Actor, item: PlanItemRow, type: string, facts: object, project = item.procedureId): Promise<void> {
    const { id, number, departmentId } = item;
    return record(tx, actor, { type, subject: id, project, facts: { number, departmentId, ...facts } });
  }
}
