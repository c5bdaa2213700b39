import type { Rule } from './rule-book.rules.js';

/** green in time or done in time · amber near · red late, or done late · grey does not apply any more. */
export const lights = ['green', 'amber', 'red', 'grey'] as const;
export type Light = (typeof lights)[number];

/** Where a deadline stands; each standing has one light. */
export type Standing = 'running' | 'near' | 'overdue' | 'met' | 'met-late' | 'cancelled';

export interface DeadlineTimes {
  readonly amberAt: Date;
  readonly dueAt: Date;
  readonly metAt: Date | null;
  readonly cancelledAt: Date | null;
}

const lightOf: Readonly<Record<Standing, Light>> = {
  running: 'green',
  near: 'amber',
  overdue: 'red',
  met: 'green',
  'met-late': 'red',
  cancelled: 'grey',
};

/** The light of a deadline at an instant. Always computed, never stored: nobody can set a light. */
export function light(times: DeadlineTimes, now: Date): Light {
  return lightOf[standing(times, now)];
}

/** The due instant itself is too late: the last day ended at 24:00. */
export function standing({ amberAt, dueAt, metAt, cancelledAt }: DeadlineTimes, now: Date): Standing {
  if (metAt) return metAt < dueAt ? 'met' : 'met-late';
  if (cancelledAt) return 'cancelled';
  if (now >= dueAt) return 'overdue';
  return now >= amberAt ? 'near' : 'running';
}

/** Why this light: the rule, or that the date was fixed by people, and everything that went into it. */
export interface Why {
  readonly light: Light;
  readonly standing: Standing;
  readonly key: string;
  /** Null when no rule book set the date but a contract or an order did. */
  readonly rule: Pick<Rule, 'key' | 'value' | 'unit' | 'citation' | 'region' | 'from' | 'verified'> | null;
  readonly inputs: DeadlineTimes & {
    readonly now: Date;
    readonly startsAt: Date;
    readonly ruleDay: string | null;
    readonly fixed: boolean;
    readonly provisional: boolean;
  };
}

export function why(deadline: DeadlineTimes & Omit<Why['inputs'], 'now'> & { key: string }, rule: Rule | null, now: Date): Why {
  const { key, startsAt, amberAt, dueAt, metAt, cancelledAt, ruleDay, fixed, provisional } = deadline;
  return {
    light: light(deadline, now),
    standing: standing(deadline, now),
    key,
    rule: rule && {
      key: rule.key,
      value: rule.value,
      unit: rule.unit,
      citation: rule.citation,
      region: rule.region,
      from: rule.from,
      verified: rule.verified,
    },
    inputs: { now, startsAt, amberAt, dueAt, metAt, cancelledAt, ruleDay, fixed, provisional },
  };
}
