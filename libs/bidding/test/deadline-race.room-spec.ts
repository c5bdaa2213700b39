import { randomUUID } from 'node:crypto';
import type { Actor } from '#kernel';
import { BiddingModule, boxRoot, LateAttempts, type Receipt, SubmissionService } from '#bidding';
import { Alarms, Database, Once } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { draft, organization, person, procedure, sealAtDeadline, type TestProcedure, until } from './builders.js';

const procedures = 3;
const bidders = 120;

interface Outcome {
  readonly id: string;
  readonly receipt?: Receipt;
  readonly refusal?: string;
}

describe('around the deadline', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
  }, 60_000);
  afterAll(() => rooms.close());

  it('exactly what was acknowledged is in the box, and nothing was received after the deadline', async () => {
    const actors = await Promise.all(
      Array.from({ length: bidders }, async () => person(await organization(rooms.database), ['provider_admin'])),
    );
    const open: TestProcedure[] = [];
    for (let place = 0; place < procedures; place += 1) open.push(await procedure(rooms.database, { closesIn: 600_000 }));
    const drafts: { procedure: string; actor: Actor; id: string; version: number }[] = [];
    for (const { id } of open) for (const actor of actors) drafts.push({ procedure: id, actor, ...(await draft(rooms, actor, id)) });
    await rooms.database.sql(`set session_replication_role = replica`);
    const [row] = await rooms.database.sql<{ at: Date }>(
      `update tendering.procedure set closes_at = clock_timestamp() + interval '5 seconds' where id = any($1) returning closes_at as at`,
      [open.map(({ id }) => id)],
    );
    await rooms.database.sql(`set session_replication_role = default`);
    await rooms.database
      .sql(`update tendering.sheet s set detail = jsonb_set(detail::jsonb, '{closesAt}', to_jsonb(p.closes_at))::text, closes_at = p.closes_at
      from tendering.procedure p where p.id = s.procedure`);
    await rooms.database.sql(`update bidding.box b set seals_at = p.closes_at from tendering.procedure p where p.id = b.procedure`);
    for (const { id } of open)
      await rooms.database.sql(`insert into platform.alarm (id, kind, subject, due_at) values ($1, 'box.seal', $2, $3)`, [
        randomUUID(),
        id,
        row!.at,
      ]);

    const deadline = row!.at.getTime();
    const offset = await clockOffset(rooms);
    let sealing = true;
    const clock = (async () => {
      while (sealing) {
        await rooms.get(Alarms).ringDue();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const outcomes = await Promise.all(drafts.map((one, place) => sendAt(rooms, one, deadline - offset + moment(place))));
    await until(rooms.database, new Date(deadline + 50));
    await rooms.knock();
    sealing = false;
    await clock;
    await rooms.get(LateAttempts).written();

    const acknowledged = outcomes.filter(({ receipt }) => receipt);
    const late = outcomes.filter(({ refusal }) => refusal === 'bid.late');
    expect(acknowledged.length + late.length).toBe(procedures * bidders);
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(late.length).toBeGreaterThan(0);

    const inBox = await rooms.database.sql<{ bid: string; sha256: string; at: Date }>(
      `select bid, encode(envelope_sha256, 'hex') as sha256, received_at as at from bidding.submission`,
    );
    const both = (bids: { bid: string; sha256: string }[]): string[] => bids.map(({ bid, sha256 }) => `${bid} ${sha256}`).sort();
    expect(both(inBox)).toEqual(both(acknowledged.map(({ id, receipt }) => ({ bid: id, sha256: receipt!.envelope!.sha256 }))));
    expect(inBox.filter(({ at }) => at.getTime() >= deadline)).toEqual([]);

    const boxes = await rooms.database.sql<{
      procedure: string;
      state: string;
      root: Buffer;
      filler: Buffer;
    }>('select * from bidding.box');
    expect(boxes.map(({ state }) => state)).toEqual(['sealed', 'sealed', 'sealed']);
    for (const box of boxes) {
      const receipts = acknowledged.filter(({ receipt }) => drafts.find(({ id }) => id === receipt!.bid)!.procedure === box.procedure);
      expect(
        boxRoot(
          receipts.map(({ receipt }) => Buffer.from(receipt!.envelope!.sha256, 'hex')),
          box.filler,
        ),
      ).toEqual(box.root);
    }
    const [tries] = await rooms.database.sql<{ count: number }>('select count(*)::int as count from bidding.attempt');
    expect(tries!.count).toBe(late.length);
  }, 120_000);

  it('sealing waits for a bid that was judged in time and is not committed yet', async () => {
    const open = await procedure(rooms.database, { closesIn: 4_000 });
    const actor = person(await organization(rooms.database), ['provider_admin']);
    const { id, version } = await draft(rooms, actor, open.id);
    const steps: string[] = [];
    let commit = (): void => undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let judged = (): void => undefined;
    const wasJudged = new Promise<void>((resolve) => (judged = resolve));
    const submission = rooms.get(Database).atDoor(async () => {
      const receipt = await rooms.get(SubmissionService).submit(actor, id, { version, declared: true });
      judged();
      await mayCommit;
      steps.push('committed');
      return receipt;
    });
    await wasJudged;
    const sealing = sealAtDeadline(rooms, open).then(() => steps.push('sealed'));
    await until(rooms.database, new Date(open.closesAt.getTime() + 500));
    commit();
    const receipt = await submission;
    await sealing;

    expect(steps).toEqual(['committed', 'sealed']);
    const [box] = await rooms.database.sql<{ root: Buffer; filler: Buffer }>('select root, filler from bidding.box where procedure = $1', [
      open.id,
    ]);
    expect(box!.root).toEqual(boxRoot([Buffer.from(receipt.envelope!.sha256, 'hex')], box!.filler));
  });
});

/** Most within 100 ms of the deadline, every fifth in the seconds before, so that a slow machine sees both sides too. */
const moment = (place: number): number => (place % 5 === 0 ? -3_000 * Math.random() - 100 : 200 * Math.random() - 110);

/** Milliseconds the database's clock is ahead of ours. */
async function clockOffset(rooms: TestRooms): Promise<number> {
  const before = Date.now();
  const [row] = await rooms.database.sql<{ at: Date }>('select clock_timestamp() as at');
  return row!.at.getTime() - (before + Date.now()) / 2;
}

/** Hands in as a door does, with an idempotency key around it. */
async function sendAt(
  rooms: TestRooms,
  { id, version, actor }: { id: string; version: number; actor: Actor },
  at: number,
): Promise<Outcome> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
  const wish = {
    principal: actor.personId,
    route: `POST /bids/${id}/submission`,
    key: randomUUID(),
    input: { version },
  };
  try {
    const { body } = await rooms.get(Once).run(wish, async () => ({
      status: 201,
      body: await rooms.get(SubmissionService).submit(actor, id, { version, declared: true }),
    }));
    return { id, receipt: body as Receipt };
  } catch (error) {
    return { id, refusal: (error as { refusal?: { code: string } }).refusal?.code ?? String(error) };
  }
}
