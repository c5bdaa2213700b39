import type { Command } from 'commander';
import { readConfig } from '#platform';
import { loadDemoWhenEmpty } from './demo-year.js';
import { openRooms } from './open.js';
import { say } from './program.js';

/** `qiyue demo load` and `qiyue demo walk`. */
export function demoCommands(program: Command): void {
  const demo = program.command('demo').description('the demo year of one district (sandbox only)');
  demo
    .command('load')
    .description('load the demo year into an empty database')
    .action(async (_options: unknown, command: Command) => {
      const config = readConfig(process.env);
      if (!config.sandbox) throw new Error('Demo data exists in the sandbox only (QIYUE_MODE=sandbox).');
      const app = await openRooms(config);
      try {
        const loaded = await loadDemoWhenEmpty(app);
        say(
          command,
          { loaded },
          loaded ? 'the demo year is loaded' : 'there is data already; nothing was changed',
        );
      } finally {
        await app.close();
      }
    });
}
