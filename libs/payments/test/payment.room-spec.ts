import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DeadlineQueries } from '#calendar';
import type { WholeContract } from '#contracts';
import { type Actor, toYuan } from '#kernel';
import { LedgerQueries } from '#ledger';
import {
  AnswerService,
  type Payment,
  PaymentQueries,
  PaymentService,
  PaymentsModule,
  ReconcileQueries,
  RequestService,
  TrackerQueries,
} from '#payments';
import { Database, Outbox } from '#platform';
import { specAcceleration } from '../../contracts/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { aChecked, aPayable, aRequest, clerkOf, pain002 } from './builders.js';

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

describe('what is payable', () => {
  let payment: Payment;
  beforeAll(async () => {
    ({ contract, payment } = await aPayable(rooms, cast));
  }, 60_000);

  it('follows a final result once, and moves the money from the contract to the claim', async () => {
    expect(payment).toMatchObject({
      state: 'payable',
      contractId: contract.id,
      providerId: contract.providerId,
      amount: contract.instalments[0]!.amount,
    });
    expect(payment.number).toMatch(/^321202-\d{4}-ZF-\d{4}$/);
    expect((await balance(`contract:${contract.id}:committed`)).debitsPosted).toBe(payment.amount);
    expect((await balance(`provider:${contract.providerId}:payable`)).creditsPosted).toBe(payment.amount);
    expect(payment.line).not.toBeNull();
    await soundBooks();
  });

  it('is asked for by the provider, for the amount found payable and no other', async () => {
    const ask = (actor: Actor, wish = {}) => rooms.get(RequestService).request(actor, payment.id, aRequest(contract, payment, wish));
    await expect(ask(cast.handler)).rejects.toMatchObject(code('payment.not-yours'));
    await expect(ask(cast.providers[1]!)).rejects.toMatchObject(code('absent'));
    await expect(ask(clerkOf(cast), { amount: toYuan(payment.amount + 1n) })).rejects.toMatchObject({
      refusal: {
        code: 'payment.amount-above',
        facts: { payable: payment.amount, invoice: payment.amount + 1n, difference: 1n },
      },
    });
    await expect(ask(clerkOf(cast), { amount: toYuan(payment.amount - 500n) })).rejects.toMatchObject(code('payment.amount-below'));
    await expect(ask(clerkOf(cast), { invoiceNumber: '12345' })).rejects.toMatchObject(code('invoice.number'));
    await expect(ask(clerkOf(cast), { account: 'six' })).rejects.toMatchObject(code('payment.account'));
    expect((await read(payment.id)).state).toBe('payable');
  });

  it('starts the legal clock with the request, keeps accounts sealed, and goes back with a reason', async () => {
    await rooms.get(RequestService).request(clerkOf(cast), payment.id, aRequest(contract, payment));
    const clocks = async () =>
      Object.fromEntries((await rooms.get(DeadlineQueries).ofSubjects([payment.id])).map((clock) => [clock.key, clock]));
    expect(Object.keys(await clocks()).sort()).toEqual(['pay.after_invoice', 'payment.confirm']);
    const [kept] = await sql('select account, account_tail from payments.request where payment_id = $1', [payment.id]);
    expect(String(kept!['account'])).not.toContain('70801020');
    expect(kept!['account_tail']).toBe('7080');
    await expect(service().return(cast.stranger, payment.id, { code: 'payee-wrong', text: '开户行不对' })).rejects.toMatchObject(
      code('absent'),
    );
    await service().return(cast.handler, payment.id, { code: 'payee-wrong', text: '开户行名称不全' });
    expect(await read(payment.id)).toMatchObject({ state: 'returned', requestedBy: null });
    expect((await clocks())['pay.after_invoice']!.cancelledAt).not.toBeNull();
    expect((await clocks())['payment.confirm']!.metAt).not.toBeNull();
  });

  it('passes four persons, each only once, and is never released by one who acted before', async () => {
    await aChecked(rooms, cast, contract, payment);
    const { financeChecker, financeApprover, handler } = cast;
    const both: Actor = { ...financeChecker, roles: ['finance_checker', 'finance_approver'] };
    await expect(service().approve(both, payment.id)).rejects.toMatchObject(code('payment.second-person'));
    await expect(service().approve({ ...handler, roles: ['finance_approver'] }, payment.id)).rejects.toMatchObject(
      code('payment.second-person'),
    );
    await expect(service().approve({ ...financeApprover, confirmedAt: new Date(Date.now() - 600_000) }, payment.id)).rejects.toMatchObject(
      code('confirm-first'),
    );
    await expect(sql('update payments.payment set approved_by = checked_by where id = $1', [payment.id])).rejects.toThrow(
      'payment_four_persons',
    );
    await expect(service().confirm(handler, payment.id)).rejects.toMatchObject(code('lifecycle.not-now'));
  });

  it('is ordered and held in one moment, and written as the same bytes when written again', async () => {
    await service().approve(cast.financeApprover, payment.id);
    const [attempt] = await rooms.get(PaymentQueries).attempts([payment.id]);
    expect((await balance(`provider:${contract.providerId}:payable`)).debitsPending).toBe(payment.amount);
    expect((await read(payment.id)).state).toBe('approved');
    await rooms.get(Outbox).sendWaiting();
    expect((await read(payment.id)).state).toBe('instructed');
    const folder = join(rooms.config.dataDirectory, 'treasury', 'out');
    const files = readdirSync(folder).filter((name) => name.startsWith(attempt!.id));
    expect(files.sort()).toEqual([`${attempt!.id}.csv`, `${attempt!.id}.xml`]);
    const first = readFileSync(join(folder, `${attempt!.id}.xml`));
    expect(first.toString()).toContain('<InstdAmt Ccy="CNY">' + toYuan(payment.amount));
    expect(first.toString()).toContain('1020304050607080');
    expect(statSync(join(folder, files[1]!)).mode & 0o077).toBe(0);
    await sql(`update platform.outbound set sent_at = null, leased_until = now() where id = $1`, [attempt!.id]);
    await rooms.get(Outbox).sendWaiting();
    expect(readFileSync(join(folder, `${attempt!.id}.xml`)).equals(first)).toBe(true);
    expect((await rooms.get(PaymentQueries).steps([payment.id])).filter(({ act }) => act === 'instruct')).toHaveLength(1);
  });

  it('is paid once by the answer, however often and however it comes', async () => {
    const [attempt] = await rooms.get(PaymentQueries).attempts([payment.id]);
    const answers = rooms.get(AnswerService);
    const file = pain002(attempt!.id.replaceAll('-', ''), 'ACSC', toYuan(payment.amount));
    await expect(answers.import(cast.financeApprover, file)).rejects.toMatchObject(code('forbidden'));
    expect(await answers.import(cast.cashier, file)).toMatchObject({ repeated: false, lines: 1, matched: 1 });
    expect(await answers.import(cast.cashier, file)).toMatchObject({ repeated: true, matched: 1 });
    const csv = Buffer.from(`\ufeff支付指令号,状态,金额(元),原因\r\n${attempt!.id},成功,${toYuan(payment.amount)},\r\n`);
    expect(await answers.import(cast.cashier, csv)).toMatchObject({
      repeated: false,
      matched: 0,
      known: 1,
      exceptions: 0,
    });
    expect(await read(payment.id)).toMatchObject({ state: 'paid' });
    expect((await balance('treasury:paid')).creditsPosted).toBe(payment.amount);
    expect((await balance('treasury:clearing')).debitsPosted).toBe(payment.amount);
    await soundBooks();
    const clocks = await rooms.get(DeadlineQueries).ofSubjects([payment.id]);
    expect(clocks.filter(({ metAt, cancelledAt }) => !metAt && !cancelledAt)).toEqual([]);
    await expect(sql(`update payments.payment set state = 'payable', paid_at = null where id = $1`, [payment.id])).rejects.toThrow(
      'is paid',
    );
  });

  it('shows seven stages with the same times to everybody', async () => {
    const [first, second] = await rooms.get(TrackerQueries).ofContract(contract.id, await rooms.get(Database).now());
    expect(first!.stages.map(({ standing }) => standing)).toEqual(Array(7).fill('done'));
    expect(first!.stages.every(({ doneAt }) => doneAt !== null)).toBe(true);
    expect(second!.stages.map(({ standing }) => standing)).toEqual(['here', ...Array<string>(6).fill('ahead')]);
    expect(second!.stages[0]).toMatchObject({ holder: 'provider', dueAt: contract.instalments[1]!.dueAt });
  });

  it('opens a case for every answer the books do not explain', async () => {
    const answers = rooms.get(AnswerService);
    const [attempt] = await rooms.get(PaymentQueries).attempts([payment.id]);
    const rows = [
      `${attempt!.id},RJCT,,账号错误`,
      '0198f0a0-0000-7000-8000-000000000001,ACSC,5.00,',
      `${attempt!.id},ACSC,0.01,`,
      `nonsense,ACSC,1.00,`,
      `${attempt!.id},???,,`,
    ];
    const outcome = await answers.import(cast.cashier, Buffer.from(`order,status,amount,reason\n${rows.join('\n')}\n`));
    expect(outcome).toMatchObject({ lines: 5, exceptions: 5, matched: 0 });
    const cases = await rooms.get(ReconcileQueries).cases({ open: true });
    expect(cases.map(({ kind }) => kind).sort()).toEqual(['amount-differs', 'contradicts', 'unknown-order', 'unknown-order', 'unreadable']);
    await expect(answers.resolve(cast.financeChecker, cases[0]!.id, { text: '已与国库核对' })).rejects.toMatchObject(code('forbidden'));
    await answers.resolve(cast.cashier, cases[0]!.id, { text: '已与国库核对' });
    await expect(answers.resolve(cast.cashier, cases[0]!.id, { text: '再来一次' })).rejects.toMatchObject(code('absent'));
    expect(await rooms.get(ReconcileQueries).cases({ open: true })).toHaveLength(4);
    expect((await read(payment.id)).state).toBe('paid');
  });

  it.each(['<a/>', 'x,y\n1,2\n', 'order,status\n', '<!DOCTYPE a [<!ENTITY b "c">]><Document/>'])(
    'refuses a file that is no answer: %s',
    async (text) => {
      await expect(rooms.get(AnswerService).import(cast.cashier, Buffer.from(text))).rejects.toMatchObject({
        refusal: { kind: 'invalid' },
      });
    },
  );
});
