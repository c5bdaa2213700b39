import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '#kernel';
import { Award, AwardService, DecisionService } from '#evaluation';
import { now, record, type Tx } from '#platform';
import { Brakes, NoticeQueries } from '#tendering';
import { clearOf, corrected, type Correction, heldBy, type Standing, stopsDeciding } from './challenge.rules.js';
import type { PerformanceSuspended } from './objections.events.js';
import { correctionOrdered, standingOf } from './way.queries.js';

/**
 * Keeps awards where they are while an objection may change them: an announced one is held, a signed one has its
 * performance suspended. What holds is read from the objections themselves.
 */
@Injectable()
export class Holds implements OnModuleInit {
  constructor(
    private readonly awards: AwardService,
    private readonly brakes: Brakes,
    private readonly decisions: DecisionService,
    private readonly notices: NoticeQueries,
  ) {}

  onModuleInit(): void {
    this.brakes.add(async (tx, procedureId, act) => {
      const standing = await standingOf(tx, procedureId);
      if (act === 'resume')
        return clearOf(standing.filter(({ kind }) => kind === 'complaint')) ?? corrected(await this.correctionOf(tx, procedureId));
      return clearOf(standing.filter(stopsDeciding));
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
    if (!standing.some(stopsDeciding)) await this.decisions.goOn(tx, procedureId);
    for (const award of await this.lock(tx, procedureId, awardId)) {
      const held = heldBy(standing, award.id);
      if (held && award.state === 'announced') await this.awards.hold(tx, actor, award.id);
      else if (!held && award.state === 'held') await this.awards.release(tx, actor, award.id);
      else if (award.state === 'final') await this.performance(tx, actor, award, held);
    }
  }

  /** The last order to correct the documents, and the last correction that was published. */
  private async correctionOf(tx: Tx, procedureId: string): Promise<Correction> {
    const notice = await this.notices.byId(procedureId);
    const last = notice?.versions.filter(({ kind }) => kind === 'correction').at(-1);
    return { ordered: await correctionOrdered(tx, procedureId), publishedAt: last ? new Date(last.publishedAt) : null };
  }

  /** The contract is signed: its performance stands still, and goes on (Implementing Regulation Art. 54). Once a cause. */
  private async performance(tx: Tx, actor: Actor, award: Award, held: Standing | undefined): Promise<void> {
    const at = await now(tx);
    const tell = (type: string, facts: object): Promise<void> =>
      record(tx, actor, {
        type,
        subject: award.id,
        project: award.procedureId,
        facts: { award: award.id, lot: award.lot, ...facts },
      });
    if (held) {
      const cause = { kind: held.kind, number: held.number, until: held.until.toISOString() };
      if (await this.stop(tx, award, cause, at)) await tell('performance.suspended', cause);
    } else if (await this.goOn(tx, award, at)) await tell('performance.resumed', {});
  }

  /** Answers whether that is news: it went on before, or another objection is the cause now. */
  private async stop(tx: Tx, { id, procedureId }: Award, cause: Pick<PerformanceSuspended, 'kind' | 'number' | 'until'>, at: Date) {
    const news = await tx.query<unknown[]>(
      `insert into objections.standstill as s (award_id, procedure_id, since, kind, number, settled_by) values ($1, $2, $3, $4, $5, $6)
       on conflict (award_id) do update set since = case when s.until is null then s.since else excluded.since end, until = null,
         kind = excluded.kind, number = excluded.number, settled_by = excluded.settled_by
       where s.until is not null or (s.number, s.settled_by) is distinct from (excluded.number, excluded.settled_by) returning 1`,
      [id, procedureId, at, cause.kind, cause.number, cause.until],
    );
    return news.length > 0;
  }

  private async goOn(tx: Tx, { id }: Award, at: Date): Promise<boolean> {
    const ended = await tx.query<unknown[]>(
      `with ended as (update objections.standstill set until = $2 where award_id = $1 and until is null returning 1) select * from ended`,
      [id, at],
    );
    return ended.length > 0;
  }
}
