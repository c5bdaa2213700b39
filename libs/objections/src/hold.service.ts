import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '#kernel';
import { Award, AwardService } from '#evaluation';
import { now, record, type Tx } from '#platform';
import { Brakes } from '#tendering';
import { clearOf, isHeldBy } from './challenge.rules.js';
import { standingOf } from './way.queries.js';

/**
 * Keeps awards where they are while an objection may change them: an announced one is held, a signed one has its
 * performance suspended. What holds is read from the objections themselves.
 */
@Injectable()
export class Holds implements OnModuleInit {
  constructor(
    private readonly awards: AwardService,
    private readonly brakes: Brakes,
  ) {}

  onModuleInit(): void {
    this.brakes.add(async (tx, procedureId, act) => {
      const standing = await standingOf(tx, procedureId);
      if (act === 'resume') return clearOf(standing.filter(({ kind }) => kind === 'complaint'));
      return clearOf(standing.filter(({ holds, awardId }) => holds && awardId === null));
    });
  }

  /** Takes the awards an objection concerns, in one order for everybody: before the objection's own row is written. */
  async lock(tx: Tx, procedureId: string, awardId: string | null): Promise<Award[]> {
    const where = { procedureId, state: In(['announced', 'held', 'final']), ...(awardId ? { id: awardId } : {}) };
    return tx.find(Award, { where, order: { lot: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }

  /** Makes the awards fit what stands: call it after every change of an objection that holds, or no longer does. */
  async settle(tx: Tx, actor: Actor, procedureId: string, awardId: string | null): Promise<void> {
    const standing = await standingOf(tx, procedureId);
    for (const award of await this.lock(tx, procedureId, awardId)) {
      const held = isHeldBy(standing, award.id);
      if (held && award.state === 'announced') await this.awards.hold(tx, actor, award.id);
      else if (!held && award.state === 'held') await this.awards.release(tx, actor, award.id);
      else if (award.state === 'final') await this.performance(tx, actor, award, held);
    }
  }

  /** The contract is signed: its performance stands still, and goes on (Implementing Regulation Art. 54). Once each. */
  private async performance(tx: Tx, actor: Actor, award: Award, held: boolean): Promise<void> {
    const changed = await tx.query<unknown[]>(
      held
        ? `insert into objections.standstill as s (award_id, procedure_id, since) values ($1, $2, $3)
           on conflict (award_id) do update set since = excluded.since, until = null where s.until is not null returning 1`
        : `with ended as (update objections.standstill set until = $3
             where award_id = $1 and procedure_id = $2 and until is null returning 1) select * from ended`,
      [award.id, award.procedureId, await now(tx)],
    );
    if (changed.length === 0) return;
    const type = held ? 'performance.suspended' : 'performance.resumed';
    await record(tx, actor, { type, subject: award.id, project: award.procedureId, facts: { award: award.id, lot: award.lot } });
  }
}
