import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Role, system } from '#kernel';
import { uuidv7 } from '#platform';
import { OrganizationImport, OrganizationQueries } from '#organizations';
import { Accounts } from '#identity';
import { freshDatabase, testConfig, type TestDatabase } from '../../../libs/platform/test/harness.js';
import { buildApp } from '../../cli/src/app.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';
const demo = (name: string): Buffer => readFileSync(`apps/cli/demo/${name}.csv`);
const no = { not_duty: 'no', government_only: 'no', goods_works: 'no', financing: 'no', recruiting: 'no', other_banned: 'no' };
const people: readonly [login: string, uscc: string, roles: Role[]][] = [
  ['handler', '11321202M00000107M', ['handler']],
  ['approver', '11321202M00000107M', ['approver']],
  ['checker', '11321202M000009086', ['finance_checker']],
  ['second', '11321202M000009086', ['finance_approver']],
  ['watcher', '11321202M00001003T', ['supervisor']],
  ['stranger', '13321202M00000203Q', ['handler']],
];

let app: NestFastifyApplication;
let database: TestDatabase;
let origin: string;
const tokens = new Map<string, string>();
const cookies = new Map<string, string>();

beforeAll(async () => {
  database = await freshDatabase();
  const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-plan-')));
  origin = config.publicUrl;
  app = await buildApp(config);
  await app.get(OrganizationImport).departments(system('spec'), demo('departments'));
  for (const [login, uscc, roles] of people) {
    const organizationId = (await app.get(OrganizationQueries).byUscc(uscc))!.id;
    await app.get(Accounts).create(system('spec'), { login, name: login, organizationId, roles, password });
    const signed = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { login, password } });
    tokens.set(login, signed.json<{ token: string }>().token);
    const page = await app.inject({
      method: 'POST',
      url: '/sign-in',
      payload: new URLSearchParams({ login, password }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    });
    cookies.set(login, page.headers['set-cookie']!.toString().split(';')[0]!);
  }
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const api = (who: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object | Buffer, key: string = uuidv7()) =>
  app.inject({
    method,
    url: `/api/v1/${url}`,
    payload,
    headers: {
      authorization: `Bearer ${tokens.get(who)}`,
      'idempotency-key': key,
      ...(Buffer.isBuffer(payload) ? { 'content-type': 'text/csv' } : {}),
    },
  });
const page = (who: string | null, url: string) => app.inject({ method: 'GET', url, headers: who ? { cookie: cookies.get(who) } : {} });
const send = (who: string, url: string, fields: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams({ _key: uuidv7(), ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin, cookie: cookies.get(who) },
  });
const upload = (who: string, url: string, bytes: Buffer) => {
  const boundary = 'qiyue-spec';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="_key"\r\n\r\n${uuidv7()}\r\n--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="plan.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, origin, cookie: cookies.get(who) },
  });
};
const idOf = async (title: string): Promise<string> =>
  (await api('checker', 'GET', `plan-items/own?q=${encodeURIComponent(title)}`)).json<{ data: { id: string }[] }>().data[0]!.id;

