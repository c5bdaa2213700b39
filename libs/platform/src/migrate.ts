import { DataSource, type MixedList } from 'typeorm';
import { preparedDriver } from './prepared-driver.js';

type Migration = MixedList<string | (new () => object)>;

/**
 * Brings a database to the newest shape, forward only, one process at a time. Answers the names it applied. All or none: a
 * migration that asks for something to be done first leaves the database to the version that can do it.
 */
export async function migrate(url: string, migrations: readonly (new () => object)[]): Promise<string[]> {
  const source = await owner(url, migrations).initialize();
  try {
    await source.query("select pg_advisory_lock(hashtext('qiyue migrations'))");
    const done = await source.runMigrations({ transaction: 'all' });
    return done.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

/** Names of migrations the database lacks, and names it has that this version does not know. */
export async function migrationGap(
  url: string,
  migrations: readonly (new () => object)[],
): Promise<{ missing: string[]; unknown: string[] }> {
  const source = await owner(url, []).initialize();
  try {
    const known = migrations.map((migration) => migration.name);
    const [table] = (await source.query("select to_regclass('public.migrations') as name")) as { name: string | null }[];
    const applied = table?.name
      ? ((await source.query('select name from public.migrations')) as { name: string }[]).map(({ name }) => name)
      : [];
    return {
      missing: known.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
    };
  } finally {
    await source.destroy();
  }
}

function owner(url: string, migrations: readonly (new () => object)[]): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    driver: preparedDriver,
    migrations: [...migrations] as Migration as [],
    migrationsTableName: 'migrations',
    installExtensions: false,
    synchronize: false,
    poolSize: 2,
    extra: { options: '-c lock_timeout=30s' },
  });
}
