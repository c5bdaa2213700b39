import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#kernel';
import { Alarms } from '#platform';
import { BiddingModule, BidService, SubmissionService, Uploads, Workspace } from '#bidding';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { draft, handedIn, openBox, organization, person, procedure, sealAtDeadline } from './builders.js';

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('the workspace of a bid', () => {
  let rooms: TestRooms;
  let provider: Actor;
  let colleague: Actor;
  let bid: string;
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    provider = person(await organization(rooms.database), ['provider_admin'], '王敏');
    colleague = person(provider.organizationId, ['provider_finance'], '赵会计');
    bid = (await rooms.get(BidService).start(provider, (await procedure(rooms.database)).id)).id;
  }, 60_000);
  afterAll(() => rooms.close());

  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const save = (actor: Actor, part: string, version: number, text: string) =>
    rooms.get(Workspace).save(actor, bid, { part, version, bytes: Buffer.from(text) });

  it('keeps each part as it was sent and knows who saved it', async () => {
    await save(provider, 'plan', 0, 'closed words');
    await save(colleague, 'price', 0, 'closed figures');
    expect(await rooms.get(Workspace).parts(provider, bid)).toMatchObject([
      { part: 'plan', version: 1, size: 12, savedBy: '王敏' },
      { part: 'price', version: 1, savedBy: '赵会计' },
    ]);
    expect(await rooms.get(Workspace).read(colleague, bid, 'plan')).toEqual({ bytes: Buffer.from('closed words'), version: 1 });
  });

  it('lets nobody write over what a colleague saved meanwhile, and takes the same words twice', async () => {
    await save(provider, 'staffing', 0, 'first');
    await save(colleague, 'staffing', 1, 'second');
    await expect(save(provider, 'staffing', 1, 'third')).rejects.toMatchObject({
      refusal: { kind: 'stale', code: 'bid.changed-meanwhile', facts: { name: '赵会计', version: 2 } },
    });
    expect(await save(provider, 'staffing', 1, 'second')).toMatchObject({ version: 2, savedBy: '赵会计' });
    await rooms.get(Workspace).remove(provider, bid, 'staffing');
    await expect(save(provider, 'staffing', 2, 'fourth')).rejects.toMatchObject(code('part.gone'));
  });

  it('is there for its own people only', async () => {
    const stranger = person(await organization(rooms.database), ['provider_admin']);
    const field = person(provider.organizationId, ['field_staff']);
    for (const other of [stranger, field]) {
      await expect(rooms.get(Workspace).parts(other, bid)).rejects.toMatchObject(code('absent'));
      await expect(rooms.get(Workspace).read(other, bid, 'plan')).rejects.toMatchObject(code('absent'));
      await expect(save(other, 'plan', 1, 'x')).rejects.toMatchObject(code('absent'));
      await expect(rooms.get(Uploads).list(other, bid)).rejects.toMatchObject(code('absent'));
    }
  });

  it('goes on as soon as the notice gives more time, whenever its box learns of it', async () => {
    await rooms.database.sql(
      `update bidding.box set seals_at = clock_timestamp() - interval '1 second' where procedure =
      (select procedure from bidding.bid where id = $1)`,
      [bid],
    );
    expect(await save(provider, 'extended', 0, 'in time')).toMatchObject({ version: 1 });
    await rooms.get(Workspace).remove(provider, bid, 'extended');
  });

  it('has room for so much and no more', async () => {
    await expect(save(provider, 'Plan', 0, 'x')).rejects.toMatchObject(code('part.name'));
    await expect(save(provider, 'big', 0, 'x'.repeat(1024 * 1024 + 1))).rejects.toMatchObject(code('part.too-large'));
    await expect(save(provider, 'none', 0, '')).rejects.toMatchObject(code('part.empty'));
  });

  it('leaves no trace in the journal', async () => {
    const [row] = await rooms.database.sql<{ count: number }>('select count(*)::int as count from platform.journal');
    expect(row!.count).toBe(0);
  });
});