describe('the plan over the API', () => {
  it('takes the budget file as it lies on the office’s disk, dry first', async () => {
    const dry = await api('checker', 'POST', 'budget-lines/imports?dryRun=true', demo('budget-lines-2026'));
    expect([dry.statusCode, dry.json()]).toEqual([200, expect.objectContaining({ rows: 10, imported: 0, faults: [], dryRun: true })]);
    const key = uuidv7();
    const first = await api('checker', 'POST', 'budget-lines/imports', demo('budget-lines-2026'), key);
    const again = await api('checker', 'POST', 'budget-lines/imports', demo('budget-lines-2026'), key);
    expect(first.json()).toMatchObject({ imported: 10 });
    expect([again.headers['idempotency-replayed'], again.json()]).toEqual(['true', first.json()]);
    const twice = await api('checker', 'POST', 'budget-lines/imports', demo('budget-lines-2026'));
    expect([twice.statusCode, twice.json<{ code: string }>().code]).toEqual([409, 'planning.file-imported']);
  });

  it('refuses a faulty file with one error a cell, and imports nothing', async () => {
    const faulty = Buffer.from(demo('plan-items-2026').toString('utf8').replace('15000,户', '一万五,户'));
    const answer = await api('checker', 'POST', 'plan-items/imports', faulty);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'planning.file-has-faults',
      errors: [{ pointer: '/rows/2/数量', code: 'planning.row-quantity' }],
    });
    expect((await api('checker', 'GET', 'plan-items/own')).json<{ data: unknown[] }>().data).toEqual([]);
    expect((await api('checker', 'POST', 'plan-items/imports', demo('plan-items-2026'))).json()).toMatchObject({ imported: 24 });
  });

  it('carries an item from draft to announcement through three offices', async () => {
    const lines = (await api('second', 'GET', 'budget-lines?limit=100')).json<{ data: { id: string; number: string }[] }>().data;
    for (const { id } of lines) expect((await api('second', 'POST', `budget-lines/${id}/approval`)).statusCode).toBe(200);
    const id = await idOf('远程求救求助呼叫中心运营服务');
    const steps: [who: string, url: string, body: object | undefined, state: string][] = [
      ['handler', 'submission', { negativeList: no, smeReserve: 'exempt', smeBasis: '财综〔2016〕54号' }, 'in_review'],
      ['approver', 'return', { reason: '补充测算依据' }, 'draft'],
      ['handler', 'submission', { negativeList: no, smeReserve: 'exempt', smeBasis: '财综〔2016〕54号' }, 'in_review'],
      ['approver', 'endorsement', undefined, 'endorsed'],
      ['second', 'approval', {}, 'approved'],
      ['handler', 'announcement', { officialUrl: 'https://www.ccgp.gov.cn/yx/1', publishedAt: '2026-01-05T09:00:00+08:00' }, 'announced'],
    ];
    for (const [who, act, body, state] of steps) {
      const answer = await api(who, 'POST', `plan-items/${id}/${act}`, body);
      expect([act, answer.statusCode, answer.json<{ state: string }>().state]).toEqual([act, 200, state]);
    }
    const open = await app.inject({ method: 'GET', url: '/api/v1/plan-items' });
    expect(open.json()).toMatchObject({
      data: [{ title: '远程求救求助呼叫中心运营服务', amount: '850000.00', state: 'announced' }],
      page: { next: null },
    });
    expect(open.json<{ data: object[] }>().data[0]).not.toHaveProperty('submittedBy');
  });

  it('asks each clause of the negative list and says which answer is missing', async () => {
    const id = await idOf('“心灵乐园”心理健康服务');
    const { recruiting: _open, ...rest } = no;
    const answer = await api('handler', 'POST', `plan-items/${id}/submission`, { negativeList: rest });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ pointer: '/negativeList/recruiting' }] });
  });

  it('shows a draft to nobody outside, and the ledger to finance and supervisors only', async () => {
    const id = await idOf('“心灵乐园”心理健康服务');
    expect((await api('stranger', 'GET', `plan-items/${id}`)).statusCode).toBe(404);
    expect((await app.inject({ method: 'GET', url: `/api/v1/plan-items/${id}` })).statusCode).toBe(404);
    expect((await api('handler', 'GET', 'ledger/balances')).statusCode).toBe(403);
    expect((await app.inject({ method: 'GET', url: '/api/v1/ledger/transfers' })).statusCode).toBe(401);
    const accounts = (await api('watcher', 'GET', 'ledger/balances?prefix=budget:2026-MZ-01:')).json<{
      data: { code: string; free: string | null }[];
    }>().data;
    expect(accounts.map(({ code, free }) => [code, free])).toEqual([
      ['budget:2026-MZ-01:control', null],
      ['budget:2026-MZ-01:free', '3350000.00'],
      ['budget:2026-MZ-01:reserved', '0.00'],
    ]);
    const file = await api('second', 'GET', 'ledger/transfers.csv');
    expect(file.body.startsWith('\uFEFFseq,id,at,kind')).toBe(true);
    expect(file.body.trim().split('\r\n')).toHaveLength(12);
  });
});

