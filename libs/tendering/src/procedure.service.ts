import { Injectable } from '@nestjs/common';
import { type Actor, absent, ensure, next, system } from '#kernel';
import { now, record, type Tx } from '#platform';
import { Deadlines } from '#calendar';
import { PlanItemDrawing, PlanItemService } from '#planning';
import type { Method } from '#calendar';
import { type Procedure } from './procedure.entity.js';
import { type ProcedureState, procedureLifecycle } from './procedure.lifecycle.js';
import { cancelClocks, lockProcedure } from './procedure.lock.service.js';
import { Revisions } from './revision.service.js';
import { hasEnded } from './schedule.rules.js';
import { Sheets } from './sheet.service.js';

/** What later rooms need of a procedure they hold. Amounts in fen. */
export interface HeldProcedure {
  readonly id: string;
  readonly state: ProcedureState;
  readonly number: string;
  readonly method: Method;
  readonly ruleDay: string;
  readonly departmentId: string;
  readonly planItemId: string;
  readonly round: number;
  readonly version: number;
  readonly budget: bigint;
  readonly maxPrice: bigint;
  readonly questionsUntil: Date;
  readonly closesAt: Date;
  readonly closedAt: Date | null;
  readonly converted: boolean;
}

/** The doors through which later rooms hold, close, fail and complete a procedure. Each joins the caller's transaction. */
@Injectable()
export class ProcedureService {
  constructor(
    private readonly sheets: Sheets,
    private readonly revisions: Revisions,
    private readonly planItems: PlanItemService,
    private readonly drawing: PlanItemDrawing,
    private readonly deadlines: Deadlines,
  ) {}

  /**
   * The published procedure under a share lock: as long as the caller's transaction runs nobody closes, corrects or
   * cancels it. The caller judges state and time. Refuses `absent` for a draft.
   */
  holdOpen(tx: Tx, id: string): Promise<HeldProcedure> {
    return held(tx, id, 'for share');
  }

  /**
   * Closes at the deadline, judged by one reading of the database clock under the exclusive lock. Refuses
   * `procedure.not-yet` before it. While a question asked in time has no answer it stays open and its deadline moves
   * by the method's rule. Whoever comes later, or to one that is not open, gets it as it is.
   */
  async close(tx: Tx, id: string): Promise<HeldProcedure> {
    const procedure = await lockProcedure(tx, id);
    if (procedure.state !== 'open') return held(tx, id, '');
    const at = await now(tx);
    ensure(hasEnded(procedure.closesAt!, at));
    if (await this.revisions.waitForAnswers(tx, procedure, at)) return held(tx, id, '');
    const state = next(procedureLifecycle, procedure.state, 'close');

    await tx.query('update tendering.procedure set state = $2, closed_at = $3, updated_at = $3 where id = $1', [id, state, at]);
    await this.sheets.write(tx, id);
    await record(tx, system('clock'), {
      type: 'procedure.closed',
      subject: id,
      project: id,
      facts: { number: procedure.number, closesAt: procedure.closesAt },
    });
    return held(tx, id, '');
  }

  /**
   * Ends without an award: too few offers, none valid, all over budget. The plan item is free for a new round; on which
   * footing depends on how many offers were `responsive`, null where nobody counted.
   */
  async fail(tx: Tx, actor: Actor, id: string, reason: string, responsive: number | null = null): Promise<void> {
    const procedure = await lockProcedure(tx, id);
    const at = await now(tx);
    const state = next(procedureLifecycle, procedure.state, 'fail');

    await tx.query(
      'update tendering.procedure set state = $2, end_reason = $3, ended_at = $4, updated_at = $4, responsive = $5 where id = $1',
      [id, state, reason, at, responsive],
    );
    await this.planItems.release(tx, actor, procedure.planItemId);
    await cancelClocks(tx, this.deadlines, id);
    await this.sheets.write(tx, id);
    await record(tx, actor, {
      type: 'procedure.failed',
      subject: id,
      project: id,
      facts: { number: procedure.number, planItemId: procedure.planItemId, reason },
    });
  }

  /** The competition has led to a contract, or to all it could lead to; what lots left of the plan item is free again. */
  async complete(tx: Tx, actor: Actor, id: string): Promise<void> {
    const procedure = await lockProcedure(tx, id);
    const at = await now(tx);
    const state = next(procedureLifecycle, procedure.state, 'complete');

    await tx.query('update tendering.procedure set state = $2, ended_at = $3, updated_at = $3 where id = $1', [id, state, at]);
    await this.drawing.settleDrawn(tx, actor, procedure.planItemId);
    await this.sheets.write(tx, id);
    await record(tx, actor, {
      type: 'procedure.completed',
      subject: id,
      project: id,
      facts: { number: procedure.number, planItemId: procedure.planItemId },
    });
  }
}

/** Without the draft and the story of the row: in the rush at a deadline every bid reads it. */
const heldColumns = `p.id, p.state, p.number, p.method, p.rule_day::text as "ruleDay", p.department as "departmentId",
  p.plan_item as "planItemId", p.round, p.version, p.budget, p.max_price as "maxPrice", p.questions_until as "questionsUntil",
  p.closes_at as "closesAt", p.closed_at as "closedAt", p.converted`;
type HeldRow = Pick<Procedure, 'planItemId' | 'budget' | 'maxPrice' | 'questionsUntil' | 'closesAt' | 'number' | keyof HeldProcedure>;

async function held(tx: Tx, id: string, lock: '' | 'for share'): Promise<HeldProcedure> {
  const [row] = await tx.query<HeldRow[]>(`select ${heldColumns} from tendering.procedure p where p.id = $1 and p.version > 0 ${lock}`, [
    id,
  ]);
  if (!row) throw absent('procedure');
  return heldProcedure(row);
}

/** What later rooms get to see of a published procedure's row. */
export function heldProcedure(row: HeldRow): HeldProcedure {
  const { id, state, number, method, ruleDay, departmentId, planItemId, round, version, questionsUntil, closesAt, closedAt, converted } =
    row;
  return {
    id,
    state,
    number: number!,
    method,
    ruleDay,
    departmentId,
    planItemId,
    round,
    version,
    budget: BigInt(row.budget),
    maxPrice: BigInt(row.maxPrice),
    questionsUntil: questionsUntil!,
    closesAt: closesAt!,
    closedAt,
    converted,
  };
}
