import { type Fact, toYuan } from '#kernel';
import type { Finding } from './compliance.rules.js';

/** A line of the compliance list as it leaves: amounts in yuan, instants as ISO 8601. */
export interface FindingView extends Omit<Finding, 'facts'> {
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export function findingView({ key, code, task, result, law, facts, reason }: Finding): FindingView {
  return {
    key,
    code,
    task,
    result,
    law,
    reason,
    facts: Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, plain(fact)])),
  };
}

function plain(fact: Fact): string | number | boolean | null {
  if (typeof fact === 'bigint') return toYuan(fact);
  return fact instanceof Date ? fact.toISOString() : fact;
}
