import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AwardQueries, AwardService } from '#evaluation';
import { Accounts } from '#identity';
import { type Actor, system } from '#kernel';
import { Alarms, Readers } from '#platform';
import { allTold, anOpenedBox, decided, fresh, type Opened, someExperts } from '../../../libs/evaluation/test/builders.js';
import { freshDatabase, testConfig, type TestRooms } from '../../../libs/platform/test/harness.js';
import { aCast, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../../cli/src/app.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';

jest.setTimeout(240_000);

/** What a bidder of several lots, one whose bid was invalid, and a winner can do about a result, page by page. */
describe('the pages around a result of two lots', () => {
  let app: NestFastifyApplication;
  let rooms: TestRooms;
  let cast: Cast;
  let opened: Opened;
  let awards: readonly { id: string; lot: string }[];
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    const database = await freshDatabase();
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-pages-')), 2_000).with({
      publicUrl: 'http://localhost:3000',
    });
    app = await buildApp(config);
    const settle = () => app.get(Readers).settle();
    const knock = async (): Promise<void> => {
      await settle();
      while ((await app.get(Alarms).ringDue()) > 0) await settle();
    };
    const close = async () => {
      await app.close();
      await database.drop();
    };
    rooms = { database, config, get: (type) => app.get(type as never), settle, knock, close };
    const made = await aCast(rooms);
    const providers: Actor[] = [];
    for (const [place, one] of made.providers.entries()) providers.push(await known(one, `org-${place}`));
    cast = { ...made, providers };
    const both = { '1': '390000.00', '2': '440000.00' };
    opened = await anOpenedBox(rooms, cast, [both, both, both, both], {
      lots: ['400000.00', '450000.00'],
      planless: 3,
    });
    const sound = { ...opened, bids: opened.bids.slice(0, 3) };
    await decided(rooms, cast, sound, await someExperts(rooms, 5), [85, 75, 65]);
    await allTold(rooms, cast, sound);
    awards = await rooms.get(AwardQueries).ofProcedure(opened.procedure.id);
    for (const { id } of awards) await rooms.get(AwardService).announce(fresh(cast.handler), id);
    await settle();
  }, 240_000);
  afterAll(() => rooms.close());

  async function known(actor: Actor, login: string): Promise<Actor> {
    const { name, organizationId, roles } = actor;
    const { personId } = await app.get(Accounts).create(system('spec'), { login, name, organizationId, roles: [...roles], password });
    const answer = await send('POST', '/sign-in', null, { login, password });
    cookies.set(personId, answer.headers['set-cookie']!.toString().split(';')[0]!);
    return { ...actor, personId };
  }
  const send = (method: 'GET' | 'POST', url: string, actor: Actor | null, fields: Record<string, string> = {}) =>
    app.inject({
      method,
      url,
      ...(method === 'POST' && { payload: new URLSearchParams(fields).toString() }),
      headers: {
        origin: 'http://localhost:3000',
        ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(actor && { cookie: cookies.get(actor.personId)! }),
      },
    });
  const read = async (actor: Actor, url: string): Promise<string> => {
    for (const language of ['', '/en']) {
      const page = await send('GET', `${language}${url}`, actor);
      expect([url, page.statusCode]).toEqual([url, 200]);
      expect(page.body).not.toMatch(/\{\w+\}|>\s*(contracts|evaluation|objections)\.[a-z]|undefined|\[object/);
    }
    return (await send('GET', url, actor)).body.replaceAll('&#x3D;', '=');
  };

  it('name the lot that is challenged, and ask for it where none is named', async () => {
    const { provider, id } = opened.bids[2]!;
    const { number } = opened.procedure;
    const outcome = await read(provider, `/org/bids/${id}/outcome`);
    expect(outcome.match(/\/challenge\?[^"]*lot=\d/g)?.map((href) => href.at(-1))).toEqual(['1', '2']);
    const form = `/org/objections/${number}/challenge`;
    expect(await read(provider, `${form}?stage=result`)).toMatch(
      /name="lot" type="radio" value="1"[\s\S]*name="lot" type="radio" value="2"/,
    );
    expect(await read(provider, `${form}?stage=result&lot=2`)).toMatch(/name="lot" type="radio" value="2"[^>]* checked/);
  });

  it('tell whose bid was invalid why, and where to object', async () => {
    const { provider, id } = opened.bids[3]!;
    const page = await read(provider, `/org/bids/${id}/outcome`);
    expect(page).toMatch(/认定无效[\s\S]*没有服务方案[\s\S]*结果告知书[\s\S]*\/org\/objections\//);
    expect(await read(provider, `/org/objections/${opened.procedure.number}`)).toMatch(/stage=opening/);
  });

  it('let the winner give its award up, with a reason, for good', async () => {
    const { provider, id } = opened.bids[0]!;
    const refusal = `/org/awards/${awards[0]!.id}/refusal`;
    expect(await read(provider, `/org/bids/${id}/outcome`)).toContain(refusal);
    await read(provider, refusal);
    expect((await send('GET', refusal, opened.bids[1]!.provider)).statusCode).toBe(404);
    const refused = await send('POST', refusal, provider, { reason: ' ' });
    expect([refused.statusCode, refused.body.includes('写明原因')]).toEqual([422, true]);
    const done = await send('POST', refusal, provider, { reason: '项目负责人离职' });
    expect([done.statusCode, done.headers.location]).toEqual([303, '/org?done=award-refused']);
    expect((await rooms.get(AwardQueries).byId(awards[0]!.id))!.state).toBe('withdrawn');
    expect((await send('POST', `/api/v1/awards/${awards[0]!.id}/refusal`, provider, {})).statusCode).toBeGreaterThanOrEqual(400);
    await rooms.settle();
    expect(await read(opened.bids[1]!.provider, '/messages')).toMatch(/结果已撤销/);
  });
});
