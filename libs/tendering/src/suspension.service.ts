import { Injectable } from '@nestjs/common';
import { type Actor, ensure, next } from '#kernel';
import { Database, record } from '#platform';
import { Deadlines } from '#calendar';
import { PlanItemService } from '#planning';
import { Brakes } from './brake.service.js';
import type { ReasonInput } from './procedure.input.js';
import { procedureLifecycle } from './procedure.lifecycle.js';
import { cancelClocks } from './procedure.lock.service.js';
import { moved, type NewVersion, Revisions } from './revision.service.js';
import { latest } from './schedule.rules.js';
import { Sheets } from './sheet.service.js';

/** Stopping a published procedure: for a while, or for good. */
@Injectable()
export class SuspensionService {
  constructor(
    private readonly database: Database,
    private readonly revisions: Revisions,
    private readonly deadlines: Deadlines,
    private readonly planItems: PlanItemService,
    private readonly sheets: Sheets,
    private readonly brakes: Brakes,
  ) {}

  /** Stops the competition for a while; nothing can be sent in until it goes on. */
  suspend(actor: Actor, id: string, { reason }: ReasonInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { procedure, windows } = await this.revisions.held(tx, actor, id, 'suspend');
      const state = next(procedureLifecycle, procedure.state, 'suspend');

      await tx.query('update tendering.procedure set state = $2, suspended_at = $3, suspend_reason = $4, updated_at = $3 where id = $1', [
        id,
        state,
        windows.at,
        reason,
      ]);
      await this.sheets.write(tx, id);
      const facts = { number: procedure.number, reason };
      await record(tx, actor, { type: 'procedure.suspended', subject: id, project: id, facts });
    });
  }

  /** Goes on with all that was left when it stopped, and at least what the method asks for after a change. */
  resume(actor: Actor, id: string, { reason }: ReasonInput): Promise<NewVersion> {
    return this.database.transaction(async (tx) => {
      const held = await this.revisions.held(tx, actor, id, 'resume');
      ensure(await this.brakes.standing(tx, id, 'resume'));
      const { procedure, content, windows, stands } = held;
      const lost = windows.at.getTime() - procedure.suspendedAt!.getTime();
      const shifted = (instant: Date): Date => new Date(instant.getTime() + lost);
      const closesAt = latest(shifted(procedure.closesAt!), windows.changeUntil, stands);
      const after = moved(content, procedure.version + 1, {
        closesAt,
        questionsUntil: shifted(procedure.questionsUntil!),
      });

      const published = await this.revisions.publish(tx, actor, held, {
        act: 'resume',
        kind: 'resumption',
        reason,
        content: after,
      });
      const facts = { number: procedure.number, closesAt };
      await record(tx, actor, { type: 'procedure.resumed', subject: id, project: id, facts });
      return published;
    });
  }

  /** Ends the procedure with a reason; the plan item is free again. */
  cancel(actor: Actor, id: string, { reason }: ReasonInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { procedure, windows } = await this.revisions.held(tx, actor, id, 'cancel');
      const state = next(procedureLifecycle, procedure.state, 'cancel');

      await tx.query(
        'update tendering.procedure set state = $2, end_reason = $3, ended_at = $4, suspended_at = null, suspend_reason = null, updated_at = $4 where id = $1',
        [id, state, reason, windows.at],
      );
      await this.planItems.release(tx, actor, procedure.planItemId);
      await cancelClocks(tx, this.deadlines, id);
      await this.sheets.write(tx, id);
      const facts = { number: procedure.number, planItemId: procedure.planItemId, reason };
      await record(tx, actor, { type: 'procedure.cancelled', subject: id, project: id, facts });
    });
  }
}
