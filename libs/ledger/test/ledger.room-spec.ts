import fc from 'fast-check';
import { fold, type Folded, Ledger, LedgerModule, LedgerQueries, LineFigureQueries, type Posting, type Transfer } from '#ledger';
import { Database, uuidv7 } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';

let rooms: TestRooms;
let database: Database;
let ledger: Ledger;
let queries: LedgerQueries;
beforeAll(async () => {
  rooms = await openRooms([LedgerModule]);
  database = rooms.get(Database);
  ledger = rooms.get(Ledger);
  queries = rooms.get(LedgerQueries);
});
afterAll(() => rooms.close());

let lines = 0;
/** A budget line with its three accounts and this much appropriated. */
async function aLine(appropriated: bigint): Promise<string> {
  const line = `2026-T-${(lines += 1)}`;
  await database.transaction(async (tx) => {
    await ledger.account(tx, `budget:${line}:control`, { limit: 'none', line });
    await ledger.account(tx, `budget:${line}:free`, { limit: 'debit-within-credit', line });
    await ledger.account(tx, `budget:${line}:reserved`, { limit: 'debit-within-credit', line });
    await ledger.transfer(tx, {
      id: uuidv7(),
      kind: 'direct',
      debit: `budget:${line}:control`,
      credit: `budget:${line}:free`,
      amount: appropriated,
      code: 'appropriation',
      sourceType: 'budget-line',
      sourceId: uuidv7(),
    });
  });
  return line;
}

const aReservation = (line: string, amount: bigint): Posting => ({
  id: uuidv7(),
  kind: 'pending',
  debit: `budget:${line}:free`,
  credit: `budget:${line}:reserved`,
  amount,
  code: 'reservation',
  sourceType: 'plan-item',
  sourceId: uuidv7(),
});
const resolve = (held: Posting, kind: 'post' | 'void', amount: bigint): Posting => ({
  ...held,
  id: uuidv7(),
  kind,
  amount,
  code: kind === 'post' ? 'use' : 'release',
  pendingId: held.id,
});
const book = (posting: Posting): Promise<bigint> => database.transaction((tx) => ledger.transfer(tx, posting));
const refusal = async (work: Promise<unknown>): Promise<{ code: string; facts: object }> =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: { refusal: { code: string; facts: object } }) => error.refusal,
  );

describe('a transfer', () => {
  it('is refused with the numbers when the line has not enough left', async () => {
    const line = await aLine(100n);
    await book(aReservation(line, 60n));
    expect(await refusal(book(aReservation(line, 41n)))).toMatchObject({ code: 'ledger.over-limit', facts: { free: 40n, wanted: 41n } });
    await book(aReservation(line, 40n));
  });

  it('is the same transfer when it is sent again, and refused when the same id has other content', async () => {
    const held = aReservation(await aLine(100n), 10n);
    const places = await Promise.all(Array.from({ length: 8 }, () => book(held)));
    expect(new Set(places).size).toBe(1);
    expect((await refusal(book({ ...held, amount: 11n }))).code).toBe('ledger.other-content');
  });

  it('is booked once a source and reason', async () => {
    const held = aReservation(await aLine(100n), 10n);
    await book(held);
    expect((await refusal(book({ ...held, id: uuidv7() }))).code).toBe('ledger.booked-already');
  });

  it('resolves a reservation once, at most to what was held, and returns the rest', async () => {
    const line = await aLine(100n);
    const held = aReservation(line, 80n);
    await book(held);
    expect(await refusal(book(resolve(held, 'post', 81n)))).toMatchObject({
      code: 'ledger.more-than-held',
      facts: { held: 80n, wanted: 81n },
    });
    await book(resolve(held, 'post', 70n));
    expect((await refusal(book(resolve(held, 'void', 80n)))).code).toBe('ledger.resolved-already');
    expect((await queries.balances(`budget:${line}:free`))[0]).toMatchObject({ free: 30n, debitsPending: 0n });
  });

  it('needs accounts that were opened, and a pending transfer to resolve', async () => {
    const line = await aLine(100n);
    const held = aReservation(line, 10n);
    expect((await refusal(book({ ...held, credit: 'budget:nowhere:free' }))).code).toBe('ledger.unknown-account');
    expect((await refusal(book(resolve(held, 'post', 10n)))).code).toBe('ledger.not-pending');
    await book(held);
    const elsewhere = { ...resolve(held, 'post', 10n), debit: `budget:${line}:control` };
    expect((await refusal(book(elsewhere))).code).toBe('ledger.not-pending');
  });

  it('leaves nothing behind when its command fails later', async () => {
    const line = await aLine(100n);
    const failing = database.transaction(async (tx) => {
      await ledger.transfer(tx, aReservation(line, 10n));
      throw new Error('later step failed');
    });
    await expect(failing).rejects.toThrow('later step failed');
    expect((await queries.balances(`budget:${line}:free`))[0]).toMatchObject({ free: 100n });
  });
});

