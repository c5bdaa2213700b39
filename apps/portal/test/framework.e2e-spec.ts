import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { chromium } from 'playwright-core';
import { AgreementQueries, OrderQueries } from '#frameworks';
import { Accounts } from '#identity';
import { type Actor, system } from '#kernel';
import { Readers } from '#platform';
import { aReportedEntry, entrantOf, specAcceleration } from '../../../libs/frameworks/test/builders.js';
import { freshDatabase, testConfig, type TestRooms } from '../../../libs/platform/test/harness.js';
import { aCast, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../../cli/src/app.js';
import { chromiumPath, picture } from './stage.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';

describe('the pages of a framework agreement', () => {
  let app: NestFastifyApplication;
  let rooms: TestRooms;
  let cast: Cast;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    const database = await freshDatabase();
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-pages-')), specAcceleration).with({
      publicUrl: 'http://localhost:3000',
    });
    app = await buildApp(config);
    rooms = {
      database,
      config,
      get: (type) => app.get(type as never),
      settle: () => app.get(Readers).settle(),
      knock: () => app.get(Readers).settle(),
      close: async () => {
        await app.close();
        await database.drop();
      },
    };
    const made = await aCast(rooms);
    const known = async (actor: Actor, login: string): Promise<Actor> => {
      const { personId } = await app
        .get(Accounts)
        .create(system('spec'), { login, name: actor.name, organizationId: actor.organizationId, roles: [...actor.roles], password });
      const answer = await app.inject({
        method: 'POST',
        url: '/sign-in',
        payload: new URLSearchParams({ login, password }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: config.publicUrl },
      });
      cookies.set(personId, answer.headers['set-cookie']!.toString().split(';')[0]!);
      return { ...actor, personId };
    };
    const providers: Actor[] = [];
    for (const provider of made.providers) providers.push(await known(provider, `provider${providers.length}`));
    cast = {
      ...made,
      handler: await known(made.handler, 'handler'),
      otherHandler: await known(made.otherHandler, 'manager'),
      approver: await known(made.approver, 'approver'),
      acceptor: await known(made.acceptor, 'acceptor'),
      stranger: await known({ ...made.stranger, roles: ['handler'] }, 'stranger'),
      providers,
    };
  }, 120_000);
  afterAll(() => rooms.close());

  const get = async (actor: Actor | null, url: string): Promise<{ status: number; body: string }> => {
    const answer = await app.inject({ method: 'GET', url, headers: actor ? { cookie: cookies.get(actor.personId)! } : {} });
    if (answer.statusCode === 500) console.error(url, answer.body.slice(0, 300));
    return { status: answer.statusCode, body: answer.body };
  };
  const post = async (actor: Actor, url: string, fields: Record<string, string> = {}) => {
    const answer = await app.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: {
        cookie: cookies.get(actor.personId)!,
        origin: 'http://localhost:3000',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    if (answer.statusCode >= 500) console.error(url, answer.body.slice(0, 300));
    return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
  };
  /** The page in both languages, whole: no key unsaid, no value missing. */
  const whole = async (actor: Actor | null, url: string, ...words: string[]): Promise<string> => {
    const [zh, en] = [await get(actor, url), await get(actor, `/en${url}`)];
    expect([url, zh.status, en.status]).toEqual([url, 200, 200]);
    for (const word of words) expect(zh.body).toContain(word);
    for (const page of [zh.body, en.body]) expect(page).not.toMatch(/\{\w+\}|>\s*frameworks\.[a-z]|undefined|\[object/);
    return zh.body;
  };
  /** Reads an act's page in both languages, then does it. */
  const act = async (actor: Actor, url: string, fields: Record<string, string> = {}): Promise<string> => {
    await whole(actor, url);
    const { status, body, to } = await post(actor, url, fields);
    expect([url, status, status === 303 ? '' : (/qy-errors[\s\S]{0,600}/.exec(body)?.[0] ?? body.slice(0, 200))]).toEqual([url, 303, '']);
    return to!.split('?')[0]!;
  };
  const confirm = (actor: Actor): Promise<unknown> => post(actor, '/confirm', { password });
  const shots: [Actor | null, string, string][] = [];
  const shoot = (actor: Actor | null, url: string, name: string): void => void shots.push([actor, url, name]);

  it('lead from the ranking to an agreement in force', async () => {
    const procedureId = await aReportedEntry(rooms, cast);
    const here = `/buy/frameworks/for/${procedureId}`;
    await whole(cast.approver, '/buy/frameworks', '等待确定入围供应商');
    expect((await get(cast.stranger, here)).status).toBe(404);
    await confirm(cast.approver);
    await whole(cast.approver, here, '合格 4 家，入围 3 家', '淘汰', '二次竞价');
    const none = await post(cast.approver, here, {});
    expect([none.status, none.body.includes('f-ways')]).toEqual([422, true]);
    expect((await post(cast.handler, here, { 'ways[]': 'direct' })).status).toBe(403);
    const answered = await app.inject({
      method: 'POST',
      url: here,
      payload: 'ways%5B%5D=direct&ways%5B%5D=contest&ways%5B%5D=rotation',
      headers: {
        cookie: cookies.get(cast.approver.personId)!,
        origin: 'http://localhost:3000',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    const desk = answered.headers.location!.split('?')[0]!;
    await whole(cast.approver, desk, '签署框架协议', '待签署');
    expect((await get(cast.stranger, desk)).status).toBe(404);
    await act(cast.approver, `${desk}/signature`);
    expect((await get(cast.approver, `${desk}/signature`)).status).toBe(409);
    const own = desk.replace('/buy/', '/org/');
    for (const provider of cast.providers) {
      await whole(provider, '/org', '签署框架协议');
      await confirm(provider);
      await act(provider, `${own}/signature`);
    }
    await whole(cast.handler, '/buy', '公布入围信息', '报送协议副本');
    await whole(cast.providers[0]!, own, '已入围', '协议文本');
    await whole(cast.providers[0]!, '/org/frameworks', '有效');
    await act(cast.handler, `${desk}/telling`);
    await act(cast.handler, `${desk}/filing`, { reference: '财框备2026-1' });
    const { number } = (await app.get(AgreementQueries).byId(desk.split('/').at(-1)!))!;
    await whole(null, '/frameworks', number);
    await whole(null, `/frameworks/${number}`, '¥50.00', '日间居家服务', '有效');
    const machine = await get(null, `/api/v1/frameworks/${number}`);
    expect(JSON.parse(machine.body)).toMatchObject({ number, state: 'in_force', kind: 'closed' });
    expect(machine.body).not.toContain('personId');
  }, 60_000);

  it('lead from the users’ choice to a contract, evidence and public feedback', async () => {
    const [agreement] = (await app.get(AgreementQueries).list()).items;
    const full = (await app.get(AgreementQueries).byId(agreement!.id))!;
    const [first, second] = cast.providers as [Actor, Actor];
    const desk = `/buy/frameworks/${full.id}`;
    const asked = { lot: '1', chosenBy: 'users', chooser: '城中街道服务对象代表会', reason: '投票多数', quantity: '30', months: '3' };
    const bad = await post(cast.handler, `${desk}/order`, {
      ...asked,
      way: 'direct',
      quantity: '99999',
      entrantId: entrantOf(full, first),
    });
    expect([bad.status, bad.body.includes('f-quantity')]).toEqual([409, true]);
    const order = await act(cast.handler, `${desk}/order`, { ...asked, way: 'direct', entrantId: entrantOf(full, first) });
    await whole(cast.handler, order, '¥1,500.00', '城中街道服务对象代表会');
    expect((await get(first, order.replace('/buy/', '/org/'))).status).toBe(404);
    await whole(cast.approver, '/buy', '审核订单');
    await act(cast.approver, `${order}/approval`);
    const own = order.replace('/buy/', '/org/');
    expect((await get(second, own)).status).toBe(404);
    await whole(first, '/org', '确认是否承接订单');
    await act(first, `${own}/acceptance`);
    await act(cast.handler, `${order}/announcement`);
    const contract = await act(cast.handler, `${order}/contract`, { managerPersonId: cast.otherHandler.personId });
    await whole(cast.handler, contract, '框架协议订单');
    await act(cast.handler, `${contract}/offer`);
    await act(first, `${contract.replace('/buy/', '/org/')}/signature`);
    await act(cast.approver, `${contract}/signature`);
    await rooms.settle();
    await whole(cast.handler, order, '合同已生效');
    await act(cast.handler, `${contract}/publication`);
    await rooms.settle();
    await whole(first, '/messages', '等待确认');
    await act(first, `${own}/evidence`, { day: '2026-01-05', quantity: '20', note: '五户签字单' });
    const shown = await whole(cast.acceptor, order, '确认这笔数量');
    const button = /action="(\/buy\/orders\/[^"]+\/evidence\/[^"]+)"/.exec(shown)![1]!;
    expect((await post(cast.acceptor, button)).status).toBe(303);
    await act(cast.acceptor, `${order}/feedback`, { source: 'user', rating: '5', words: '护理员准时，老人很满意。' });
    await whole(null, `/frameworks/${full.number}`, '护理员准时', '评价（1 份）', '5 分（1 份）');
    await whole(cast.handler, order, '已确认 20，订单 30 小时');
    shoot(null, `/frameworks/${full.number}`, 'framework-public');
    shoot(null, '/frameworks', 'framework-list');
    shoot(cast.handler, desk, 'framework-desk');
    shoot(cast.handler, `${desk}/order`, 'framework-order-form');
    shoot(cast.handler, order, 'framework-order');
    shoot(first, own, 'framework-order-entrant');
    shoot(first, desk.replace('/buy/', '/org/'), 'framework-entrant');
  }, 60_000);

  it('keep a contest sealed from everybody, and show the entrant only when it quoted', async () => {
    const [agreement] = (await app.get(AgreementQueries).list()).items;
    const desk = `/buy/frameworks/${agreement!.id}`;
    const [first, second, , fourth] = cast.providers as [Actor, Actor, Actor, Actor];
    const closing = new Date(Date.now() + 8 * 3_600_000 + 3_600_000).toISOString().slice(0, 16);
    const fields = {
      lot: '1',
      way: 'contest',
      chosenBy: 'buyer',
      chooser: '养老科',
      reason: '数量大',
      quantity: '100',
      months: '6',
      quotesCloseAt: closing,
    };
    const order = await act(cast.handler, `${desk}/order`, fields);
    await act(cast.approver, `${order}/approval`);
    const own = order.replace('/buy/', '/org/');
    await whole(first, '/org', '报价');
    expect((await get(fourth, own)).status).toBe(404);
    const high = await post(first, `${own}/quote`, { price: '50.01' });
    expect([high.status, high.body.includes('f-price')]).toEqual([422, true]);
    await act(first, `${own}/quote`, { price: '47.13' });
    await whole(first, own, '已于');
    for (const actor of [cast.handler, cast.approver, second])
      expect((await get(actor, actor === second ? own : order)).body).not.toMatch(/47\.13|已于 .* 封存/);
    expect((await get(cast.handler, `${order}/decision`)).status).toBe(409);
    await rooms.database.sql('update frameworks.call_off set quotes_close_at = clock_timestamp() where id = $1', [order.split('/').at(-1)]);
    await act(cast.handler, `${order}/decision`);
    await whole(cast.handler, order, '¥47.13', '¥4,713.00');
    const { items } = await app.get(OrderQueries).list({ agreementId: agreement!.id, announced: true });
    expect(items).toHaveLength(1);
  }, 60_000);

  it('let a provider apply to an open agreement and leave it', async () => {
    const procedureId = await aReportedEntry(rooms, cast, { method: 'framework_open' });
    const here = `/buy/frameworks/for/${procedureId}`;
    await whole(cast.approver, here, '随时申请加入');
    const desk = await act(cast.approver, here, { 'ways[]': 'direct' });
    const own = desk.replace('/buy/', '/org/');
    const [first] = cast.providers as [Actor];
    const { number } = (await app.get(AgreementQueries).byId(desk.split('/').at(-1)!))!;
    await whole(null, `/frameworks/${number}`, '申请加入', '开放式');
    await act(first, `${own}/application`, { statement: '有 12 名持证护理员。' });
    await whole(cast.handler, '/buy', '审核加入申请');
    const entrant = /href="(\/buy\/entrants\/[0-9a-f-]{36})\/review"/.exec(await whole(cast.handler, desk, '持证护理员'))![1]!;
    const silent = await post(cast.handler, `${entrant}/review`, { outcome: 'refuse' });
    expect([silent.status, silent.body.includes('f-reason')]).toEqual([422, true]);
    await act(cast.handler, `${entrant}/review`, { outcome: 'approve' });
    expect((await get(null, `/frameworks/${number}`)).body).not.toContain('52321202MJ5000017X');
    await act(cast.handler, `${entrant}/announcement`);
    await whole(null, `/frameworks/${number}`, '52321202MJ5000017X', '¥60.00');
    await whole(cast.approver, `${entrant}/removal`, '陈述申辩');
    await act(first, `${own}/leaving`, { reason: '业务调整' });
    await act(cast.handler, `${entrant}/ending`);
    await whole(null, `/frameworks/${number}`, '业务调整');
    shoot(cast.approver, here.replace(procedureId, await aReportedEntry(rooms, cast)), 'framework-conclude');
    shoot(cast.handler, '/buy/frameworks', 'framework-buy');
    shoot(first, '/org/frameworks', 'framework-org');
  }, 60_000);

  (process.env.PICTURES && chromiumPath ? it : it.skip)(
    'can be looked at',
    async () => {
      await app.listen(0, 'localhost');
      const origin = (await app.getUrl()).replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
      const browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] });
      for (const [actor, url, name] of shots)
        for (const [lang, prefix] of [
          ['zh', ''],
          ['en', '/en'],
        ]) {
          const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 900 } });
          const [cookie, value] = actor ? cookies.get(actor.personId)!.split('=') : [];
          if (cookie) await context.addCookies([{ name: cookie, value: value!, url: origin }]);
          const page = await context.newPage();
          await page.goto(`${prefix}${url}`);
          await picture(page, `${name}-${lang}`);
          await page.setViewportSize({ width: 320, height: 640 });
          expect([url, Number(await page.evaluate('document.documentElement.scrollWidth')) <= 320]).toEqual([url, true]);
          await context.close();
        }
      await browser.close();
    },
    180_000,
  );
});
