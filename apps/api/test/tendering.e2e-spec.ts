import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Role, system } from '#kernel';
import { uuidv7, Readers } from '#platform';
import { Accounts } from '#identity';
import { freshDatabase, testConfig, type TestDatabase } from '../../../libs/platform/test/harness.js';
import { aCast, anAnnouncedItem, aPassingReview, aSurveyedNeed, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../../cli/src/app.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';

describe('notices over HTTP', () => {
  let app: NestFastifyApplication;
  let database: TestDatabase;
  let cast: Cast;
  let origin: string;
  let planItemId: string;
  const tokens = new Map<string, string>();
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    database = await freshDatabase();
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-tender-')), 1);
    origin = config.publicUrl;
    app = await buildApp(config);
    const rooms = { get: (type: never): unknown => app.get(type) } as unknown as Parameters<typeof aCast>[0];
    cast = await aCast(rooms);
    planItemId = await anAnnouncedItem(rooms, cast);
    const people: [string, string, Role[]][] = [
      ['handler', cast.handler.organizationId, ['handler']],
      ['approver', cast.approver.organizationId, ['approver']],
      ['stranger', cast.stranger.organizationId, ['handler']],
      ['provider', cast.providers[0]!.organizationId, ['provider_admin']],
    ];
    for (const [login, organizationId, roles] of people) {
      await app.get(Accounts).create(system('spec'), { login, name: login, organizationId, roles, password });
      const signed = await app.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        payload: { login, password },
      });
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

  const api = (who: string, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) =>
    app.inject({
      method,
      url: `/api/v1/${path}`,
      ...(payload ? { payload } : {}),
      headers: { authorization: `Bearer ${tokens.get(who)}`, 'idempotency-key': uuidv7() },
    });
  const open = (path: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url: path, headers });
  const page = (who: string, path: string) => open(path, { cookie: cookies.get(who)! });
  let id: string;
  let number: string;

  it('drafts from the plan with one field, and shows it to its own department alone', async () => {
    const drafted = await api('handler', 'POST', 'procedures', { planItemId });
    expect(drafted.statusCode).toBe(201);
    const { tasks, findings, draft, ...procedure } = drafted.json<{
      id: string;
      draft: { budget: { amount: string } };
      tasks: { task: string; status: string }[];
      findings: { code: string; result: string }[];
    }>();
    id = procedure.id;
    expect(draft.budget.amount).toBe('850000.00');
    expect(tasks.filter(({ status }) => status !== 'done').map(({ task }) => task)).toEqual(['need', 'basics']);
    expect(findings.filter(({ result }) => result === 'block').map(({ code }) => code)).toEqual([
      'need.survey',
      'need.comment',
      'need.legal',
      'basics.contact',
    ]);
    expect((await api('stranger', 'GET', `procedures/${id}`)).statusCode).toBe(404);
    expect((await open(`/api/v1/procedures/${id}`)).statusCode).toBe(401);
    expect((await open(`/api/v1/projects/${id}/lights`)).statusCode).toBe(404);
  });

  it('saves a task, refuses a stale one with 412, names faulty fields with 422', async () => {
    const basics = {
      version: 0,
      title: '呼叫中心运营服务',
      contactName: '张经办',
      contactPhone: '0523-86800000',
      contactAddress: '海陵区政务服务中心',
    };
    expect((await api('handler', 'PUT', `procedures/${id}/tasks/need`, aSurveyedNeed)).statusCode).toBe(200);
    expect((await api('handler', 'PUT', `procedures/${id}/tasks/basics`, basics)).json()).toMatchObject({
      version: 1,
    });
    expect((await api('handler', 'PUT', `procedures/${id}/tasks/basics`, basics)).statusCode).toBe(412);
    const faulty = await api('handler', 'PUT', `procedures/${id}/tasks/budget`, {
      version: 0,
      maxPrice: 'x',
      instalments: [{ name: '首期' }],
    });
    expect(faulty.statusCode).toBe(422);
    expect(faulty.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual([
      '/maxPrice',
      '/instalments/0/percent',
      '/instalments/0/due',
    ]);
    expect((await api('handler', 'PUT', `procedures/${id}/tasks/nothing`, basics)).statusCode).toBe(404);
  });

  it('is published by another person and read by everybody, with a tag', async () => {
    expect((await api('handler', 'POST', `procedures/${id}/submission`, {})).statusCode).toBe(200);
    expect((await api('handler', 'POST', `procedures/${id}/publication`)).statusCode).toBe(403);
    expect((await api('approver', 'POST', `procedures/${id}/publication`)).json()).toMatchObject({ code: 'review.missing' });
    expect((await api('handler', 'POST', `procedures/${id}/reviews`, aPassingReview)).statusCode).toBe(403);
    expect((await api('approver', 'POST', `procedures/${id}/reviews`, aPassingReview)).json()).toEqual({ passed: true });
    const published = await api('approver', 'POST', `procedures/${id}/publication`);
    expect(published.statusCode).toBe(200);
    ({ number } = published.json<{ number: string }>());
    const notice = await open(`/api/v1/notices/${number}`);
    expect(notice.json()).toMatchObject({
      number,
      state: 'open',
      version: 1,
      content: { title: '呼叫中心运营服务' },
    });
    const tag = { 'if-none-match': notice.headers.etag as string };
    expect((await open(`/api/v1/notices/${number}`, tag)).statusCode).toBe(304);
    await api('handler', 'POST', `procedures/${id}/official-publication`, {
      url: 'https://ccgp.example.cn/1',
      publishedAt: new Date().toISOString(),
    });
    expect((await open(`/api/v1/notices/${number}`, tag)).statusCode).toBe(200);
    expect((await open('/api/v1/notices?q=呼叫中心&status=open')).json<{ data: unknown[] }>().data).toHaveLength(1);
    expect((await open('/api/v1/notices/none')).statusCode).toBe(404);
    expect((await open('/api/v1/notices?method=unknown')).statusCode).toBe(422);
  });

  it('hides who asked, at every public address', async () => {
    expect((await api('provider', 'POST', `procedures/${id}/questions`, { text: '呼叫席位可以租用吗?' })).statusCode).toBe(201);
    const { data } = (await api('handler', 'GET', `procedures/${id}/questions`)).json<{
      data: { id: string }[];
    }>();
    expect(JSON.stringify(data)).not.toContain(cast.providers[0]!.organizationId);
    expect((await open(`/api/v1/notices/${number}/questions`)).json()).toEqual({ data: [] });
    expect((await api('handler', 'POST', `questions/${data[0]!.id}/answer`, { answer: '可以租用。', affects: 'no' })).statusCode).toBe(200);
    expect((await open(`/api/v1/notices/${number}/questions`)).json()).toMatchObject({
      data: [{ no: 1, answer: '可以租用。' }],
    });
  });

  it('takes a correction of the yardstick, and none of the object', async () => {
    const base = { reason: '说明评分标准', deadline: 'earliest' };
    const object = await api('approver', 'POST', `procedures/${id}/corrections`, {
      ...base,
      eligibility: [],
    });
    expect(object.statusCode).toBe(422);
    const corrected = await api('approver', 'POST', `procedures/${id}/corrections`, {
      ...base,
      criteria: [{ id: 'c2', yardstick: '四项齐全得满分,每缺一项扣25%。' }],
    });
    expect(corrected.json()).toMatchObject({ version: 2 });
    expect((await open(`/api/v1/notices/${number}/versions/2`)).json()).toMatchObject({
      kind: 'correction',
      changes: [{ path: 'criteria.c2.yardstick' }],
    });
  });

  it('shows its running clocks to everybody and to its department, each with its rule', async () => {
    await app.get(Readers).settle();
    const running = await database.sql<{ key: string }>(
      'select key from calendar.deadline where project = $1 and met_at is null and cancelled_at is null',
      [id],
    );
    expect(running.length).toBeGreaterThan(0);
    for (const { statusCode, body } of [await open(`/projects/${number}`), await page('handler', `/buy/projects/${id}`)]) {
      expect(statusCode).toBe(200);
      expect(body.match(/qy-why-box/g)).toHaveLength(running.length);
      for (const { key } of running) expect(body).toContain(`<code>${key}</code>`);
    }
  });

  it('shows every page in both languages', async () => {
    const base = `/buy/projects/${id}`;
    const own = [
      '/buy/projects',
      '/buy/projects/new',
      base,
      ...['check', 'preview', 'review', 'history', 'questions', 'correct', 'extend', 'cancel', 'official'].map((path) => `${base}/${path}`),
    ];
    const tasks = [
      'need',
      'policy',
      'method',
      'lots',
      'basics',
      'service',
      'indicators',
      'budget',
      'eligibility',
      'criteria',
      'schedule',
      'attachments',
    ].map((task) => `${base}/tasks/${task}`);
    const shown = [
      '/notices',
      '/notices.csv',
      '/notices.atom',
      '/prior-notices',
      `/notices/${number}/deadlines.ics`,
      `/notices/${number}`,
      `/notices/${number}/questions`,
      `/notices/${number}/versions/1`,
    ];
    for (const lang of ['', '/en']) {
      for (const path of [...own, ...tasks]) expect([path, (await page('approver', lang + path)).statusCode]).toEqual([path, 200]);
      for (const path of shown) expect([path, (await open(lang + path)).statusCode]).toEqual([path, 200]);
    }
    expect((await page('stranger', base)).statusCode).toBe(404);
    expect((await open(base)).statusCode).toBe(303);
  });

  it('lets nobody else keep what depends on who asks', async () => {
    const caching = async (asked: ReturnType<typeof open>) => (await asked).headers['cache-control'];
    for (const form of ['atom', 'csv']) {
      expect(await caching(open(`/notices.${form}?q=养老`))).toBe('public, max-age=60');
      expect(await caching(open(`/notices.${form}?eligible=yes`))).toBe('private, no-store');
      expect(await caching(page('provider', `/en/notices.${form}?eligible=yes`))).toBe('private, no-store');
    }
    expect(await caching(api('handler', 'GET', `procedures/${id}`))).toBe('private, no-store');
    expect(await caching(page('approver', '/plans.csv'))).toBe('private, no-store');
  });

  it('keeps a public page as bytes for readers without a session', async () => {
    const first = await open(`/notices/${number}`);
    const again = await open(`/notices/${number}`, { 'if-none-match': first.headers.etag as string });
    expect(again.statusCode).toBe(304);
    expect((await page('provider', `/notices/${number}`)).headers.etag).toBeUndefined();
  });
});
