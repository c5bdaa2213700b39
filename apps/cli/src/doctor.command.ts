import type { Command } from 'commander';
import pg from 'pg';
import { applicationRole, type Config, migrationGap, readConfig } from '#platform';
import { migrations } from '../../../migrations/index.js';
import { reachDatabase } from './prepare.js';
import { say } from './say.js';

interface Check {
  readonly name: string;
  readonly fit: boolean;
  readonly found: string;
  /** What to do, when it is not fit. */
  readonly mend?: string;
}

/** `qiyue doctor`: is this installation fit to work? A sentence for each thing that is not. */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check configuration, database, roles, clock, readers, alarms and outbox; exit 1 when something is amiss')
    .action(async (_options: unknown, command: Command) => {
      const config = readConfig(process.env);
      const prepared = await reachDatabase(config);
      try {
        const checks = await examine(prepared.config);
        const fit = checks.every((check) => check.fit);
        const lines = checks.map(
          ({ name, fit: sound, found, mend }) => `${sound ? '✓' : '✗'} ${name}: ${found}${!sound && mend ? ` → ${mend}` : ''}`,
        );
        say(command, { fit, checks }, ...lines);
        process.exitCode = fit ? 0 : 1;
      } finally {
        await prepared.release();
      }
    });
}

async function examine(config: Config): Promise<Check[]> {
  const node = process.versions.node;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const checks: Check[] = [
    {
      name: 'node',
      fit: major > 20 || (major === 20 && minor >= 19),
      found: node,
      mend: 'install Node 20.19 or newer',
    },
    {
      name: 'mode',
      fit: true,
      found: config.sandbox ? `sandbox, periods ÷ ${config.acceleration}` : 'production',
    },
  ];
  const { missing, unknown } = await migrationGap(config.migrationUrl!, migrations);
  checks.push(
    {
      name: 'migrations',
      fit: missing.length === 0,
      found: `${missing.length} missing`,
      mend: 'run qiyue migrate',
    },
    {
      name: 'version',
      fit: unknown.length === 0,
      found: `${unknown.length} unknown migrations`,
      mend: 'install the newer version that made this database',
    },
  );
  if (missing.length) return checks;
  const client = new pg.Client({
    connectionString: config.databaseUrl,
    options: `-c role=${applicationRole}`,
  });
  await client.connect();
  try {
    return [...checks, ...(await inDatabase(client)), await keyHolders(client)];
  } finally {
    await client.end();
  }
}

/** Boxes can be sealed and opened only where purchaser, finance and supervisor each keep a key. */
async function keyHolders(client: pg.Client): Promise<Check> {
  const { rows } = await client.query<{ kind: string; name: string; keeps: boolean }>(
    `select o.kind, o.name, k.id is not null as keeps from organizations.organization o
     left join custody.key_holder k on k.organization = o.id and k.state = 'active'
     where o.kind in ('finance', 'supervisor') or o.may_buy order by o.kind, o.name`,
  );
  const buyers = rows.filter(({ kind }) => kind === 'department');
  const vacant = ['finance', 'supervisor'].filter((kind) => !rows.some((row) => row.kind === kind && row.keeps));
  const without = buyers.filter(({ keeps }) => !keeps).map(({ name }) => name);
  const missing = [...vacant, ...without];
  return {
    name: 'key holders',
    fit: buyers.length === 0 || missing.length === 0,
    found:
      buyers.length > 0 && missing.length > 0 ? `vacant: ${missing.join(', ')}` : `${rows.filter(({ keeps }) => keeps).length} keys in use`,
    mend: 'a key holder of each unit signs in and enrols a key; until then nothing can be published',
  };
}

const settings: readonly [name: string, wanted: RegExp][] = [
  ['fsync', /^on$/],
  ['full_page_writes', /^on$/],
  ['synchronous_commit', /^(on|remote_apply|remote_write)$/],
];

async function inDatabase(client: pg.Client): Promise<Check[]> {
  const one = async (sql: string): Promise<string> =>
    String(Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0]);
  const version = Number(await one('show server_version_num'));
  const superuser = await one('select rolsuper from pg_roles where rolname = session_user');
  const skew = Math.abs(Number(await one('select extract(epoch from clock_timestamp()) * 1000')) - Date.now());
  const stuck = Number(await one('select count(*) from platform.alarm where tries > 3'));
  const unsent = Number(await one('select count(*) from platform.outbound where sent_at is null and tries > 3'));
  const behind = Number(await one('select coalesce(max(h.seq - b.seq), 0) from platform.bookmark b cross join platform.journal_head h'));
  const mayRewrite = await one(`select has_table_privilege('platform.journal', 'delete')`);
  return [
    {
      name: 'postgresql',
      fit: version >= 150_000,
      found: String(version),
      mend: 'use PostgreSQL 15 or newer',
    },
    ...(await Promise.all(
      settings.map(async ([name, wanted]): Promise<Check> => {
        const found = await one(`show ${name}`);
        return {
          name,
          fit: wanted.test(found),
          found,
          mend: `set ${name} = on: an acknowledged act must be durable`,
        };
      }),
    )),
    {
      name: 'application role',
      fit: mayRewrite === 'false',
      found: mayRewrite === 'false' ? 'may not rewrite history' : 'may delete from the journal',
      mend: 'run qiyue migrate as the owner',
    },
    {
      name: 'login',
      fit: true,
      found: superuser === 'true' ? 'superuser working under qiyue_app; give the application a login of its own' : 'ordinary',
    },
    {
      name: 'clock',
      fit: skew < 2000,
      found: `${Math.round(skew)} ms from the database`,
      mend: 'synchronize the clocks (chrony)',
    },
    {
      name: 'readers',
      fit: behind < 1000,
      found: `${behind} entries behind`,
      mend: 'is a worker running? see /readyz for one that is stuck',
    },
    { name: 'alarms', fit: stuck === 0, found: `${stuck} failing`, mend: 'see platform.alarm.failure' },
    { name: 'outbox', fit: unsent === 0, found: `${unsent} failing`, mend: 'see platform.outbound.failure' },
  ];
}