describe('the plan as pages', () => {
  it('is readable without an account, in both languages, as page and as file', async () => {
    const list = await page(null, '/plans?quarter=2026Q1&method=competitive_consultation');
    expect([list.statusCode, list.body.includes('远程求救求助呼叫中心运营服务')]).toEqual([200, true]);
    const number = /\/plans\/(321202-2026-JH-\d{4})/.exec(list.body)![1]!;
    const english = await page(null, `/en/plans/${number}`);
    expect([english.statusCode, english.body.includes('Competitive consultation')]).toEqual([200, true]);
    expect((await page(null, '/plans?quarter=2026Q4')).body).toContain('没有符合条件的内容');
    expect((await page(null, '/plans.csv')).body).toContain('远程求救求助呼叫中心运营服务');
    expect((await page(null, '/plans/321202-2026-JH-0002')).statusCode).toBe(404);
  });

  it('leads an item through the desks by its one next step', async () => {
    const number = '321202-2026-JH-0003';
    expect((await page('handler', `/buy/plans/${number}`)).body).toContain(`/buy/plans/${number}/submission`);
    const answers = Object.fromEntries(Object.entries(no).map(([clause, answer]) => [`negativeList.${clause}`, answer]));
    const missing = await send('handler', `/buy/plans/${number}/submission`, { ...answers, 'negativeList.financing': '' });
    expect([missing.statusCode, missing.body.includes('#f-negativeList-financing')]).toEqual([422, true]);
    expect((await send('handler', `/buy/plans/${number}/submission`, answers)).headers.location).toBe(
      `/buy/plans/${number}?done=planning-submit`,
    );
    expect((await page('approver', `/buy/plans/${number}`)).body).toContain('审核通过');
    expect((await send('approver', `/buy/plans/${number}/endorsement`)).statusCode).toBe(303);
    expect((await page('second', '/finance/plans')).body).toContain('展颜助老');
    expect((await page('checker', `/finance/plans/${number}`)).body).toContain('要由另一位财政人员批准');
    expect((await send('second', `/finance/plans/${number}/approval`)).headers.location).toBe(
      `/finance/plans/${number}?done=planning-approved`,
    );
    expect((await page('handler', `/buy/plans/${number}/announcement`)).statusCode).toBe(200);
    const future = await send('handler', `/buy/plans/${number}/announcement`, {
      officialUrl: 'https://www.ccgp.gov.cn/1',
      publishedAt: '2099-01-01T09:00',
    });
    expect([future.statusCode, future.body.includes('还没有到')]).toEqual([422, true]);
    expect(
      (
        await send('handler', `/buy/plans/${number}/announcement`, {
          officialUrl: 'https://www.ccgp.gov.cn/1',
          publishedAt: '2026-03-02T09:00',
        })
      ).statusCode,
    ).toBe(303);
    expect((await page(null, `/plans/${number}`)).statusCode).toBe(200);
  });

  it('takes a file in two steps, names its faults, and gives them as a file', async () => {
    const own = demo('plan-items-2026').toString('utf8').split('\n');
    const rows = [own[0], own[1]!.replace('远程求救求助呼叫中心运营服务', '道路修缮打包管护')].join('\n');
    const faulty = await upload('handler', '/buy/plans/import', Buffer.from(rows));
    expect(faulty.statusCode).toBe(303);
    const result = await page('handler', faulty.headers.location!);
    expect(result.body).toContain('102号令第10条第（三）项');
    expect((await page('handler', `${faulty.headers.location!}/faults.csv`)).body).toContain('2,项目名称,');
    expect((await page('approver', faulty.headers.location!)).statusCode).toBe(404);
    const sound = await upload('handler', '/buy/plans/import', Buffer.from(rows.replace('道路修缮打包管护', '社区助浴服务')));
    expect((await page('handler', sound.headers.location!)).body).toContain('导入 1 行');
    expect((await send('handler', sound.headers.location!)).headers.location).toContain('done=planning-imported');
    expect((await page('handler', '/buy/plans?q=%E5%8A%A9%E6%B5%B4')).body).toContain('社区助浴服务');
    const empty = await upload('handler', '/buy/plans/import', Buffer.alloc(0));
    expect([empty.statusCode, empty.body.includes('选择一个 CSV 文件')]).toEqual([422, true]);
    const large = await upload('handler', '/buy/plans/import', Buffer.alloc(1_500_000, 'a'));
    expect([large.statusCode, large.body.includes('文件超过')]).toEqual([422, true]);
  });

  it('lets a handler write and change an item, and shows answers again when one is wrong', async () => {
    const fields = {
      lineNumber: '2026-MZ-02',
      title: '社区读书会',
      category: '文体服务',
      beneficiaries: '居民',
      quantity: '12',
      unit: '场',
      quality: '每月1场',
      amount: '36000',
      quarter: '2026Q4',
      method: 'local_small_purchase',
      months: '12',
    };
    const wrong = await send('handler', '/buy/plans/new', { ...fields, amount: '三万' });
    expect([wrong.statusCode, wrong.body.includes('value="三万"'), wrong.body.includes('社区读书会')]).toEqual([422, true, true]);
    const made = await send('handler', '/buy/plans/new', fields);
    expect(made.statusCode).toBe(303);
    const number = /JH-\d{4}/.exec(made.headers.location!)![0];
    const edit = `/buy/plans/321202-2026-${number}/edit`;
    expect((await page('handler', edit)).body).toContain('value="36000.00"');
    expect((await send('handler', edit, { ...fields, version: '1', title: '社区读书会(夏)' })).statusCode).toBe(303);
    expect((await send('handler', edit, { ...fields, version: '1' })).statusCode).toBe(412);
    expect((await page('stranger', edit)).statusCode).toBe(404);
    expect((await send('handler', `/buy/plans/321202-2026-${number}/dropping`, { reason: '今年不办' })).statusCode).toBe(303);
  });

  it.each([
    ['handler', '/buy'],
    ['handler', '/buy/plans'],
    ['handler', '/buy/plans/new'],
    ['handler', '/buy/plans/import'],
    ['approver', '/buy'],
    ['second', '/finance'],
    ['second', '/finance/plans'],
    ['checker', '/finance/plans/import'],
    ['checker', '/finance/lines/import'],
    ['second', '/finance/lines/2026-MZ-01'],
    ['second', '/finance/ledger'],
    ['watcher', '/finance/ledger'],
    ['watcher', '/finance/ledger/2026-MZ-01'],
    ['watcher', '/oversight'],
    ['watcher', '/finance/plans'],
  ])('stands for %s at %s in both languages', async (who, url) => {
    for (const path of [url, `/en${url}`]) {
      const answer = await page(who, path);
      expect([path, answer.statusCode]).toEqual([path, 200]);
      expect(answer.body).not.toMatch(/>(planning|ledger|done)\.[a-z-]/);
    }
  });

  it('keeps the ledger pages from departments, and gives finance its file', async () => {
    expect((await page('handler', '/finance/ledger')).statusCode).toBe(403);
    expect((await page('handler', '/finance/lines/import')).statusCode).toBe(403);
    const file = await page('second', '/finance/ledger.csv');
    expect(file.body).toMatch(/^\uFEFF采购单位,预算编号/);
    expect(file.body).toContain('2026-MZ-01,老年福利,一般公共预算,4200000.00,970000.00');
    expect((await page('second', '/finance/ledger/2026-MZ-01/transfers.csv')).body).toContain('reservation');
  });

  it('lets finance adjust and refuses to close what is in use', async () => {
    const less = await send('second', '/finance/lines/2026-MZ-01/adjustment', { amount: '100.00', reason: '压减一般性支出' });
    expect([less.statusCode, less.body.includes('¥3,230,000.00')]).toEqual([409, true]);
    expect(
      (await send('second', '/finance/lines/2026-MZ-01/adjustment', { amount: '4300000.00', reason: '追加养老服务经费' })).statusCode,
    ).toBe(303);
    expect((await send('second', '/finance/lines/2026-MZ-01/closure')).statusCode).toBe(409);
    expect((await send('second', '/finance/lines/2026-JT-01/closure')).statusCode).toBe(303);
  });
});
