import { randomBytes } from 'node:crypto';
import fs, { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { system } from '#kernel';
import { makeLog, migrate } from '#platform';
import { Accounts } from '#identity';
import { decryptWith } from '#sealing';
import { house, password } from '../../../apps/api/test/house.js';
import { type EmbeddedPostgres, startEmbedded } from '../../../apps/cli/src/embedded-postgres.js';
import { migrations } from '../../../migrations/index.js';
import type { TestDatabase, TestRooms } from '../../platform/test/harness.js';
import { organization } from './builders.js';
import { ageFilesIn, filesBelow, type Place } from './secret-search.js';

const template = 'qiyue_dump_template';

/**
 * The whole house on a database of its own, with everything in one folder and everything overheard: what the database is
 * told, as its owner could log it, and what the application says.
 */
export class DumpHouse {
  readonly folder = mkdtempSync(join(tmpdir(), 'qiyue-dump-'));
  private readonly before = { ...process.env };
  private readonly told: Buffer[] = [];
  private said = '';
  private postgres: EmbeddedPostgres;
  app: NestFastifyApplication;
  database: TestDatabase;

  get rooms(): TestRooms {
    return { database: this.database, get: (type: never): unknown => this.app.get(type) } as unknown as TestRooms;
  }

  async open(): Promise<void> {
    fs.chmodSync(this.folder, 0o711);
    process.env.TMPDIR = this.folder;
    this.postgres = await startEmbedded(join(this.folder, 'database'));
    const client = new pg.Client({ connectionString: this.postgres.ownerUrl });
    await client.connect();
    await client.query(`create database ${template}`);
    await client.end();
    const url = new URL(this.postgres.ownerUrl);
    url.pathname = `/${template}`;
    await migrate(url.href, migrations);
    Object.assign(process.env, { QIYUE_TEST_OWNER: this.postgres.ownerUrl, QIYUE_TEST_TEMPLATE: template });
    this.listen();
    ({ app: this.app, database: this.database } = await house({ logLevel: 'trace' }));
    makeLog('trace').info('the log is overheard');
  }

  async close(): Promise<void> {
    await this.app?.close();
    await this.database?.drop();
    await this.postgres?.stop();
    Object.assign(process.env, this.before);
    jest.restoreAllMocks();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private listen(): void {
    const { prototype } = pg.Client as unknown as { prototype: { query: (this: unknown, ...args: unknown[]) => unknown } };
    const query = prototype.query;
    const overhear = (value: unknown): void => this.overhear(value);
    jest.spyOn(prototype, 'query').mockImplementation(function (this: unknown, ...args: unknown[]) {
      overhear(args[0]);
      overhear(args[1]);
      return query.apply(this, args);
    });
    const write = fs.write.bind(fs) as (...args: unknown[]) => void;
    jest.spyOn(fs, 'write').mockImplementation(((fd: number, ...rest: unknown[]) => {
      if (fd === 2) this.said += String(rest[0]);
      write(fd, ...rest);
    }) as never);
  }

  private overhear(value: unknown): void {
    if (typeof value === 'string' || value instanceof Uint8Array) this.told.push(Buffer.from(value));
    else if (value !== null && typeof value === 'object')
      for (const part of Object.values(value)) if (typeof part !== 'function') this.overhear(part);
  }

  /** A provider with its administrator; answers their token. */
  async provider(login: string): Promise<string> {
    const organizationId = await organization(this.database);
    await this.app.get(Accounts).create(system('test'), { login, name: login, organizationId, roles: ['provider_admin'], password });
    return this.signedIn(login);
  }

  async signedIn(login: string): Promise<string> {
    const answer = await this.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { login, password } });
    return answer.json<{ token: string }>().token;
  }

  /** One request to the API; anything but success ends the spec. */
  async ask<T>(token: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, payload?: object, more = {}): Promise<T> {
    const answer = await this.app.inject({
      method,
      url: `/api/v1/${path}`,
      ...(payload ? { payload } : {}),
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomBytes(16).toString('hex'),
        ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
        ...more,
      },
    });
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
    return (String(answer.headers['content-type']).includes('json') ? answer.json() : undefined) as T;
  }

  /** The files of the database: tables, indexes, its log of changes, temporary files. */
  async databaseFiles(): Promise<Place[]> {
    await this.database.sql('checkpoint');
    return filesBelow(join(this.folder, 'database'), 'database files');
  }

  /** All tables row by row, every file of both data directories, what was overheard, and what one key opens of it all. */
  async everything(identity: string): Promise<Place[]> {
    const rows = await this.tables();
    const taken = [
      ...rows,
      ...(await this.databaseFiles()),
      ...filesBelow(this.folder, 'directory').filter(({ name }) => !name.startsWith('directory/database/')),
      { name: 'what the database was told', bytes: Buffer.concat(this.told) },
      { name: 'log', bytes: Buffer.from(this.said) },
    ];
    const opened: Buffer[] = [];
    for (const file of ageFilesIn(rows)) {
      const plain = await decryptWith(identity, Uint8Array.from(file));
      if (plain) opened.push(Buffer.from(plain));
    }
    return [...taken, { name: 'what one key opens', bytes: Buffer.concat(opened) }];
  }

  /** Every row of every table as text, and its binary columns as they are. */
  async tables(): Promise<Place[]> {
    const names = await this.database.sql<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const dump: Place[] = [];
    for (const { name } of names) {
      const lines = await this.database.sql<{ line: string }>(`select t::text as line from ${name} t`);
      const raw = await this.database.sql(`select * from ${name}`);
      const binary = raw.flatMap((row) => Object.values(row).flatMap((value) => (Buffer.isBuffer(value) ? [value, Buffer.alloc(8)] : [])));
      dump.push({ name: `table ${name}`, bytes: Buffer.concat([...lines.map(({ line }) => Buffer.from(line)), ...binary]) });
    }
    return dump;
  }
}