describe('an upload', () => {
  let rooms: TestRooms;
  let provider: Actor;
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    provider = person(await organization(rooms.database), ['provider_admin']);
  }, 60_000);
  afterAll(() => rooms.close());

  const uploads = (): Uploads => rooms.get(Uploads);
  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const begun = async (): Promise<string> => (await rooms.get(BidService).start(provider, (await procedure(rooms.database)).id)).id;

  it('goes on where it broke off, in pieces of any size', async () => {
    const [bid, bytes] = [await begun(), randomBytes(50_000)];
    const announced = { size: bytes.length, sha256: digest(bytes) };
    const { id } = await uploads().begin(provider, bid, announced);
    await uploads().append(provider, bid, id, 0, bytes.subarray(0, 7));
    await uploads().append(provider, bid, id, 7, bytes.subarray(7, 30_000));
    await expect(uploads().append(provider, bid, id, 7, bytes.subarray(7))).rejects.toMatchObject({
      refusal: { code: 'upload.offset', facts: { offset: 30_000 } },
    });
    expect(await uploads().begin(provider, bid, announced)).toMatchObject({ id, offset: 30_000, complete: false });
    expect(await uploads().append(provider, bid, id, 30_000, bytes.subarray(30_000))).toMatchObject({ complete: true });
    expect(await uploads().append(provider, bid, id, 30_000, Buffer.from('more'))).toMatchObject({ complete: true, offset: 50_000 });
    expect(await uploads().bytes(provider, bid, id)).toEqual(bytes);
  });

  it('that is not what was announced begins anew', async () => {
    const [bid, bytes] = [await begun(), randomBytes(1_000)];
    const { id } = await uploads().begin(provider, bid, { size: 1_000, sha256: digest(bytes) });
    await expect(uploads().append(provider, bid, id, 0, randomBytes(1_000))).rejects.toMatchObject(code('upload.digest'));
    expect(await uploads().one(provider, bid, id)).toMatchObject({ offset: 0, complete: false });
    await expect(uploads().bytes(provider, bid, id)).rejects.toMatchObject(code('absent'));
    expect(await uploads().append(provider, bid, id, 0, bytes)).toMatchObject({ complete: true });
    await expect(rooms.database.sql('update bidding.chunk set start = 1 where upload = $1', [id])).rejects.toThrow('do not change');
    await expect(rooms.database.sql('delete from bidding.chunk where upload = $1', [id])).rejects.toThrow('does not change');
  });

  it('is finished when only its last check had been cut off', async () => {
    const [bid, bytes] = [await begun(), randomBytes(300)];
    const { id } = await uploads().begin(provider, bid, { size: 300, sha256: digest(bytes) });
    await rooms.database.sql('insert into bidding.chunk (upload, start, bytes, sha256) values ($1, 0, $2, sha256($2))', [id, bytes]);
    await rooms.database.sql('update bidding.upload set received = 300 where id = $1', [id]);
    expect(await uploads().append(provider, bid, id, 300, Buffer.alloc(0))).toMatchObject({ complete: true });
  });

  it('weighs on the limit until it is handed in or taken away', async () => {
    const open = await procedure(rooms.database);
    const bid = await draft(rooms, provider, open.id);
    const before = await uploads().list(provider, bid.id);
    expect(before.used).toBe(before.items.reduce((sum, { size }) => sum + size, 0));
    await rooms.get(SubmissionService).submit(provider, bid.id, bid.input);
    expect(await uploads().list(provider, bid.id)).toMatchObject({ used: 0 });
    await expect(uploads().drop(provider, bid.id, before.items[0]!.id)).rejects.toMatchObject(code('upload.handed-in'));
    const { id } = await uploads().begin(provider, bid.id, { size: 1_000, sha256: digest(randomBytes(9)) });
    expect(await uploads().list(provider, bid.id)).toMatchObject({ used: 1_000 });
    await uploads().drop(provider, bid.id, id);
    expect(await uploads().list(provider, bid.id)).toMatchObject({ used: 0 });
  });

  it('that nobody opens is taken away once the boxes have ended, and what was opened stays', async () => {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'competitive_consultation' });
    const other = person(await organization(rooms.database), ['provider_admin']);
    const late = person(await organization(rooms.database), ['provider_admin']);
    const first = await handedIn(rooms, provider, open.id, '700000.00');
    const { id, input } = await draft(rooms, provider, open.id, '690000.00');
    await rooms.get(SubmissionService).submit(provider, id, input);
    await handedIn(rooms, other, open.id);
    await draft(rooms, late, open.id);
    await rooms
      .get(Workspace)
      .save(late, (await rooms.get(BidService).start(late, open.id)).id, { part: 'plan', version: 0, bytes: Buffer.from('x') });
    await sealAtDeadline(rooms, open);
    const count = async (): Promise<number[]> =>
      (
        await rooms.database.sql<{ count: number }>(
          `select count(*)::int as count from bidding.upload u join bidding.bid b on b.id = u.bid where b.procedure = $1
           union all select count(*)::int from bidding.part p join bidding.bid b on b.id = p.bid where b.procedure = $1`,
          [open.id],
        )
      ).map((row) => row.count);
    expect(await count()).toEqual([12, 1]);
    await openBox(rooms, open.holders, open.id);
    await rooms.database.sql(`update platform.alarm set due_at = now() where kind = 'bids.purge'`);
    await rooms.get(Alarms).ringDue();
    expect(await count()).toEqual([6, 0]);
    expect(first.id).toBe(id);
  });
});