describe('the database', () => {
  it('lets the application read and call, and nothing more', async () => {
    await expect(
      database.query(`insert into ledger.account (id, code, limit_kind) values (gen_random_uuid(), 'a:b', 'none')`),
    ).rejects.toThrow('permission denied');
    await expect(database.query('update ledger.account set credits_posted = 1')).rejects.toThrow('permission denied');
    await expect(database.query('delete from ledger.transfer')).rejects.toThrow('permission denied');
  });

  it('lets nobody change history or an account’s limit, not even its owner', async () => {
    await aLine(5n);
    await expect(rooms.database.sql('update ledger.transfer set amount = 1')).rejects.toThrow('append-only');
    await expect(rooms.database.sql('delete from ledger.transfer')).rejects.toThrow('append-only');
    await expect(rooms.database.sql('truncate ledger.transfer cascade')).rejects.toThrow('append-only');
    await expect(rooms.database.sql(`update ledger.account set limit_kind = 'none'`)).rejects.toThrow('keeps its name');
    await expect(rooms.database.sql('delete from ledger.account')).rejects.toThrow(/keeps|foreign key/);
  });

  it('keeps the limit as its own check when somebody writes past the function', async () => {
    const line = await aLine(10n);
    const past = rooms.database.sql('update ledger.account set debits_posted = 11 where code = $1', [`budget:${line}:free`]);
    await expect(past).rejects.toThrow('account_within_limit');
  });

  it('keeps the limit of an account it knows', async () => {
    const line = await aLine(10n);
    const other = database.transaction((tx) => ledger.account(tx, `budget:${line}:free`, { limit: 'none', line }));
    expect((await refusal(other)).code).toBe('ledger.account-differs');
  });
});

