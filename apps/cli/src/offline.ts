import { Command } from 'commander';
import { version } from '../../api/src/version.js';
import { bidderCommands } from './bidder.command.js';
import { holderCommands } from './holder.command.js';
import { exitUsage, sayUnknown } from './say.js';
import { verifyPaperCommands } from './verify-paper.command.js';

const alone = ['pack', 'keys', 'contribute'];
const papers = ['receipt', 'opening'];

/** Commands for bidders, key holders and anybody who checks: they load nothing of the platform and open no connection. */
export function isOffline(argv: readonly string[]): boolean {
  const [command = '', what = ''] = argv.slice(2).filter((word) => !word.startsWith('-'));
  return alone.includes(command) || (command === 'verify' && papers.includes(what));
}

export async function runOffline(argv: readonly string[]): Promise<void> {
  const program = new Command('qiyue')
    .version(version)
    .option('--json', 'print one JSON document instead of text')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : exitUsage));
  bidderCommands(program);
  holderCommands(program);
  verifyPaperCommands(program.command('verify').description('check a paper of the platform'));
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = sayUnknown(error, Boolean(program.opts().json));
  }
}
