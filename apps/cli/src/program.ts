import { Command } from 'commander';
import { Refused } from '#kernel';
import { ConfigFaults, exitBadConfig, sentence } from '#platform';
import { WalkStopped } from './walk/client.js';
import { peopleCommands } from './people.command.js';
import { demoCommands } from './demo.command.js';
import { doctorCommand } from './doctor.command.js';
import { importCommands } from './import.command.js';
import { openRooms } from './open.js';
import { startCommand } from './start.command.js';
import { verifyCommand } from './verify.command.js';
import { databaseCommands } from './database.command.js';
import { version } from '../../api/src/version.js';

/** Exit codes: 0 done, 1 refused or found wanting, 2 wrong use, 70 a fault of ours, 78 wrong configuration. */
const exitRefused = 1;
const exitUsage = 2;
const exitFault = 70;

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
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = tell(error, Boolean(program.opts().json));
  }
}

/** Prints a result: the JSON document when asked for, else the lines. */
export function say(command: Command, document: unknown, ...lines: string[]): void {
  const json = Boolean(command.optsWithGlobals().json);
  process.stdout.write(json ? `${JSON.stringify(document, plain)}\n` : `${lines.join('\n')}\n`);
}

function tell(error: unknown, json: boolean): number {
  const fault = (code: string, message: string, exit: number): number => {
    process.stderr.write(json ? `${JSON.stringify({ error: code, message })}\n` : `${message}\n`);
    return exit;
  };
  if (error instanceof ConfigFaults) return fault('config', `配置有误 / configuration faults:\n${error.message}`, exitBadConfig);
  if (error instanceof Refused) {
    const { code, facts } = error.refusal;
    return fault(code, `${sentence(code, facts, 'zh')}\n${sentence(code, facts, 'en')}`, exitRefused);
  }
  if (error instanceof WalkStopped) return fault('walk-stopped', error.message, exitRefused);
  return fault('fault', error instanceof Error ? error.message : String(error), exitFault);
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
