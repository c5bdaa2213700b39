import { Injectable } from '@nestjs/common';
import { type Actor, next } from '#kernel';
import { Deadlines } from '#calendar';
import { PlanItemService } from '#planning';
import { now, record, type Tx } from '#platform';
import { type ProcedureState, procedureLifecycle } from './procedure.lifecycle.js';
import { cancelClocks, lockProcedure } from './procedure.lock.service.js';
import { ProcedureService } from './procedure.service.js';
import { Sheets } from './sheet.service.js';

/** What an upheld objection or an order of the finance bureau does to a procedure that is not its own department's act. */
@Injectable()
export class ProcedureOrders {
  constructor(
    private readonly sheets: Sheets,
    private readonly procedures: ProcedureService,
    private readonly planItems: PlanItemService,
    private readonly deadlines: Deadlines,
  ) {}

  /** Stops an open procedure until its department goes on; one in any other state is left as it is. Answers the state before. */
  async halt(tx: Tx, actor: Actor, id: string, reason: string): Promise<ProcedureState> {
    const procedure = await lockProcedure(tx, id);
    if (procedure.state !== 'open') return procedure.state;
    const at = await now(tx);
    const state = next(procedureLifecycle, procedure.state, 'suspend');

    await tx.query('update tendering.procedure set state = $2, suspended_at = $3, suspend_reason = $4, updated_at = $3 where id = $1', [
      id,
      state,
      at,
      reason,
    ]);
    await this.sheets.write(tx, id);
    await record(tx, actor, { type: 'procedure.suspended', subject: id, project: id, facts: { number: procedure.number, reason } });
    return 'open';
  }

  /** Ends a procedure so that it begins anew as the next round. One that has ended is left as it is. */
  async end(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
    const procedure = await lockProcedure(tx, id);
    if (procedure.state === 'closed') return this.procedures.fail(tx, actor, id, reason);
    if (procedure.state !== 'open' && procedure.state !== 'suspended') return;
    const at = await now(tx);
    const state = next(procedureLifecycle, procedure.state, 'cancel');

    await tx.query(
      'update tendering.procedure set state = $2, end_reason = $3, ended_at = $4, suspended_at = null, suspend_reason = null, updated_at = $4 where id = $1',
      [id, state, reason, at],
    );
    await this.planItems.release(tx, actor, procedure.planItemId);
    await cancelClocks(tx, this.deadlines, id);
    await this.sheets.write(tx, id);
    const facts = { number: procedure.number, planItemId: procedure.planItemId, reason };
    await record(tx, actor, { type: 'procedure.cancelled', subject: id, project: id, facts });
  }
}
