import type { Actor } from '#kernel';
import { Alarms } from '#platform';
import { BidQueries, largestChunk, LastPrices, type Receipt, Uploads } from '#bidding';
import { digestOf, sealEnvelope } from '#sealing';
import type { TestRooms } from '../../platform/test/harness.js';

/** A last price sealed as its bidder's browser does it, uploaded (unless the server took it no more) and handed in. */
export async function handsInLast(
  rooms: TestRooms,
  actor: Actor,
  bid: string,
  prices: Readonly<Record<string, string>>,
  uploads = true,
): Promise<Receipt> {
  const { procedureId, number, provider, recipients } = await rooms.get(BidQueries).desk(actor, bid);
  const { content, statement } = await sealEnvelope({
    procedure: procedureId,
    number,
    provider: provider.uscc,
    kind: 'price',
    answers: { prices },
    recipients: recipients!,
  });
  if (uploads) await rooms.get(Uploads).whole(actor, bid, await digestOf(content), Buffer.from(content), largestChunk);
  return rooms.get(LastPrices).submit(actor, bid, { envelope: Buffer.from(statement).toString('base64'), declared: true });
}

/** Brings the deadline of last prices here and lets the clock seal their box. */
export async function sealLastPrices(rooms: TestRooms, procedureId: string): Promise<void> {
  await rooms.database.sql(`
    begin;
    set local session_replication_role = replica;
    update bidding.box set seals_at = clock_timestamp() where procedure = '${procedureId}' and round = 2;
    update platform.alarm set due_at = clock_timestamp() where kind = 'box.seal-last' and subject = '${procedureId}';
    commit;`);
  for (;;) {
    await rooms.get(Alarms).ringDue();
    const [box] = await rooms.database.sql<{ state: string }>('select state from bidding.box where procedure = $1 and round = 2', [
      procedureId,
    ]);
    if (box!.state !== 'open') return;
    await new Promise((wake) => setTimeout(wake, 20));
  }
}
