import { Injectable } from '@nestjs/common';
import { setAlarm, type Tx } from '#platform';

/** Rings when what no box needs any more is to be taken away. */
export const purgeAlarm = 'bids.purge';

export const purgeWhenOver = (tx: Tx, procedureId: string, dueAt: Date): Promise<void> =>
  setAlarm(tx, { kind: purgeAlarm, subject: procedureId, dueAt });

/** Takes away ciphertext that nobody will open: drafts and uploads that lie in no opened bid, once the boxes have ended. */
@Injectable()
export class Purge {
  async ring(tx: Tx, procedureId: string): Promise<void> {
    const [open] = await tx.query<unknown[]>(`select 1 from bidding.box where procedure = $1 and state in ('open', 'sealed')`, [
      procedureId,
    ]);
    if (open) return;
    await tx.query('delete from bidding.part p using bidding.bid b where b.id = p.bid and b.procedure = $1', [procedureId]);
    await tx.query(
      `delete from bidding.upload u using bidding.bid b where b.id = u.bid and b.procedure = $1
         and not exists (select from bidding.opened_envelope o join bidding.envelope e on e.sha256 = o.envelope
           where o.bid = b.id and u.sha256 = any(e.files))`,
      [procedureId],
    );
  }
}
