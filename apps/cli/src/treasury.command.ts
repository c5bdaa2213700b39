import { readFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { system } from '#kernel';
import { AnswerService } from '#payments';
import { say } from './say.js';

/** `qiyue import treasury-answer <file>`: what the treasury answered, brought in by the operator at the machine. */
export function treasuryAnswerCommand(importCommand: Command, open: () => Promise<INestApplicationContext>): void {
  importCommand
    .command('treasury-answer <file>')
    .description('take in a pain.002 XML or CSV file of the treasury; the same file counts once')
    .action(async (file: string, _options: object, command: Command) => {
      const app = await open();
      try {
        const outcome = await app.get(AnswerService).import(system('cli'), readFileSync(file));
        const { repeated, lines, matched, known, waiting, exceptions } = outcome;
        const sums = `${lines} lines, ${matched} matched, ${known} known, ${waiting} waiting, ${exceptions} exceptions`;
        say(command, outcome, repeated ? `imported before: ${sums}` : sums);
      } finally {
        await app.close();
      }
    });
}
