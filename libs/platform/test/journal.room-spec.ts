import { setTimeout as pause } from 'node:timers/promises';
import { type Actor, system } from '#kernel';
import { Alarms, Database, dropAlarm, type Entry, Once, Readers, record, setAlarm, uuidv7 } from '#platform';
import { openRooms, type TestRooms } from './harness.js';

const actor: Actor = system('spec');
let rooms: TestRooms;
let database: Database;
beforeAll(async () => {
  rooms = await openRooms([]);
  database = rooms.get(Database);
});
afterAll(() => rooms.close());

const write = (type: string, wait = 0): Promise<void> =>
  database.transaction(async (tx) => {
    await record(tx, actor, { type, subject: uuidv7(), facts: { wait } });
    await pause(wait);
  });

describe('the journal', () => {
  it('is handed to a reader whole and once, though transactions commit out of order', async () => {
    const seen: Entry[] = [];
    rooms.get(Readers).add({ name: 'spec.all', reactions: {}, each: (_tx, entry) => Promise.resolve(void seen.push(entry)) });
    const writers = Array.from({ length: 60 }, (_, place) => write('thing.happened', (place % 7) * 9));
    const turning = (async () => {
      for (let round = 0; round < 40; round += 1) {
        await rooms.get(Readers).sequence();
        await rooms.get(Readers).turn();
        await pause(5);
      }
    })();
    await Promise.all([...writers, turning]);
    await rooms.settle();
    expect(seen.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 60 }, (_, place) => place + 1));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(60);
  });

  it('acts once when two workers turn the pages together', async () => {
    let acted = 0;
    rooms.get(Readers).add({ name: 'spec.count', reactions: { 'thing.counted': () => Promise.resolve(void (acted += 1)) } });
    await Promise.all(Array.from({ length: 20 }, () => write('thing.counted')));
    await rooms.get(Readers).sequence();
    await Promise.all([rooms.get(Readers).turn(), rooms.get(Readers).turn(), rooms.get(Readers).turn()]);
    await rooms.settle();
    expect(acted).toBe(20);
  });

  it('stops a reader at the entry it cannot digest, keeps its bookmark, and goes on when it can', async () => {
    let broken = true;
    let acted = 0;
    rooms.get(Readers).add({
      name: 'spec.broken',
      reactions: {
        'thing.hard': () => {
          if (broken) throw new Error('cannot digest');
          acted += 1;
          return Promise.resolve();
        },
      },
    });
    await write('thing.hard');
    await expect(rooms.settle()).rejects.toThrow('cannot digest');
    expect(acted).toBe(0);
    broken = false;
    await rooms.settle();
    expect(acted).toBe(1);
  });

  it('cannot be changed or cut, not even by its owner', async () => {
    await expect(rooms.database.sql(`update platform.journal set type = 'thing.else'`)).rejects.toThrow('append-only');
    await expect(rooms.database.sql('delete from platform.journal')).rejects.toThrow('append-only');
    await expect(rooms.database.sql('truncate platform.journal')).rejects.toThrow('append-only');
    await expect(database.query('delete from platform.journal')).rejects.toThrow('permission denied');
  });

  it('holds for each entry the hash of its salt and the stored bytes', async () => {
    const wrong = await rooms.database.sql('select id from platform.journal where commitment <> sha256(salt || payload)');
    const all = await rooms.database.sql('select id from platform.journal');
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThan(0);
  });
});

describe('alarms', () => {
  it('ring once when due, not before, and may be moved or dropped', async () => {
    const rung: string[] = [];
    rooms.get(Alarms).on('spec.ring', (_tx, { subject }) => Promise.resolve(void rung.push(subject)));
    const [due, later, dropped] = [uuidv7(), uuidv7(), uuidv7()];
    const set = (subject: string, ahead: number): Promise<void> =>
      database.transaction((tx) => setAlarm(tx, { kind: 'spec.ring', subject, dueAt: new Date(Date.now() + ahead) }));
    await set(due, -1000);
    await set(later, -1000);
    await set(later, 60_000);
    await set(dropped, -1000);
    await database.transaction((tx) => dropAlarm(tx, 'spec.ring', dropped));
    await Promise.all([rooms.get(Alarms).ringDue(), rooms.get(Alarms).ringDue()]);
    expect(rung).toEqual([due]);
  });
});

