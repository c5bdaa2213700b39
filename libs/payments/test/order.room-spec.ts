import { DeadlineQueries } from '#calendar';
import type { WholeContract } from '#contracts';
import { toYuan } from '#kernel';
import { LedgerQueries } from '#ledger';
import { AnswerService, type Payment, PaymentQueries, PaymentService, PaymentsModule, ReconcileQueries, RequestService } from '#payments';
import { Database, Outbox } from '#platform';
import { until } from '../../bidding/test/deadline.js';
import { anActiveContract, specAcceleration } from '../../contracts/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, anActor, type Cast } from '../../tendering/test/builders.js';
import { anInstructed, aRequest, aResult, clerkOf, pain002 } from './builders.js';

let rooms: TestRooms;
let cast: Cast;
let contract: WholeContract;
beforeAll(async () => {
  rooms = await openRooms([PaymentsModule], { acceleration: specAcceleration });
  cast = await aCast(rooms);
}, 120_000);
afterAll(() => rooms.close());

const code = (wanted: string): object => ({ refusal: { code: wanted } });
const service = (): PaymentService => rooms.get(PaymentService);
const read = async (id: string): Promise<Payment> => (await rooms.get(PaymentQueries).byId(id))!;
const balance = async (account: string) => (await rooms.get(LedgerQueries).balances(account))[0]!;
const sql = (text: string, values: unknown[] = []) => rooms.database.sql(text, values);
const soundBooks = async (): Promise<void> => expect((await rooms.get(LedgerQueries).check()).faults).toEqual([]);

describe('an order that fails', () => {
  let payment: Payment;
  beforeAll(async () => {
    contract = await anActiveContract(rooms, cast);
    payment = (await aResult(rooms, cast, contract, '95'))!;
  }, 60_000);

  it('gives the claim back and is repeated only by two finance persons, as a new order', async () => {
    const first = await anInstructed(rooms, cast, contract, payment);
    await rooms.get(AnswerService).import(cast.cashier, pain002(first.replaceAll('-', ''), 'RJCT'));
    expect(await read(payment.id)).toMatchObject({ state: 'rejected', checkedBy: null, approvedBy: null });
    expect((await balance(`provider:${contract.providerId}:payable`)).debitsPending).toBe(0n);
    await expect(service().approve(cast.financeApprover, payment.id)).rejects.toMatchObject(code('lifecycle.not-now'));
    await service().check(cast.financeChecker, payment.id);
    await service().approve(cast.financeApprover, payment.id);
    const attempts = await rooms.get(PaymentQueries).attempts([payment.id]);
    expect(attempts.map(({ no, state }) => [no, state])).toEqual([
      [1, 'rejected'],
      [2, 'ordered'],
    ]);
    expect(attempts[1]!.id).not.toBe(first);
    await soundBooks();
  });

  it('is paid by an answer that comes before our own note that it was sent', async () => {
    const { id } = (await rooms.get(PaymentQueries).attempts([payment.id])).at(-1)!;
    await rooms.get(AnswerService).import(cast.cashier, Buffer.from(`order,status,amount\n${id},ACSC,${toYuan(payment.amount)}\n`));
    await rooms.get(Outbox).sendWaiting();
    expect((await read(payment.id)).state).toBe('paid');
    await soundBooks();
  });

  it('is never sent again when no answer comes: it is unknown, with a case, until one does', async () => {
    const other = (await aResult(rooms, cast, contract, '95', 1))!;
    const orderId = await anInstructed(rooms, cast, contract, other);
    const [clock] = await rooms.database.sql<{ at: Date }>(
      `select due_at as at from platform.alarm where kind = 'payments.settle' and subject = $1`,
      [orderId],
    );
    await until(rooms.database, clock!.at);
    await rooms.knock();
    expect((await read(other.id)).state).toBe('unknown');
    expect((await rooms.get(ReconcileQueries).cases({ open: true })).map(({ kind }) => kind)).toContain('no-answer');
    expect(await rooms.get(PaymentQueries).attempts([other.id])).toHaveLength(1);
    await rooms.get(AnswerService).import(cast.cashier, Buffer.from(`order,status,amount\n${orderId},ACSC,${toYuan(other.amount)}\n`));
    expect((await read(other.id)).state).toBe('paid');
  }, 30_000);

  it('cannot be made up: no second live order, no order by one person, no foreign invoice', async () => {
    const third = (await aResult(rooms, cast, contract, '95', 2))!;
    const [used] = await sql('select invoice_number from payments.request where payment_id = $1', [payment.id]);
    const ask = rooms
      .get(RequestService)
      .request(clerkOf(cast), third.id, aRequest(contract, third, { invoiceNumber: String(used!['invoice_number']) }));
    await expect(ask).rejects.toMatchObject(code('invoice.used'));
    await expect(
      sql('insert into payments.invoice (number, payment_id, registered_at) values ($1, $2, now())', [used!['invoice_number'], third.id]),
    ).rejects.toThrow('invoice_pkey');
    const orderId = await anInstructed(rooms, cast, contract, third);
    const copy = `insert into payments.attempt (id, payment_id, no, request_id, amount, checked_by, approved_by, hold, state, ordered_at)
      select gen_random_uuid(), payment_id, 2, request_id, amount, checked_by, approved_by, gen_random_uuid(), 'ordered', now() from payments.attempt where id = $1`;
    await expect(sql(copy, [orderId])).rejects.toThrow('attempt_once');
    await expect(rooms.get(Database).query('update payments.request set amount = 1')).rejects.toThrow('permission denied');
    await expect(sql(`delete from payments.payment where id = $1`, [third.id])).rejects.toThrow('append-only');
  });
});

describe('a match', () => {
  it('stops a payment whose payee is not the provider of the contract, whoever checks', async () => {
    const other = await anActiveContract(rooms, cast);
    const payment = (await aResult(rooms, cast, other, '95'))!;
    await rooms.get(RequestService).request(clerkOf(cast), payment.id, aRequest(other, payment, { payeeName: '别的公司' }));
    await service().confirm(cast.approver, payment.id);
    await expect(service().check(cast.financeChecker, payment.id)).rejects.toMatchObject({
      refusal: { code: 'payment.mismatch', fields: [{ field: 'match.payee' }] },
    });
    const approver = anActor(cast.financeChecker.organizationId, '另一人', 'finance_approver');
    await service().return(approver, payment.id, { code: 'office-error', text: '财政系统录入有误' });
    const clock = (await rooms.get(DeadlineQueries).ofSubjects([payment.id])).find(({ key }) => key === 'pay.after_invoice');
    expect(clock).toMatchObject({ cancelledAt: null, metAt: null });
  }, 60_000);

  it('pays nothing for work that failed, and writes that down', async () => {
    const other = await anActiveContract(rooms, cast);
    const before = await balance(`contract:${other.id}:committed`);
    expect(await aResult(rooms, cast, other, '10')).toBeNull();
    expect((await balance(`contract:${other.id}:committed`)).debitsPosted).toBe(before.debitsPosted);
    expect(
      await sql(`select 1 from platform.journal where type = 'payment.nothing-payable' and project = $1`, [other.procedureId]),
    ).toHaveLength(1);
  }, 60_000);
});
