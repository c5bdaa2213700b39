import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { system } from '#kernel';
import { Invitations } from '#identity';
import type { TestDatabase } from '../../../libs/platform/test/harness.js';
import { house, json, password } from './house.js';

describe('the doors', () => {
  let app: NestFastifyApplication;
  let database: TestDatabase;
  let origin: string;
  let organization: string;
  beforeAll(async () => {
    ({ app, database, origin, organization } = await house());
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });
  const post = (url: string, payload: string | object, headers: object = {}) =>
    app.inject({ method: 'POST', url, payload, headers: { ...json, ...headers } });
  const form = (url: string, fields: Record<string, string>, headers: object = {}) =>
    app.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
    });
  const get = (url: string, headers: object = {}) => app.inject({ method: 'GET', url, headers: { ...headers } });
  const signIn = async (): Promise<string> =>
    (await post('/api/v1/sessions', { login: 'lihua', password })).json<{ token: string }>().token;
  const cookieOf = async (): Promise<string> =>
    (await form('/sign-in', { login: 'lihua', password })).headers['set-cookie']!.toString().split(';')[0]!;

  it('give machines a bearer token, with whom it stands for', async () => {
    const answer = await post('/api/v1/sessions', { login: 'lihua', password });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      person: { name: '李华' },
      organization: { name: '晨光社工服务中心' },
      roles: ['provider_admin'],
      secondFactor: false,
    });
  });

  it('give people a cookie that scripts and other sites cannot use', async () => {
    const answer = await form('/sign-in', { login: 'lihua', password, next: '/account' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/account']);
    expect(String(answer.headers['set-cookie'])).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('do not lead anybody to another site', async () => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example'])
      expect((await form('/sign-in', { login: 'lihua', password, next })).headers.location).toBe('/org');
  });

  it('show the sign-in page again with the reason, keeping the login and never the password', async () => {
    const answer = await form('/en/sign-in', { login: 'lihua', password: 'not the one' });
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('The login or the password is not right.');
    expect(answer.body).toContain('value="lihua"');
    expect(answer.body).not.toContain('not the one');
    expect((await form('/sign-in', { login: '', password: '' })).statusCode).toBe(422);
  });

  it('take neither the other’s proof', async () => {
    const [token, cookie] = [await signIn(), await cookieOf()];
    const byCookie = await get('/api/v1/account', { cookie });
    expect([byCookie.statusCode, byCookie.json<{ code: string }>().code]).toEqual([401, 'identity.cookie-at-api']);
    expect((await get('/api/v1/account', { authorization: `Bearer ${cookie.split('=')[1]}` })).statusCode).toBe(401);
    expect((await get('/account', { authorization: `Bearer ${token}` })).headers.location).toBe('/sign-in?next=%2Faccount');
    expect((await get('/account', { cookie: `sid=${token}` })).statusCode).toBe(303);
  });

  it('are shut to strangers unless a line opens them', async () => {
    for (const url of ['/api/v1/account', '/api/v1/sessions', '/api/v1/memberships', '/api/v1/api-tokens'])
      expect((await get(url)).statusCode).toBe(401);
    for (const url of [
      '/account',
      '/account/team',
      '/account/tokens',
      '/admin/organizations',
      '/oversight/organizations/52321202MJT000010N',
      '/confirm',
    ])
      expect((await get(url)).headers.location).toMatch(/^\/sign-in\?next=/);
    for (const url of ['/sign-in', '/register', '/organizations', '/organizations.csv', '/api/v1/organizations'])
      expect((await get(url)).statusCode).toBe(200);
  });

  it('begin a new session at each sign-in and end the one before', async () => {
    const before = await cookieOf();
    const answer = await form('/sign-in', { login: 'lihua', password }, { cookie: before });
    const after = answer.headers['set-cookie']!.toString().split(';')[0]!;
    expect(after).not.toBe(before);
    expect((await get('/account', { cookie: before })).statusCode).toBe(303);
    expect((await get('/account', { cookie: after })).statusCode).toBe(200);
    await form('/sign-out', {}, { cookie: after });
    expect((await get('/account', { cookie: after })).statusCode).toBe(303);
  });

  it('tell people beside their name how much they have not read, and nobody else', async () => {
    const [{ id, organization_id: at }] = (await database.sql(`select person_id as id, organization_id from identity.membership`)) as [
      { id: string; organization_id: string },
    ];
    const cookie = await cookieOf();
    expect((await get('/notices', { cookie })).body).not.toContain('/messages');
    for (let no = 0; no < 2; no += 1)
      await database.sql(
        `insert into notifications.message (id, entry, person, organization_id, side, type, subject, facts, at)
         values (gen_random_uuid(), gen_random_uuid(), $1, $2, 'provider', 'notice.published', gen_random_uuid(), '{}', now())`,
        [id, at],
      );
    expect((await get('/notices', { cookie })).body).toContain('<a href="/messages">2 条未读</a>');
    expect((await get('/en/notices', { cookie })).body).toContain('<a href="/en/messages">2 unread</a>');
    expect((await get('/notices')).body).not.toContain('/messages');
  });

  it('keep no password, token or link in the table of repeated wishes', async () => {
    const kept = () => database.sql('select wish from platform.idempotency order by created_at');
    const before = await kept();
    const bearer = { authorization: `Bearer ${await signIn()}` };
    const issued = (await post('/api/v1/api-tokens', { name: 'report', days: 7 }, bearer)).json<{
      token: string;
    }>();
    const { link } = (await post('/api/v1/invitations', { name: '周小满', roles: ['field_staff'] }, bearer)).json<{ link: string }>();
    expect(link).toContain('/join/');
    expect(await kept()).toEqual(before);
    expect((await get('/api/v1/account', { authorization: `Bearer ${issued.token}` })).statusCode).toBe(200);
    expect((await post('/api/v1/api-tokens', { name: 'more', days: 7 }, { authorization: `Bearer ${issued.token}` })).json()).toMatchObject(
      { code: 'identity.token-cannot-confirm' },
    );
  });

  it('confirm a person by password, and count wrong tries though the answer is a refusal', async () => {
    const bearer = { authorization: `Bearer ${await signIn()}` };
    expect((await post('/api/v1/sessions/current/confirmation', { password: 'wrong' }, bearer)).statusCode).toBe(422);
    const [row] = await database.sql<{ tries: number }>('select max(tries) as tries from identity.sign_in_try');
    expect(row!.tries).toBeGreaterThan(0);
    expect((await post('/api/v1/sessions/current/confirmation', { password }, bearer)).statusCode).toBe(200);
  });

  it('register a provider by the page, name the check digit, and sign in at once', async () => {
    const fields = {
      uscc: '52320722MJT000010P',
      organization: '灌云县晨光中心',
      name: '孙婉清',
      contact: '0518-0',
      login: 'sunwanqing',
      password,
    };
    const refused = await form('/register', fields);
    expect([refused.statusCode, refused.body.includes('第 18 位应是 N')]).toEqual([422, true]);
    const done = await form('/register', { ...fields, uscc: '52320722MJT000010N' });
    expect([done.statusCode, done.headers.location]).toEqual([303, '/org?done=registered']);
    expect(done.headers['set-cookie']).toBeDefined();
    expect((await get('/organizations/52320722MJT000010N')).body).toContain('灌云县晨光中心');
  });

  it('let an invited colleague in by the page', async () => {
    const lead = (await get('/api/v1/account', { authorization: `Bearer ${await signIn()}` })).json<{
      login: string;
    }>();
    expect(lead.login).toBe('lihua');
    const cookie = await cookieOf();
    const sent = await form(
      '/account/team/invitations',
      { _key: crypto.randomUUID(), name: '郑素芬', 'roles[]': 'project_lead' },
      { cookie },
    );
    const shown = await get(sent.headers.location!, { cookie });
    const link = /\/join\/[\w-]{43}/.exec(shown.body)![0];
    expect((await get(link)).body).toContain('郑素芬');
    expect((await form(link, { login: 'zhengsufen', password })).headers.location).toBe('/sign-in?done=joined');
    expect((await get(link)).statusCode).toBe(410);
    expect((await get('/account/team', { cookie })).body).toContain('zhengsufen');
  });

  it('show no team to strangers and no link to staff', async () => {
    const { id } = await app.get(Invitations).invite(system('test'), organization, { name: 'x', roles: ['field_staff'] });
    const staff = (await form('/sign-in', { login: 'zhengsufen', password })).headers['set-cookie']!.toString().split(';')[0]!;
    expect((await get(`/account/team/invitations/${id}`, { cookie: staff })).statusCode).toBe(403);
    expect(
      (
        await get(`/account/team/invitations/${id}`, {
          cookie: (await form('/sign-in', { login: 'sunwanqing', password })).headers['set-cookie']!.toString().split(';')[0]!,
        })
      ).statusCode,
    ).toBe(404);
  });

  it('export the register with a byte order mark and no formulas', async () => {
    await database.sql(`update organizations.organization set domain = '=1+1' where id = $1`, [organization]);
    const { body, headers } = await get('/organizations.csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(body.startsWith('\uFEFF统一社会信用代码,名称')).toBe(true);
    expect(body).toContain("'=1+1");
  });
});
