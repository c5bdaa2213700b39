import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Config, migrate, migrationGap } from '#platform';
import { migrations } from '../../../migrations/index.js';
import { isRunning, startEmbedded, watchOver } from './embedded-postgres.js';

/** A database that is reachable, and how to leave it. */
export interface Prepared {
  readonly config: Config;
  readonly embedded: boolean;
  release(): Promise<void>;
}

/**
 * Finds the database of the configuration or starts the embedded one. A server owns it: it watches over it and stops it
 * even when it found it running (left by a killed server). A command uses the one a running server has and leaves it.
 */
export async function reachDatabase(config: Config, { own = false } = {}): Promise<Prepared> {
  if (config.databaseUrl) return { config, embedded: false, release: () => Promise.resolve() };
  const directory = join(config.dataDirectory, 'database');
  if (own) claim(directory);
  const started = await startEmbedded(directory);
  const database = own ? watchOver(directory, started) : started;
  return {
    config: config.with({ databaseUrl: database.applicationUrl, migrationUrl: database.ownerUrl }),
    embedded: true,
    release: async () => {
      if (own || !database.adopted) await database.stop();
      if (own) rmSync(join(directory, 'server.pid'), { force: true });
    },
  };
}

/** One server a data directory: a second one would stop the first one's database when it ends. */
function claim(directory: string): void {
  const file = join(directory, 'server.pid');
  const other = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (other && other !== process.pid && isRunning(other))
    throw new Error(`Another Qiyue (process ${other}) uses ${directory}: stop it, or set QIYUE_DATA_DIR.`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, String(process.pid));
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
  const { rowCount: there } = await client.query('select from pg_roles where rolname = $1', [username]);
  if (!there)
    await client.query(
      `create role ${client.escapeIdentifier(username)} login password ${client.escapeLiteral(password)} in role qiyue_app`,
    );
  await client.end();
}
