import { Injectable } from '@nestjs/common';
import { type Actor, authorize, next } from '#kernel';
import { Database, now, record } from '#platform';
import { PriorNotices } from './prior.service.js';
import type { ReasonInput } from './procedure.input.js';
import { procedureLifecycle } from './procedure.lifecycle.js';
import { lockOwn, ownershipOf } from './procedure.lock.service.js';
import { procedurePolicy } from './procedure.policy.js';

/** Giving up a draft that is not published: the plan item is free for a new round. */
@Injectable()
export class AbandonmentService {
  constructor(
    private readonly database: Database,
    private readonly priors: PriorNotices,
  ) {}

  /** Ends the draft with a reason; a notice of its single source that still stands is withdrawn with it. */
  abandon(actor: Actor, id: string, { reason }: ReasonInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      authorize(procedurePolicy.abandon, actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
      const state = next(procedureLifecycle, procedure.state, 'abandon');

      await tx.query('update tendering.procedure set state = $2, end_reason = $3, ended_at = $4, updated_at = $4 where id = $1', [
        id,
        state,
        reason,
        at,
      ]);
      await this.priors.withdraw(tx, actor, id, at);
      await record(tx, actor, {
        type: 'procedure.abandoned',
        subject: id,
        project: id,
        facts: { planItemId: procedure.planItemId, departmentId: procedure.departmentId, reason },
      });
    });
  }
}
