import { Injectable } from '@nestjs/common';
import { absent, type Actor, authorize, ensure, found, next, refuse, showYuan, yuan } from '#kernel';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { budgetLineLifecycle } from './budget-line.lifecycle.js';
import { budgetLinePolicy } from './budget-line.policy.js';
import { BudgetLineRow } from './budget-line.entity.js';
import { Budget } from './budget.service.js';
import type { AdjustBudgetLine } from './plan-item.input.js';

/** What is done with budget lines after they were imported. */
@Injectable()
export class BudgetLineService {
  constructor(
    private readonly database: Database,
    private readonly budget: Budget,
  ) {}

  /** A second person of finance approves the line; its money is in the ledger from then on. */
  approve(actor: Actor, id: string): Promise<BudgetLineRow> {
    return this.database.transaction(async (tx) => {
      const line = await this.locked(tx, actor, id);
      authorize(budgetLinePolicy.approve, actor, line);
      authorize(budgetLinePolicy.approveAsSecond, actor, line, 'planning.second-person');
      const at = await now(tx);

      line.state = next(budgetLineLifecycle, line.state, 'approve');
      line.approvedBy = actor.personId;
      line.approvedAt = at;
      await tx.save(line);
      await this.budget.appropriate(tx, line, line.amount);
      const facts = { number: line.number, departmentId: line.departmentId, amount: line.amount };
      await record(tx, actor, { type: 'budget-line.approved', subject: id, facts });
      return line;
    });
  }

  /** The line's total becomes another one; less is possible only down to what is held and used. */
  adjust(actor: Actor, id: string, input: AdjustBudgetLine): Promise<BudgetLineRow> {
    return this.database.transaction(async (tx) => {
      const line = await this.locked(tx, actor, id);
      authorize(budgetLinePolicy.adjust, actor, line);
      const [from, to] = [line.amount, yuan(input.amount)];
      ensure(from === to ? refuse('invalid', 'planning.same-amount', {}, [{ field: 'amount', code: 'planning.same-amount' }]) : undefined);

      line.state = next(budgetLineLifecycle, line.state, 'adjust');
      line.amount = to;
      await tx.save(line);
      const adjustment = uuidv7();
      await tx.query(
        `insert into planning.line_adjustment (id, budget_line_id, from_amount, to_amount, reason, person_id)
         values ($1, $2, $3, $4, $5, $6)`,
        [adjustment, id, from.toString(), to.toString(), input.reason, actor.personId],
      );
      await this.budget.adjust(tx, line, adjustment, to - from);
      const facts = { number: line.number, from, to, reason: input.reason };
      await record(tx, actor, { type: 'budget-line.adjusted', subject: id, facts });
      return line;
    });
  }

  /** Year's end: nothing may be held any more, and what is free returns. */
  close(actor: Actor, id: string): Promise<BudgetLineRow> {
    return this.database.transaction(async (tx) => {
      const line = await this.locked(tx, actor, id);
      authorize(budgetLinePolicy.close, actor, line);
      const { reserved } = await this.budget.standing(tx, line.number);
      ensure(reserved > 0n ? refuse('conflict', 'planning.line-in-use', { line: line.number, reserved: showYuan(reserved) }) : undefined);

      line.state = next(budgetLineLifecycle, line.state, 'close');
      line.closedAt = await now(tx);
      await tx.save(line);
      const returned = await this.budget.giveBack(tx, line);
      await record(tx, actor, { type: 'budget-line.closed', subject: id, facts: { number: line.number, returned } });
      return line;
    });
  }

  private async locked(tx: Tx, actor: Actor, id: string): Promise<BudgetLineRow> {
    const line = found(await tx.findOne(BudgetLineRow, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'budget-line');
    if (!budgetLinePolicy.see(actor, line)) throw absent('budget-line');
    return line;
  }
}
