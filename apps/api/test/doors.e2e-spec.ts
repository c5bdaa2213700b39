import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { system } from '#kernel';
import { Accounts } from '#identity';
import { completeUscc, OrganizationService } from '#organizations';
import { Database } from '#platform';
import type { TestDatabase } from '../../../libs/platform/test/harness.js';
import { forMachines } from '../src/furnish.js';
import { type Door, doorsOf } from './doors.js';
import { house, json, password } from './house.js';
import { openRoutes } from './open-routes.js';

type Headers = Readonly<Record<string, string>>;

const neighbour = '不该见到的邻居';
const formType = { 'content-type': 'application/x-www-form-urlencoded' };
const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const named = ({ method, path }: Door): string => `${method} ${path}`;
const filled = (path: string, value: string): string => path.replace(/:[a-zA-Z]+|\*[a-zA-Z]*/g, value);

describe('every door', () => {
  let app: NestFastifyApplication;
  let database: TestDatabase;
  let origin: string;
  let doors: Door[];
  beforeAll(async () => {
    ({ app, database, origin } = await house());
    doors = doorsOf(app);
    await settleNeighbour(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const call = (method: Door['method'], url: string, headers: Headers, payload?: string | Buffer) =>
    app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  const key = (): Headers => ({ 'idempotency-key': randomUUID() });
  const knock = ({ method, path }: Door, proof: Headers = {}, value: string = randomUUID(), query = '') => {
    const url = filled(path, value) + query;
    if (method === 'GET') return call(method, url, proof);
    if (forMachines(path)) return call(method, url, { ...json, ...key(), ...proof }, '{}');
    return call(method, url, { ...formType, origin, ...proof }, '');
  };
  /** What all answered that were asked and did not pass: a line each, so that a failure names the doors. */
  const failing = async (
    asked: readonly Door[],
    answer: (door: Door) => ReturnType<typeof knock>,
    sound: (given: Awaited<ReturnType<typeof knock>>, door: Door) => boolean,
  ): Promise<string[]> => {
    const lines: string[] = [];
    for (const door of asked) {
      const given = await answer(door).catch(() => null);
      if (!given || !sound(given, door)) lines.push(`${named(door)} → ${given?.statusCode ?? 'broke off'}`);
    }
    return lines;
  };
  const proofs = async (): Promise<(door: Door) => Headers> => {
    const signedIn = await call('POST', '/api/v1/sessions', json, JSON.stringify({ login: 'lihua', password }));
    const form = new URLSearchParams({ login: 'lihua', password }).toString();
    const cookie = (await call('POST', '/sign-in', { ...formType, origin }, form)).headers['set-cookie']!;
    const bearer = { authorization: `Bearer ${signedIn.json<{ token: string }>().token}` };
    return ({ path }) => (forMachines(path) ? bearer : { cookie: String(cookie).split(';')[0]! });
  };

  it('is shut to strangers unless it stands in the list of open ones', () => {
    expect(doors.length).toBeGreaterThan(300);
    expect(
      doors
        .filter(({ open }) => open)
        .map(named)
        .sort(),
    ).toEqual([...openRoutes].sort());
  });

  it('answers a stranger at the API with a problem, and at a page with the way to sign in', async () => {
    const shut = doors.filter(({ open }) => !open);
    const lines = await failing(shut, knock, ({ statusCode, headers }, { path }) =>
      forMachines(path)
        ? statusCode === 401 && String(headers['content-type']).startsWith('application/problem+json')
        : statusCode === 303 && String(headers.location).startsWith('/sign-in?next='),
    );
    expect(lines).toEqual([]);
  });

  it('that is open asks nobody who they are and does not break', async () => {
    const open = doors.filter(({ open }) => open);
    for (const value of [randomUUID(), 'nothing', '%00', '%E0%A4%A'])
      expect(
        await failing(
          open,
          (door) => knock(door, {}, value),
          ({ statusCode, headers }) => statusCode !== 401 && statusCode < 500 && !String(headers.location).includes('?next='),
        ),
      ).toEqual([]);
  });

  it('shows a provider nothing of what is not theirs', async () => {
    const proof = await proofs();
    const shut = doors.filter(({ method, open }) => method === 'GET' && !open);
    const lines = await failing(
      shut,
      (door) => knock(door, proof(door)),
      ({ statusCode, body }, { path }) =>
        (path.includes(':') ? [403, 404] : [200, 303, 403, 404]).includes(statusCode) && !body.includes(neighbour),
    );
    expect(lines).toEqual([]);
  });

  it('stands firm when addresses and questions are nonsense', async () => {
    const proof = await proofs();
    const reading = doors.filter(({ method }) => method === 'GET');
    for (const [value, query] of [
      ['nothing', '?after=nonsense&limit=x&page=-1&size=9e9&year=then&q=%25_&from=x&to=y&sort=x'],
      ['%00', '?q=%00&after=AA&state=%00&stage=%00&kind=%00&department=%00&year=%00&project=%00'],
      ['9', `?after=${cursor(['\0', randomUUID()])}&q=%ED%A0%80`],
      ['%25', `?after=${cursor(['a', 'b', 'c'])}&sort=-x&from=2026-13-45&to=2026-02-30`],
      ['9999999999999999999', `?after=${cursor({ a: null })}&year=-1&version=x`],
      [randomUUID(), '?q=a&q=b&after=a&after=b&state=x&state=y&limit=-1&year=99999999999&project=x'],
    ] as const)
      expect(
        await failing(
          reading,
          (door) => knock(door, proof(door), value, query),
          ({ statusCode }) => statusCode < 500,
        ),
      ).toEqual([]);
  });

  it('says which time it cannot read, however ISO 8601 may write it', async () => {
    const proof = await proofs();
    const dated = doors.filter(({ path, dates }) => forMachines(path) && Object.keys(dates).length > 0);
    expect(dated.length).toBeGreaterThanOrEqual(16);
    for (const strange of ['2026-W10-1', '2026-123', '20261130T170000Z', '2026-02-31', '2026-11-30T24:00', 20261130])
      expect(
        await failing(
          dated,
          (door) => {
            const said = Object.fromEntries(Object.keys(door.dates).map((field) => [field, strange]));
            const url = filled(door.path, randomUUID());
            if (door.method === 'GET')
              return call('GET', `${url}?${new URLSearchParams(said as Record<string, string>).toString()}`, proof(door));
            return call(door.method, url, { ...json, ...key(), ...proof(door) }, JSON.stringify({ deadline: 'fixed', ...said }));
          },
          ({ statusCode, body }, { dates }) => {
            if (statusCode !== 422) return false;
            const { errors } = JSON.parse(body) as { errors: { pointer: string; code: string }[] };
            return Object.entries(dates).every(([field, code]) =>
              errors.some((error) => error.pointer === `/${field}` && error.code === code),
            );
          },
        ),
      ).toEqual([]);
  });

  it('refuses to a provider what cannot be read, as a problem', async () => {
    const proof = await proofs();
    const writing = doors.filter(({ method, path }) => ['POST', 'PUT', 'PATCH'].includes(method) && path.startsWith('/api/'));
    const huge = Buffer.alloc(3_000_000, 0x20);
    const bad: readonly (readonly [Headers, string | Buffer, readonly number[]])[] = [
      [json, '{', [400]],
      [{ 'content-type': 'text/html' }, '<p>', [415]],
      [json, huge, [413]],
    ];
    for (const [type, payload, statuses] of bad)
      expect(
        await failing(
          writing,
          (door) => call(door.method, filled(door.path, randomUUID()), { ...type, ...key(), ...proof(door) }, payload),
          ({ statusCode, headers }) =>
            statuses.includes(statusCode) && String(headers['content-type']).startsWith('application/problem+json'),
        ),
      ).toEqual([]);
  });

  it('does not break on answers nobody asked for', async () => {
    const proof = await proofs();
    const writing = doors.filter(({ method, path }) => method !== 'GET' && method !== 'DELETE' && !path.includes('sign-out'));
    for (const body of ['{"unknown":1,"__proto__":{"a":1},"id":[null]}', '[]', 'null', '"text"', '{"title":"\\u0000"}'])
      expect(
        await failing(
          writing.filter(({ path }) => path.startsWith('/api/')),
          (door) => call(door.method, filled(door.path, randomUUID()), { ...json, ...key(), ...proof(door) }, body),
          ({ statusCode }) => statusCode < 500,
        ),
      ).toEqual([]);
    for (const body of ['a=1&a=2&b.c=3&b=4', '__proto__.x=1&constructor=2', 'title=%00&_key=%00'])
      expect(
        await failing(
          writing.filter(({ path }) => !forMachines(path)),
          (door) => call(door.method, filled(door.path, randomUUID()), { ...formType, origin, ...proof(door) }, body),
          ({ statusCode }) => statusCode < 500,
        ),
      ).toEqual([]);
  });
});

/** Another provider, with a person whose name nobody else should read. */
async function settleNeighbour(app: NestFastifyApplication): Promise<void> {
  const organizationId = await app.get(Database).transaction((tx) =>
    app.get(OrganizationService).register(tx, system('test'), {
      uscc: completeUscc('52321202MJT00002'),
      name: '邻里互助服务社',
      kind: 'provider',
      classification: '社会服务机构',
      region: '321202',
      contact: null,
      source: 'platform',
    }),
  );
  await app.get(Accounts).create(system('test'), {
    login: 'neighbour',
    name: neighbour,
    organizationId,
    roles: ['provider_admin'],
    password,
  });
}
