/** What is settled before a notice is written. */
export const requirementTasks = ['need', 'policy', 'method', 'lots'] as const;
/** What the notice says. */
export const noticeTasks = ['basics', 'service', 'indicators', 'budget', 'eligibility', 'criteria', 'schedule', 'attachments'] as const;
/** The parts a draft is written in, in the order people meet them. */
export const tasks = [...requirementTasks, ...noticeTasks] as const;
export type Task = (typeof tasks)[number];

export const isTask = (text: string): text is Task => (tasks as readonly string[]).includes(text);

export type TaskStatus = 'not_started' | 'in_progress' | 'done' | 'cannot_start';

/** What is known of a task: did a person save it, is anything written in it, what still stands in the way. */
export interface TaskFacts {
  readonly saved: boolean;
  readonly blocks: number;
  readonly filled: boolean;
}

/** A task is done when nothing stands in its way, whether the plan or a person filled it. */
export function statusOfTask({ saved, blocks, filled }: TaskFacts): TaskStatus {
  if (blocks === 0) return 'done';
  return saved || filled ? 'in_progress' : 'not_started';
}

/** Checking and submitting waits for all parts. */
export function statusOfCheck(statuses: readonly TaskStatus[]): TaskStatus {
  return statuses.every((status) => status === 'done') ? 'not_started' : 'cannot_start';
}
