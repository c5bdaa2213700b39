import type { Fact } from '#kernel';
import type { Line, Result } from './compliance.rules.js';
import type { Task } from './task.rules.js';

/** A line of the list that passes or says `otherwise`. */
export function line(
  task: Task,
  code: string,
  law: string,
  ok: boolean,
  facts: Record<string, Fact> = {},
  otherwise: Result = 'block',
): Line {
  return { key: code, code, task, law, result: ok ? 'pass' : otherwise, facts };
}

/** What was found, at the end of the rule's sentence; nothing when nothing was. */
export const named = (found: string | undefined): string => (found ? ` — ${found}` : '');

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
export const filled = (...texts: readonly string[]): boolean => texts.every((text) => text.trim() !== '');
