import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { readConfig } from '#platform';
import { demoKeyFolder, noDemoKey } from './demo-keys.js';
import { loadDemoWhenEmpty } from './demo-year.js';
import { openRooms } from './open.js';
import { say } from './say.js';
import { WalkStopped } from './walk/client.js';
import { type WalkMethod, walkMethods } from './walk/cast.js';
import { walk } from './walk/walk.js';

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
        say(command, { loaded }, loaded ? 'the demo year is loaded' : 'there is data already; nothing was changed');
      } finally {
        await app.close();
      }
    });
  demo
    .command('walk')
    .description('play one procedure from import to paid instalment against the running server, in sandbox time')
    .addOption(new Option('--method <method>').choices([...walkMethods]).default('local_small_purchase'))
    .option('--base <address>', 'where the server listens', `http://localhost:${process.env.PORT ?? 3000}`)
    .action(async ({ method, base }: { method: WalkMethod; base: string }, command: Command) => {
      const begun = Date.now();
      const keys = demoKeyFolder(readConfig(process.env));
      if (!existsSync(keys)) throw new WalkStopped(noDemoKey(keys));
      const quiet = Boolean(command.optsWithGlobals().json);
      const story = await walk({ base: base.replace(/\/$/, ''), method, quiet, keys });
      const seconds = Math.round((Date.now() - begun) / 1000);
      say(
        command,
        { method, seconds, steps: story.steps },
        `${story.steps.length} steps in ${seconds} s: the ledger adds up, the releases validate, every page is there`,
      );
    });
}
