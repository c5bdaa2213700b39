import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { next } from '#kernel';
import { dropAlarm, now, record, setAlarm, type Tx } from '#platform';
import { NoticeQueries, ProcedureService } from '#tendering';
import { boxRoot } from '#sealing';
import { boxSealed, boxVoid, theBox } from './bidding.events.js';
import { boxLifecycle, type BoxState } from './box.lifecycle.js';
import { BoxContents } from './box-contents.queries.js';

/** The alarm that seals a box at its deadline. */
export const sealAlarm = 'box.seal';

/** Keeps the boxes: one a procedure, from its publication to the deadline and the opening. Everything joins. */
@Injectable()
export class Boxes {
  constructor(
    private readonly procedures: ProcedureService,
    private readonly notices: NoticeQueries,
    private readonly contents: BoxContents,
  ) {}

  /** A box for a published procedure, sealed at `closesAt`; called again it moves the time. */
  async prepare(tx: Tx, procedureId: string, closesAt: Date): Promise<void> {
    await tx.query(
      `insert into bidding.box as x (procedure, state, seals_at, filler) values ($1, 'open', $2, $3)
       on conflict (procedure, round) do update set seals_at = excluded.seals_at
       where x.state = 'open' and x.seals_at <> excluded.seals_at`,
      [procedureId, closesAt, randomBytes(32)],
    );
  }

  /** {@link prepare} with the alarm that will seal it. */
  async schedule(tx: Tx, procedureId: string): Promise<void> {
    const notice = await this.notices.byId(procedureId);
    if (!notice) return;
    const closesAt = new Date(notice.closesAt);
    await this.prepare(tx, procedureId, closesAt);
    if (notice.state === 'open') await setAlarm(tx, { kind: sealAlarm, subject: procedureId, dueAt: closesAt });
  }

  /** The alarm: closes the procedure under its exclusive lock, unless the deadline was moved meanwhile. */
  async ring(tx: Tx, procedureId: string): Promise<void> {
    const notice = await this.notices.byId(procedureId);
    const due = notice?.state === 'open' && new Date(notice.closesAt) > (await now(tx));
    if (due) await this.schedule(tx, procedureId);
    else await this.seal(tx, procedureId);
  }

  /**
   * Seals the box of a procedure whose deadline has passed. Submissions hold the procedure's row for share while they
   * commit, closing takes it alone: so every bid with a receipt is among the leaves of the root, and none comes later.
   */
  async seal(tx: Tx, procedureId: string): Promise<void> {
    const procedure = await this.procedures.close(tx, procedureId);
    if (procedure.state !== 'closed') return;
    await this.prepare(tx, procedureId, procedure.closesAt);
    const box = await this.locked(tx, procedureId);
    if (!box || box.state !== 'open') return;
    const sealedAt = await now(tx);
    const state = next(boxLifecycle, box.state, 'seal');

    const root = await boxRoot(await this.contents.digests(tx, procedureId, 1), box.filler);
    await tx.query(`update bidding.box set state = $2, root = decode($3, 'hex'), sealed_at = $4 where procedure = $1 and round = 1`, [
      procedureId,
      state,
      root,
      sealedAt,
    ]);
    await dropAlarm(tx, sealAlarm, procedureId);
    await record(tx, theBox, boxSealed({ procedureId, root, sealedAt }));
  }

  /** The procedure was cancelled: what lies in the box is never read. */
  async cancel(tx: Tx, procedureId: string): Promise<void> {
    await dropAlarm(tx, sealAlarm, procedureId);
    const box = await this.locked(tx, procedureId);
    if (!box || box.state === 'opened' || box.state === 'void') return;
    const at = await now(tx);
    const state = next(boxLifecycle, box.state, 'void');

    await tx.query(`update bidding.box set state = $2, ended_at = $3, void_reason = 'cancelled' where procedure = $1 and round = 1`, [
      procedureId,
      state,
      at,
    ]);
    await tx.query(`update bidding.bid set state = 'void' where procedure = $1 and state = 'submitted'`, [procedureId]);
    await record(tx, theBox, boxVoid(procedureId, 'cancelled'));
  }

  /** From the announced result on everybody may see what the opening showed. */
  async resultKnown(tx: Tx, procedureId: string): Promise<void> {
    await tx.query(`update bidding.box set result_at = clock_timestamp() where procedure = $1 and state = 'opened' and result_at is null`, [
      procedureId,
    ]);
  }

  private async locked(tx: Tx, procedureId: string): Promise<{ state: BoxState; filler: string } | undefined> {
    const [box] = await tx.query<{ state: BoxState; filler: string }[]>(
      `select state, encode(filler, 'hex') as filler from bidding.box where procedure = $1 and round = 1 for update`,
      [procedureId],
    );
    return box;
  }
}
