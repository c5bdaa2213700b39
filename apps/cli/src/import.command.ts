import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { INestApplicationContext } from '@nestjs/common';
import { type Actor, system } from '#kernel';
import { OrganizationImport } from '#organizations';
import { openRooms } from './open.js';
import { say } from './say.js';
import { treasuryAnswerCommand } from './treasury.command.js';

/** The operator at the machine, who brings registers and calendars in. */
const operator: Actor = { ...system('cli'), roles: ['operator'] };

/** `qiyue import <what> <file>`: takes a file wholly or not at all. */
export function importCommands(program: Command): void {
  const group = program.command('import').description('bring files in; a file with faults changes nothing');
  for (const kind of ['departments', 'providers'] as const)
    group
      .command(`${kind} <file>`)
      .option('--dry-run', 'only check')
      .action((file: string, options: { dryRun?: boolean }, command: Command) =>
        inRooms(async (app) => {
          const outcome = await app.get(OrganizationImport)[kind](operator, readFileSync(file), { dryRun: Boolean(options.dryRun) });
          const faults = outcome.faults.map(({ row, column, code }) => `  row ${row} ${column}: ${code}`);
          say(
            command,
            outcome,
            `${outcome.rows} rows, ${outcome.imported} new, ${outcome.changed} changed, ${outcome.faults.length} faults`,
            ...faults,
          );
          process.exitCode = outcome.faults.length ? 1 : 0;
        }),
      );
  treasuryAnswerCommand(group, openRooms);
}

async function inRooms(work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  const app = await openRooms();
  try {
    await work(app);
  } finally {
    await app.close();
  }
}
