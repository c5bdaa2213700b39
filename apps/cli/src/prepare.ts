import { join } from 'node:path';
import pg from 'pg';
import { type Config, migrate, migrationGap } from '#platform';
import { migrations } from '../../../migrations/index.js';
import { type EmbeddedPostgres, startEmbedded, watchOver } from './embedded-postgres.js';

/** A database that is reachable, and how to leave it. */
export interface Prepared {
  readonly config: Config;
  readonly embedded: boolean;
  release(): Promise<void>;
}

/** Finds the database of the configuration or starts the embedded one. */
export async function reachDatabase(config: Config): Promise<Prepared> {
  if (config.databaseUrl) return { config, embedded: false, release: () => Promise.resolve() };
  const directory = join(config.dataDirectory, 'database');
  const database = watchOver(directory, await startEmbedded(directory));
  return {
    config: config.with({ databaseUrl: database.applicationUrl, migrationUrl: database.ownerUrl }),
    embedded: true,
    release: () => database.stop(),
  };
}

/** Brings the database to this version's shape; answers the migrations applied. Refuses one made by a newer version. */
export async function migrateAll({ config, embedded }: Prepared): Promise<string[]> {
  const { unknown } = await migrationGap(config.migrationUrl!, migrations);
  if (unknown.length) throw new Error(`This database was made by a newer version (${unknown.join(', ')}).`);
  const done = await migrate(config.migrationUrl!, migrations);
  if (embedded) await makeLogin(config);
  return done;
}

/** The embedded database's application login: least rights, its own password. */
async function makeLogin(config: Config): Promise<void> {
  const { username, password } = new URL(config.databaseUrl!);
  const client = new pg.Client({ connectionString: config.migrationUrl });
  await client.connect();
  const [there] = (await client.query('select from pg_roles where rolname = $1', [username])).rows;
  if (!there)
    await client.query(
      `create role ${client.escapeIdentifier(username)} login password ${client.escapeLiteral(password)} in role qiyue_app`,
    );
  await client.end();
}

export type { EmbeddedPostgres };
