import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EndingService, type WholeContract } from '#contracts';
import { Accounts } from '#identity';
import { type Actor, system, toYuan } from '#kernel';
import { type Payment, PaymentQueries } from '#payments';
import { Alarms, Outbox, Readers } from '#platform';
import { organization } from '../../../libs/bidding/test/builders.js';
import { anActiveContract, specAcceleration } from '../../../libs/contracts/test/builders.js';
import { aRequest, aResult, clerkOf, pain002 } from '../../../libs/payments/test/builders.js';
import { freshDatabase, testConfig, type TestRooms } from '../../../libs/platform/test/harness.js';
import { aCast, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../../cli/src/app.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';
const origin = 'http://localhost:3000';

/** Legal periods are waited for; a busy machine takes longer. */
jest.setTimeout(120_000);

describe('the pages of a payment', () => {
  let app: NestFastifyApplication;
  let rooms: TestRooms;
  let cast: Cast;
  let clerk: Actor;
  let contract: WholeContract;
  let payment: Payment;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    const database = await freshDatabase();
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-pages-')), specAcceleration).with({ publicUrl: origin });
    app = await buildApp(config);
    const settle = (): Promise<void> => app.get(Readers).settle();
    const knock = async (): Promise<void> => {
      await settle();
      while ((await app.get(Alarms).ringDue()) > 0) await settle();
      await settle();
    };
    rooms = {
      database,
      config,
      get: (type) => app.get(type as never),
      settle,
      knock,
      close: async () => {
        await app.close();
        await database.drop();
      },
    };
    const made = await aCast(rooms);
    const known = async (actor: Actor, login: string): Promise<Actor> => {
      const { personId } = await app.get(Accounts).create(system('spec'), {
        login,
        name: actor.name,
        organizationId: actor.organizationId,
        roles: [...actor.roles],
        password,
      });
      const answer = await app.inject({
        method: 'POST',
        url: '/sign-in',
        payload: new URLSearchParams({ login, password }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
      });
      cookies.set(personId, answer.headers['set-cookie']!.toString().split(';')[0]!);
      return { ...actor, personId };
    };
    const supervisor = await known(
      { ...made.supervisor, organizationId: await organization(database, { kind: 'supervisor' }) },
      'supervisor',
    );
    cast = {
      ...made,
      handler: await known(made.handler, 'handler'),
      approver: await known(made.approver, 'approver'),
      financeChecker: await known(made.financeChecker, 'checker'),
      financeApprover: await known(made.financeApprover, 'releaser'),
      cashier: await known(made.cashier, 'cashier'),
      stranger: await known({ ...made.stranger, roles: ['handler'] }, 'stranger'),
      supervisor,
    };
    clerk = await known(clerkOf(cast), 'clerk');
    contract = await anActiveContract(rooms, cast);
    payment = (await aResult(rooms, cast, contract, '95'))!;
    await app.get(EndingService).publish(cast.handler, contract.id);
    await rooms.settle();
  }, 120_000);
  afterAll(() => rooms.close());

  interface Answer {
    readonly status: number;
    readonly body: string;
    readonly to: string | undefined;
  }
  const get = async (actor: Actor | null, url: string): Promise<Answer> => {
    const answer = await app.inject({
      method: 'GET',
      url,
      headers: actor ? { cookie: cookies.get(actor.personId)! } : {},
    });
    if (answer.statusCode === 500) console.error(url, answer.body.slice(0, 400));
    if (process.env.KEEP_PAGES)
      writeFileSync(
        join(
          process.env.KEEP_PAGES,
          `${actor?.roles[0] ?? 'public'}${url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/[^\w-]+/g, '_')}.html`,
        ),
        answer.body,
      );
    return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
  };
  const send = async (actor: Actor, url: string, payload: string | Buffer, type: string): Promise<Answer> => {
    const answer = await app.inject({
      method: 'POST',
      url,
      payload,
      headers: { cookie: cookies.get(actor.personId)!, origin, 'content-type': type },
    });
    if (answer.statusCode >= 500) console.error(url, answer.body.slice(0, 400));
    return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
  };
  const post = (actor: Actor, url: string, fields: Record<string, string> = {}): Promise<Answer> =>
    send(actor, url, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
  const upload = (actor: Actor, url: string, fields: Record<string, string>, file?: { name: string; bytes: Buffer }): Promise<Answer> => {
    const parts = Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--spec\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    );
    const head = Buffer.from(
      `--spec\r\ncontent-disposition: form-data; name="file"; filename="${file?.name ?? ''}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    );
    return send(
      actor,
      url,
      Buffer.concat([...parts, head, file?.bytes ?? Buffer.alloc(0), Buffer.from('\r\n--spec--\r\n')]),
      'multipart/form-data; boundary=spec',
    );
  };
  /** The page in both languages, whole: no key unsaid, no value missing. */
  const whole = async (actor: Actor | null, url: string, ...words: string[]): Promise<string> => {
    const [zh, en] = [await get(actor, url), await get(actor, `/en${url}`)];
    expect([url, zh.status, en.status]).toEqual([url, 200, 200]);
    for (const word of words) expect(zh.body).toContain(word);
    for (const page of [zh.body, en.body])
      expect(page).not.toMatch(/>[^<]*\{\w+\}|>\s*(payments|supervision|notifications)\.[a-z]|undefined|\[object/);
    return zh.body;
  };
  const at = (area: 'org' | 'buy' | 'finance'): string => `/${area}/payments/${payment.number}`;
  const confirm = (actor: Actor): Promise<Answer> => post(actor, '/confirm', { password });
  const orderId = async (): Promise<string> => (await app.get(PaymentQueries).attempts([payment.id])).at(-1)!.id;

  it('ask for what is payable, show the difference, and check the answers before they are sent', async () => {
    await whole(clerk, '/org', '可以申请付款');
    await whole(clerk, '/org/payments', payment.number, '应付');
    await whole(clerk, at('org'), '登记发票，申请付款', '发票登记');
    await whole(clerk, `${at('org')}/request`, toYuan(payment.amount));
    const { amount, ...rest } = aRequest(contract, payment) as unknown as Record<string, string>;
    const wrong = await upload(clerk, `${at('org')}/check-request`, {
      ...rest,
      amount: toYuan(payment.amount + 1000n),
    });
    expect([wrong.status, wrong.body.includes('多 ¥10.00'), wrong.body.includes('f-amount')]).toEqual([422, true, true]);
    const pdf = { name: '发票.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') };
    const checked = await upload(clerk, `${at('org')}/check-request`, { ...rest, amount: amount! }, pdf);
    expect([checked.status, checked.body.includes('提交申请')]).toEqual([200, true]);
    if (process.env.KEEP_PAGES) writeFileSync(join(process.env.KEEP_PAGES, 'clerk_check.html'), checked.body);
    const fileId = /name="fileId" value="([0-9a-f-]{36})"/.exec(checked.body)![1]!;
    expect(await post(clerk, `${at('org')}/request`, { ...rest, amount: amount!, fileId })).toMatchObject({
      status: 303,
      to: `${at('org')}?done=payment-requested`,
    });
    expect((await get(cast.stranger, at('buy'))).status).toBe(404);
    const own = await whole(clerk, at('org'), '**** **** 7080', '催办');
    expect(own).not.toContain('1020 3040 5060 7080');
    expect(await post(clerk, `${at('org')}/reminder`)).toMatchObject({ status: 303 });
    expect((await post(clerk, `${at('org')}/reminder`)).status).toBe(409);
  });

  it('lead through confirmation, check and release by different people', async () => {
    await whole(cast.handler, '/buy', '确认付款申请');
    await whole(cast.handler, at('buy'), '确认申请', '退回给承接方');
    const empty = await post(cast.handler, `${at('buy')}/return`, { code: 'invoice-wrong', text: '' });
    expect([empty.status, empty.body.includes('f-text')]).toEqual([422, true]);
    expect(await post(cast.handler, `${at('buy')}/confirmation`)).toMatchObject({ status: 303 });
    await whole(cast.financeChecker, '/finance/queue', payment.number);
    await whole(cast.financeChecker, at('finance'), '三方一致', '1020 3040 5060 7080', '初审通过');
    expect(await post(cast.financeChecker, `${at('finance')}/check`)).toMatchObject({ status: 303 });
    expect((await post(cast.financeChecker, `${at('finance')}/approval`)).status).toBe(403);
    await rooms.database.sql(`update identity.session set confirmed_at = now() - interval '1 hour'`);
    await whole(cast.financeApprover, at('finance'), '确认是我本人');
    expect((await post(cast.financeApprover, `${at('finance')}/approval`)).status).toBe(403);
    await confirm(cast.financeApprover);
    await whole(cast.financeApprover, at('finance'), '放行后不能撤回');
    expect(await post(cast.financeApprover, `${at('finance')}/approval`)).toMatchObject({ status: 303 });
    await app.get(Outbox).sendWaiting();
    await whole(cast.cashier, '/finance/reconcile', payment.number, 'ISO 20022 XML');
    const file = await get(cast.cashier, `/finance/orders/${await orderId()}/xml`);
    expect([file.status, file.body.includes('pain.001.001.09')]).toEqual([200, true]);
    expect((await get(cast.handler, `/finance/orders/${await orderId()}/xml`)).status).toBe(403);
  });

  it('take the answer in once, and show cases until somebody clears them up', async () => {
    expect((await upload(cast.cashier, '/finance/reconcile', {})).status).toBe(422);
    const bytes = pain002((await orderId()).replaceAll('-', ''), 'ACSC', toYuan(payment.amount));
    const first = await upload(cast.cashier, '/finance/reconcile', {}, { name: 'answer.xml', bytes });
    expect(first.status).toBe(303);
    await whole(cast.cashier, first.to!, '入账 1');
    const again = await upload(cast.cashier, '/finance/reconcile', {}, { name: 'answer.xml', bytes });
    await whole(cast.cashier, again.to!, '以前导入过');
    await upload(
      cast.cashier,
      '/finance/reconcile',
      {},
      {
        name: 'b.csv',
        bytes: Buffer.from('order,status,amount\n0198f0a0-0000-7000-8000-000000000001,ACSC,5.00\n'),
      },
    );
    const open = await whole(cast.cashier, '/finance/reconcile', '不是本系统发出的');
    const [, id] = /\/finance\/reconcile\/cases\/([0-9a-f-]{36})/.exec(open)!;
    expect(await post(cast.cashier, `/finance/reconcile/cases/${id}`, { text: '国库测试数据' })).toMatchObject({ status: 303 });
    await whole(cast.cashier, '/finance/reconcile', '没有对不上的例外');
    await whole(cast.financeChecker, '/finance/overdue');
    const csv = await get(cast.financeChecker, '/finance/queue.csv?state=paid');
    expect([csv.body.startsWith('\ufeff'), csv.body.includes(payment.number)]).toEqual([true, true]);
  });

  it('show the same seven stages to both sides, finance and the public', async () => {
    const stages = (body: string): string[] => body.match(/qy-tracker__name">[^<]+|qy-tracker__at">.*?<\/p>/g) ?? [];
    const pages = [await whole(clerk, at('org')), await whole(cast.handler, at('buy')), await whole(cast.financeChecker, at('finance'))];
    expect(new Set(pages.map((page) => JSON.stringify(stages(page)))).size).toBe(1);
    const open = await whole(null, `/contracts/${contract.number}/payments`, '第 1 期', '到账确认');
    expect(JSON.stringify(stages(open))).toContain(JSON.stringify(stages(pages[0]!)).slice(1, -1));
    expect(open).not.toContain('7080');
    await whole(null, `/contracts/${contract.number}`, '付款进度');
  });

  it('tell people in messages, and lead them to the thing', async () => {
    await rooms.settle();
    const list = await whole(clerk, '/messages', '已到账', '未读');
    const [, id] = /\/messages\/([0-9a-f-]{36})\/reading/.exec(list)!;
    expect(await post(clerk, `/messages/${id}/reading`)).toMatchObject({ status: 303, to: at('org') });
    expect((await post(cast.handler, `/messages/${id}/reading`)).status).toBe(404);
    expect(await post(clerk, '/messages/reading')).toMatchObject({ status: 303 });
    await whole(clerk, '/messages?show=unread', '没有未读的消息');
  });

  it('give supervisors a board and a case file that keeps who read it', async () => {
    await whole(cast.supervisor, '/oversight', '期限灯');
    await whole(cast.supervisor, '/oversight/board', '监督人员只读');
    await whole(cast.supervisor, '/oversight/board?light=green');
    const file = `/oversight/projects/${contract.procedureId}`;
    await whole(cast.supervisor, file, '发布公告', '财政复核放行', cast.financeApprover.name);
    await rooms.settle();
    await whole(cast.supervisor, `${file}?stage=reading`, '查阅卷宗', cast.supervisor.name);
    expect((await get(cast.stranger, file)).status).toBe(404);
    expect((await get(cast.handler, '/oversight/board')).status).toBe(403);
    await whole(cast.supervisor, `/finance/payments/${payment.number}`, '监督人员只读');
    for (const act of ['confirmation', 'check', 'approval', 'return'])
      expect(
        (await post(cast.supervisor, `${at('finance')}/${act}`, act === 'return' ? { code: 'office-error', text: '试一试不行' } : {}))
          .status,
      ).toBe(403);
  });
});
