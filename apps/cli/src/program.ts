import { Command } from 'commander';
import { Refused } from '#kernel';
import { ConfigFaults, exitBadConfig, sentence } from '#platform';
import { WalkStopped } from './walk/client.js';
import { peopleCommands } from './people.command.js';
import { bidderCommands } from './bidder.command.js';
import { demoCommands } from './demo.command.js';
import { doctorCommand } from './doctor.command.js';
import { holderCommands } from './holder.command.js';
import { importCommands } from './import.command.js';
import { openRooms } from './open.js';
import { exitRefused, exitUsage, sayFault, sayUnknown } from './say.js';
import { startCommand } from './start.command.js';
import { verifyCommand } from './verify.command.js';
import { databaseCommands } from './database.command.js';
import { version } from '../../api/src/version.js';

/** Runs one `qiyue` command and sets the exit code. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const program = new Command('qiyue')
    .description('Qiyue 契约: governments buy services from social organizations in the open')
    .version(version)
    .option('--json', 'print one JSON document instead of text')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : exitUsage));
  startCommand(program);
  databaseCommands(program);
  importCommands(program);
  demoCommands(program);
  verifyCommand(program);
  doctorCommand(program);
  peopleCommands(program, openRooms);
  bidderCommands(program);
  holderCommands(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = tell(error, Boolean(program.opts().json));
  }
}

function tell(error: unknown, json: boolean): number {
  if (error instanceof ConfigFaults) return sayFault(json, 'config', `配置有误 / configuration faults:\n${error.message}`, exitBadConfig);
  if (error instanceof Refused) {
    const { code, facts } = error.refusal;
    return sayFault(json, code, `${sentence(code, facts, 'zh')}\n${sentence(code, facts, 'en')}`, exitRefused);
  }
  if (error instanceof WalkStopped) return sayFault(json, 'walk-stopped', error.message, exitRefused);
  return sayUnknown(error, json);
}
