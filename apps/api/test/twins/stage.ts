import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Actor, type Role, roles } from '#kernel';
import { Alarms, Database, Readers } from '#platform';
import { Sessions } from '#identity';
import { OrganizationQueries } from '#organizations';
import { PlanQueries } from '#planning';
import { freshDatabase, testConfig, type TestDatabase, type TestRooms } from '../../../../libs/platform/test/harness.js';
import { handedIn, organization, person } from '../../../../libs/bidding/test/builders.js';
import { aCast, aPublishedNotice, type Cast } from '../../../../libs/tendering/test/builders.js';
import { buildApp } from '../../../cli/src/app.js';
import type { Twin } from './likeness.js';

/** Somebody who looks: at the API with a token, at pages with a cookie; nobody with neither. */
export interface Looker {
  readonly who: string;
  readonly token: string;
  readonly cookie: string;
}

/** The house with two procedures that differ in one thing: seventeen have bid in the one, nobody in the other. */
export interface TwinStage {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly rooms: TestRooms;
  readonly cast: Cast;
  readonly full: Twin;
  readonly empty: Twin;
  readonly lookers: readonly Looker[];
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function aTwinStage(bids: number): Promise<TwinStage> {
  const database = await freshDatabase();
  const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-twins-')), 500).with({ publicUrl: 'http://localhost:3000' });
  const app = await buildApp(config);
  const settle = (): Promise<void> => app.get(Readers).settle();
  const rooms = { database, config, get: (type: never): unknown => app.get(type), settle } as unknown as TestRooms;
  const cast = await aCast(rooms);
  const wish = { method: 'open_tender' as const, title: '社区居家养老助餐服务', amount: '2010000.00' };
  const [full, empty] = [await aPublishedNotice(rooms, cast, wish), await aPublishedNotice(rooms, cast, wish)];
  await sameTimes(database, full.id, empty.id);
  for (let place = 0; place < bids; place += 1)
    await handedIn(rooms, person(await organization(database), ['provider_admin'], `投标人${place + 1}`), full.id, '1900000.00');
  await settle();
  const twin = async ({ id, number, planItemId }: Pick<Twin, 'id' | 'number' | 'planItemId'>): Promise<Twin> => {
    const item = (await app.get(PlanQueries).item(planItemId))!;
    return { id, number, planItemId, planNumber: item.number, lineNumber: item.lineNumber };
  };
  return {
    app,
    database,
    rooms,
    cast,
    full: await twin(full),
    empty: await twin(empty),
    lookers: await lookersOf(app, database, cast),
    settle: async () => {
      await settle();
      await app.get(Alarms).ringDue();
      await settle();
    },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

/** Published one after the other, they would differ in their times alone. */
async function sameTimes(database: TestDatabase, one: string, other: string): Promise<void> {
  await database.sql(
    `begin; set local session_replication_role = replica;
     update tendering.procedure p set closes_at = q.closes_at, questions_until = q.questions_until, published_at = q.published_at
       from tendering.procedure q where q.id = '${one}' and p.id = '${other}';
     update bidding.box b set seals_at = p.closes_at from tendering.procedure p where p.id = b.procedure; commit`,
  );
}

async function lookersOf(app: NestFastifyApplication, database: TestDatabase, cast: Cast): Promise<Looker[]> {
  const department = cast.handler.organizationId;
  const expert = (await app.get(OrganizationQueries).byUscc('13321202Q00000203'))?.id ?? (await organization(database, { kind: 'agency' }));
  const places: Readonly<Partial<Record<Role, string>>> = {
    handler: department,
    approver: department,
    acceptor: department,
    finance_checker: cast.financeChecker.organizationId,
    finance_approver: cast.financeChecker.organizationId,
    cashier: cast.financeChecker.organizationId,
    supervisor: cast.keyHolders.supervisor.actor.organizationId,
    expert,
    operator: expert,
  };
  const people: [string, Actor][] = roles
    .filter((role) => role !== 'key_holder')
    .map((role) => [role, person(places[role] ?? cast.providers[0]!.organizationId, [role], `看的人${role}`)]);
  for (const office of ['purchaser', 'finance', 'supervisor'] as const)
    people.push([`key holder of the ${office}`, cast.keyHolders[office].actor]);
  people.push(['handler of another department', person(cast.stranger.organizationId, ['handler'], '外单位')]);
  const lookers: Looker[] = [{ who: 'nobody', token: '', cookie: '' }];
  for (const [who, actor] of people) lookers.push(await signedIn(app, database, who, actor));
  return lookers;
}

async function signedIn(app: NestFastifyApplication, database: TestDatabase, who: string, actor: Actor): Promise<Looker> {
  const { personId, organizationId, name } = actor;
  await database.sql('insert into identity.person (id, name) values ($1, $2) on conflict do nothing', [personId, name]);
  await database.sql('insert into identity.account (person_id, login) values ($1, $2) on conflict do nothing', [
    personId,
    `look-${randomUUID()}`,
  ]);
  await database.sql(
    'insert into identity.membership (id, person_id, organization_id, roles) values ($1, $2, $3, $4) on conflict do nothing',
    [randomUUID(), personId, organizationId, [...actor.roles]],
  );
  const start = (door: 'api' | 'page'): Promise<{ token: string }> =>
    app
      .get(Database)
      .transaction((tx) => app.get(Sessions).start(tx, actor, { door, kind: 'department', secondFactor: true, agent: null }));
  return { who, token: (await start('api')).token, cookie: (await start('page')).token };
}