describe('sixteen at once', () => {
  it('reserve on one line exactly up to its limit, whatever they ask for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.bigInt({ min: 1n, max: 400n }), { minLength: 16, maxLength: 32 }),
        fc.bigInt({ min: 1n, max: 3_000n }),
        async (amounts, limit) => {
          const line = await aLine(limit);
          const answers = await Promise.allSettled(amounts.map((amount) => book(aReservation(line, amount))));
          const taken = amounts.filter((_, place) => answers[place]!.status === 'fulfilled').reduce((sum, amount) => sum + amount, 0n);
          const [free] = await queries.balances(`budget:${line}:free`);
          expect(free!.debitsPending).toBe(taken);
          expect(free!.free).toBe(limit - taken);
          const refused = amounts.filter((_, place) => answers[place]!.status === 'rejected');
          for (const amount of refused) expect(amount).toBeGreaterThan(limit - taken);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('asking for one yuan each get exactly as many as there are', async () => {
    const line = await aLine(500n);
    const answers = await Promise.allSettled(Array.from({ length: 16 }, () => book(aReservation(line, 100n))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect((await queries.balances(`budget:${line}:free`))[0]).toMatchObject({ debitsPending: 500n, free: 0n });
  });
});

describe('the exported list', () => {
  it('adds up to the stored balances after any mixture of holds, uses and returns', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ hold: fc.bigInt({ min: 1n, max: 90n }), then: fc.constantFrom('keep', 'post', 'part', 'void') }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (wishes) => {
          const line = await aLine(300n);
          await Promise.all(
            wishes.map(async ({ hold, then }) => {
              const held = aReservation(line, hold);
              if (
                !(await book(held).then(
                  () => true,
                  () => false,
                )) ||
                then === 'keep'
              )
                return;
              await book(then === 'void' ? resolve(held, 'void', hold) : resolve(held, 'post', then === 'part' ? (hold + 1n) / 2n : hold));
            }),
          );
          const transfers: Transfer[] = [];
          for await (const transfer of queries.export({ line })) transfers.push(transfer);
          const stored = await queries.balances(`budget:${line}:`);
          const folded: Folded = fold(transfers, new Map(stored.map(({ code, limit }) => [code, limit])));
          expect(folded.faults).toEqual([]);
          for (const { code, debitsPending, debitsPosted, creditsPending, creditsPosted } of stored)
            expect(folded.balances.get(code) ?? { debitsPending: 0n, debitsPosted: 0n, creditsPending: 0n, creditsPosted: 0n }).toEqual({
              debitsPending,
              debitsPosted,
              creditsPending,
              creditsPosted,
            });
        },
      ),
      { numRuns: 10 },
    );
  });

  it('passes the whole check of the books, and the check finds a balance that was bent', async () => {
    const line = await aLine(77n);
    const right = await queries.check();
    expect(right.faults).toEqual([]);
    expect(right.transfers).toBeGreaterThan(10);
    await rooms.database.sql('update ledger.account set credits_posted = credits_posted + 1 where code = $1', [`budget:${line}:free`]);
    expect((await queries.check()).faults).toEqual([
      { fault: 'differs', subject: `budget:${line}:free` },
      { fault: 'unbalanced', subject: 'posted' },
    ]);
    await rooms.database.sql('update ledger.account set credits_posted = credits_posted - 1 where code = $1', [`budget:${line}:free`]);
  });
});

describe('the figures of a line', () => {
  it('follow its money from appropriation to payment', async () => {
    const line = await aLine(1_000n);
    const [held, contract, provider] = [aReservation(line, 600n), uuidv7(), uuidv7()];
    await book(held);
    await database.transaction(async (tx) => {
      await ledger.account(tx, `contract:${contract}:committed`, { limit: 'debit-within-credit', line });
      await ledger.account(tx, `provider:${provider}:payable`, { limit: 'debit-within-credit' });
      await ledger.account(tx, 'treasury:clearing', { limit: 'none' });
    });
    const rest = { code: 'step', sourceType: 'spec', kind: 'direct' as const };
    const payable = `provider:${provider}:payable`;
    await book(resolve(held, 'post', 500n));
    await book({ ...rest, id: uuidv7(), sourceId: uuidv7(), debit: held.credit, credit: `contract:${contract}:committed`, amount: 500n });
    await book({ ...rest, id: uuidv7(), sourceId: uuidv7(), debit: `contract:${contract}:committed`, credit: payable, amount: 300n });
    await book({ ...rest, id: uuidv7(), sourceId: uuidv7(), debit: payable, credit: 'treasury:clearing', amount: 200n, line });
    await book(aReservation(line, 50n));
    const figures = (await rooms.get(LineFigureQueries).of([line])).get(line);
    expect(figures).toEqual({ line, appropriated: 1_000n, reserved: 50n, contracted: 500n, payable: 300n, paid: 200n, free: 450n });
    expect(await rooms.get(LineFigureQueries).unattributed()).toBe(0n);
  });

  it('are listed transfer by transfer, newest first, a page at a time', async () => {
    const line = await aLine(100n);
    for (let place = 0; place < 4; place += 1) await book(aReservation(line, 1n));
    const first = await queries.transfers({ line, limit: 3 });
    const second = await queries.transfers({ line, limit: 3, after: first.next });
    expect([...first.items, ...second.items].map(({ code }) => code)).toEqual([
      ...Array.from({ length: 4 }, () => 'reservation'),
      'appropriation',
    ]);
    expect(second.next).toBeNull();
  });
});