describe('reads inside a door', () => {
  it('wait for each other, see what the door wrote, and go on after one that failed', async () => {
    let [running, most] = [0, 0];
    const subject = uuidv7();
    const read = () =>
      database.query<{ pid: number; seen: number }>(
        'select pg_backend_pid() as pid, (select count(*)::int from platform.journal where subject = $1) as seen, pg_sleep(0.01)',
        [subject],
      );
    const rows = await database.atDoor(async (tx) => {
      await record(tx, actor, { type: 'thing.read', subject });
      const ask = tx.query.bind(tx);
      tx.query = async <T>(sql: string, values?: unknown[]): Promise<T> => {
        most = Math.max(most, (running += 1));
        return ask<T>(sql, values).finally(() => (running -= 1));
      };
      return (await Promise.all([read(), read(), read()])).flat();
    });
    const outside = database.atDoor(() => Promise.allSettled([database.query('select 1 / 0'), read()]));
    expect(rows.map(({ seen }) => seen)).toEqual([1, 1, 1]);
    expect(new Set(rows.map(({ pid }) => pid)).size).toBe(1);
    expect(most).toBe(1);
    // The first fault ends the transaction; what was asked for after it is told so, and nothing hangs.
    await expect(outside).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  });
});

describe('a read inside a command', () => {
  it('asks for no second connection, so that many commands at once never wait for each other in vain', async () => {
    const many = Array.from({ length: rooms.config.databasePool * 3 }, (_, place) =>
      database.transaction(async (tx) => {
        const [own] = await tx.query<{ pid: number }[]>('select pg_backend_pid() as pid, pg_sleep(0.02)');
        const [read] = await database.query<{ pid: number }>('select pg_backend_pid() as pid');
        return read!.pid === own!.pid ? place : -1;
      }),
    );
    expect(await Promise.all(many)).toEqual(many.map((_, place) => place));
  });
});

describe('an idempotency key', () => {
  const wish = (key: string, input: unknown): Parameters<Once['run']>[0] => ({ principal: 'p', route: 'POST /x', key, input });
  const act = () => database.transaction((tx) => record(tx, actor, { type: 'thing.once', subject: uuidv7() }));
  const count = async (): Promise<number> => (await rooms.database.sql(`select 1 from platform.journal where type = 'thing.once'`)).length;

  it('lets twenty equal requests act once and gives all the same answer', async () => {
    const id = uuidv7();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        rooms.get(Once).run(wish('key-000001', { a: 1 }), async () => {
          await act();
          return { status: 201, body: { id } };
        }),
      ),
    );
    expect(await count()).toBe(1);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('refuses other input under the same key', async () => {
    await expect(rooms.get(Once).run(wish('key-000001', { a: 2 }), () => Promise.resolve({ status: 201, body: {} }))).rejects.toMatchObject(
      { refusal: { code: 'idempotency.other-input' } },
    );
  });

  it('leaves in the table neither who wished, nor what, nor the answer', async () => {
    const told = { principal: 'person-who-bids', route: 'POST /bids/bid-of-theirs', key: 'key-000003', input: { price: '850000.00' } };
    const first = await rooms.get(Once).run(told, () => Promise.resolve({ status: 201, body: { receipt: 'receipt-of-theirs' } }));
    const rows = await rooms.database.sql<Record<string, unknown>>('select * from platform.idempotency order by created_at');
    const kept = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)));
    for (const secret of ['person-who-bids', 'bid-of-theirs', 'key-000003', '850000', 'receipt-of-theirs'])
      expect(kept.join('\n')).not.toContain(secret);
    const again = await rooms.get(Once).run(told, () => Promise.reject(new Error('never twice')));
    expect(again).toEqual({ ...first, replayed: true });
    await rooms.database.sql(
      `update platform.idempotency set answer = (select answer from platform.idempotency where wish <> $1 and answer is not null limit 1)
      where wish = $1`,
      [rows.at(-1)!.wish],
    );
    await expect(rooms.get(Once).run(told, () => Promise.reject(new Error('never twice')))).rejects.toThrow(/authenticate/);
  });

  it('leaves nothing behind when the act fails, and may be used again', async () => {
    const before = await count();
    const failing = rooms.get(Once).run(wish('key-000002', {}), async () => {
      await act();
      throw new Error('later step failed');
    });
    await expect(failing).rejects.toThrow('later step failed');
    expect(await count()).toBe(before);
    const again = await rooms.get(Once).run(wish('key-000002', {}), async () => ({ status: 201, body: await act() }));
    expect(again.replayed).toBe(false);
    expect(await count()).toBe(before + 1);
  });
});
