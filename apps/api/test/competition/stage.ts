import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Actor, type Role, system } from '#kernel';
import { Alarms, Config, Database, Outbox, Readers } from '#platform';
import { Accounts } from '#identity';
import { completeUscc, type OrganizationKind, OrganizationService } from '#organizations';
import { DraftService, ProcedureQueries } from '#tendering';
import { ExpertRegister } from '#evaluation';
import { freshDatabase, testConfig, type TestDatabase, type TestRooms } from '../../../../libs/platform/test/harness.js';
import { aCast, aCompleteDraft, aReview, type Cast } from '../../../../libs/tendering/test/builders.js';
import { buildApp } from '../../../cli/src/app.js';
import { Worker } from '../../../worker/src/worker.js';
import type { Keys } from './hands.js';
import { everybody, experts, type Method, type Organization, people, type Who } from './model.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';
/** A legal day lasts less than two seconds: the three days of a small purchase are time enough to seal some bids. */
const acceleration = 50_000;

/** The running house with everybody signed in: once as one who has just proved who they are, once long ago. */
export interface Stage {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly organizations: ReadonlyMap<Organization, string>;
  /** The secret keys of the three units that open boxes. */
  readonly keys: Keys;
  readonly tokens: ReadonlyMap<Who, { readonly fresh: string; readonly stale: string }>;
  /** A draft that was submitted and waits for its approver; answers the procedure's id and its limit in fen. */
  draft(method: Method): Promise<{ id: string; maxPrice: number }>;
  close(): Promise<void>;
}

export async function aStage(): Promise<Stage> {
  const database = await freshDatabase();
  const app = await buildApp(testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-model-')), acceleration));
  const rooms = { database, get: (type: never): unknown => app.get(type) } as unknown as TestRooms;
  const cast = await aCast(rooms);
  const organizations = await organizationsOf(app, cast);
  const [persons, tokens] = [new Map<Who, Actor>(), new Map<Who, { fresh: string; stale: string }>()];
  for (const who of everybody.filter((one) => one !== 'nobody')) {
    const { organization, role } = people[who];
    const [organizationId, roles] = [organizations.get(organization)!, [role as Role]];
    const { personId } = await app
      .get(Accounts)
      .create(system('spec'), { login: loginOf(who), name: who, organizationId, roles, password });
    persons.set(who, { personId, organizationId, roles, name: who, confirmedAt: new Date() });
    tokens.set(who, { stale: await signIn(app, who), fresh: await signIn(app, who) });
  }
  const watch = await keepFresh(database, [...tokens.values()]);
  for (const who of experts) {
    const { personId, organizationId } = persons.get(who)!;
    await app.get(ExpertRegister).enrol(system('spec'), { personId, organizationId, name: who });
  }
  const workers = Array.from({ length: 3 }, () => new Worker(app.get(Config), app.get(Readers), app.get(Alarms), app.get(Outbox)));
  for (const worker of workers) worker.start();
  return {
    app,
    database,
    organizations,
    tokens,
    keys: {
      keybuyer: cast.keyHolders.purchaser.identity,
      keyfinance: cast.keyHolders.finance.identity,
      keywatch: cast.keyHolders.supervisor.identity,
    },
    draft: (method) =>
      aSubmittedDraft(
        rooms,
        { ...cast, handler: persons.get('handler')!, approver: persons.get('approver')!, acceptor: persons.get('acceptor')! },
        method,
      ),
    close: async () => {
      clearInterval(watch);
      await Promise.all(workers.map((worker) => worker.stop()));
      await app.close();
      await database.drop();
    },
  };
}

async function organizationsOf(app: NestFastifyApplication, cast: Cast): Promise<Map<Organization, string>> {
  const register = (serial: string, name: string, kind: OrganizationKind, classification: string): Promise<string> =>
    app.get(Database).transaction((tx) =>
      app.get(OrganizationService).register(tx, system('spec'), {
        uscc: completeUscc(`${serial}321202MJT00009`),
        name,
        kind,
        classification,
        region: '321202',
        contact: null,
        source: 'platform',
      }),
    );
  const [p1, p2, p3, p4] = cast.providers.map(({ organizationId }) => organizationId);
  return new Map<Organization, string>([
    ['buyer', cast.handler.organizationId],
    ['other', cast.stranger.organizationId],
    ['finance', cast.financeChecker.organizationId],
    ['p1', p1!],
    ['p2', p2!],
    ['p3', p3!],
    ['p4', p4!],
    ['p5', await register('52', '从不参加的服务社', 'provider', '社会服务机构')],
    ['watch', cast.keyHolders.supervisor.actor.organizationId],
    ['institute', await register('12', '评审专家所在单位', 'agency', '事业单位')],
  ]);
}

const loginOf = (who: Who): string => `person-${who}`;
async function signIn(app: NestFastifyApplication, login: Who): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { login: loginOf(login), password } });
  return answer.json<{ token: string }>().token;
}

/** The second session of everybody stays confirmed as long as the test runs; the first was confirmed an hour ago. */
async function keepFresh(database: TestDatabase, tokens: readonly { fresh: string; stale: string }[]): Promise<NodeJS.Timeout> {
  const set = (kind: 'fresh' | 'stale', at: string): Promise<unknown> =>
    database.sql(
      `update identity.session set confirmed_at = ${at} where token_hash = any(select sha256(t::bytea) from unnest($1::text[]) t)`,
      [tokens.map((pair) => pair[kind])],
    );
  await set('stale', `clock_timestamp() - interval '1 hour'`);
  return setInterval(() => void set('fresh', 'clock_timestamp()'), 60_000);
}

async function aSubmittedDraft(rooms: TestRooms, cast: Cast, method: Method): Promise<{ id: string; maxPrice: number }> {
  const id = await aCompleteDraft(rooms, cast, { method, title: `社区服务 ${randomInt(1_000_000_000_000)}` });
  const drafts = rooms.get(DraftService);
  await drafts.submit(cast.handler, id, { reasons: [] });
  await aReview(rooms, cast, id);
  const { draft } = await rooms.get(ProcedureQueries).own(cast.handler, id);
  return { id, maxPrice: Math.round(Number(draft.budget.maxPrice) * 100) };
}
