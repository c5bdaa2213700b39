import type { Command } from 'commander';
import { Wanting } from './wanting.js';

/**
 * Exit codes: 0 done, 1 refused or found wanting, 2 wrong use, 70 a fault of ours, 78 wrong configuration. Of a paper that
 * was checked besides: 3 it fits together, but who signed it was not checked; 4 something in it is claimed and not proved.
 */
export const exitRefused = 1;
export const exitUsage = 2;
export const exitUnsigned = 3;
export const exitUnproved = 4;
export const exitFault = 70;

/** Prints a result: the JSON document when asked for, else the lines. */
export function say(command: Command, document: unknown, ...lines: string[]): void {
  const json = Boolean(command.optsWithGlobals().json);
  process.stdout.write(json ? `${JSON.stringify(document, plain)}\n` : `${lines.join('\n')}\n`);
}

/** Says on standard error what went wrong; answers the exit code. */
export function sayFault(json: boolean, code: string, message: string, exit: number): number {
  process.stderr.write(json ? `${JSON.stringify({ error: code, message })}\n` : `${message}\n`);
  return exit;
}

/** What is left when nothing more is known about an error. */
export function sayUnknown(error: unknown, json: boolean): number {
  if (error instanceof Wanting) return sayFault(json, 'wanting', error.message, exitRefused);
  return sayFault(json, 'fault', error instanceof Error ? error.message : String(error), exitFault);
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
