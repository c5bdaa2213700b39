import type { Command } from 'commander';
import { migrationGap, readConfig } from '#platform';
import { migrations } from '../../../migrations/index.js';
import { migrateAll, reachDatabase } from './prepare.js';
import { say } from './say.js';

/** `qiyue migrate`, `qiyue config`. */
export function databaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the shape of this version (forward only)')
    .option('--status', 'only tell what is missing; exit 1 when something is')
    .action(async (options: { status?: boolean }, command: Command) => {
      const prepared = await reachDatabase(readConfig(process.env));
      try {
        if (options.status) {
          const { missing } = await migrationGap(prepared.config.migrationUrl!, migrations);
          say(command, { missing }, missing.length ? `missing:\n${missing.join('\n')}` : 'nothing is missing');
          process.exitCode = missing.length ? 1 : 0;
          return;
        }
        const applied = await migrateAll(prepared);
        say(command, { applied }, applied.length ? `applied:\n${applied.join('\n')}` : 'nothing to do');
      } finally {
        await prepared.release();
      }
    });
  program
    .command('config')
    .description('print the configuration as read, secrets masked')
    .action((_options: unknown, command: Command) => {
      const shown = readConfig(process.env).shown();
      say(command, shown, ...Object.entries(shown).map(([name, value]) => `${name.padEnd(18)} ${value}`));
    });
}
