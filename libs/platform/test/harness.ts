import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { Alarms, type Config, Outbox, PlatformModule, Readers, readConfig } from '#platform';

/** A database of this spec's own, copied from the migrated template. */
export interface TestDatabase {
  readonly url: string;
  /** As the owner of the schema: for arranging and for looking where the application may not. */
  sql<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

export async function freshDatabase(): Promise<TestDatabase> {
  const owner = process.env.QIYUE_TEST_OWNER!;
  const name = `qiyue_spec_${randomBytes(6).toString('hex')}`;
  await asOwner(owner, (client) => client.query(`create database ${name} template ${process.env.QIYUE_TEST_TEMPLATE}`));
  const url = new URL(owner);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  return {
    url: url.href,
    sql: async <Row>(text: string, values?: unknown[]) => (await pool.query(text, values)).rows as Row[],
    drop: async () => {
      await pool.end();
      await asOwner(owner, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

async function asOwner(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await work(client);
  await client.end();
}

/** A configuration for specs: sandbox, keys of its own, legal periods a million times shorter unless said otherwise. */
export function testConfig(databaseUrl: string, dataDirectory: string, acceleration = 1_000_000): Config {
  const { privateKey } = generateKeyPairSync('ed25519');
  return readConfig({
    QIYUE_MODE: 'sandbox',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    QIYUE_DATA_DIR: dataDirectory,
    QIYUE_SANDBOX_ACCELERATION: String(acceleration),
    QIYUE_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    QIYUE_SEAL_KEY: randomBytes(32).toString('base64'),
    QIYUE_LOG_LEVEL: 'silent',
  });
}

/** Rooms on a real database, without doors. */
export interface TestRooms {
  readonly database: TestDatabase;
  readonly config: Config;
  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T;
  /** Numbers the journal and lets every reader react, until nothing is left. */
  settle(): Promise<void>;
  /** Rings what is due, sends what waits, then settles. */
  knock(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the rooms named, each with what it imports. `acceleration` divides legal periods. */
export async function openRooms(
  modules: readonly (Type | DynamicModule)[],
  { acceleration = 1_000_000 }: { acceleration?: number } = {},
): Promise<TestRooms> {
  const database = await freshDatabase();
  const directory = mkdtempSync(join(tmpdir(), 'qiyue-spec-'));
  const config = testConfig(database.url, directory, acceleration);
  const root = { module: class Rooms {}, imports: [PlatformModule.with(config), ...modules] };
  const app: INestApplicationContext = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  const settle = (): Promise<void> => app.get(Readers).settle();
  return {
    database,
    config,
    get: (type) => app.get(type as Type),
    settle,
    knock: async () => {
      await settle();
      while ((await app.get(Alarms).ringDue()) + (await app.get(Outbox).sendWaiting()) > 0) await settle();
      await settle();
    },
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
