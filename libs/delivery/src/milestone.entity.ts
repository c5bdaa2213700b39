import type { Fen } from '#kernel';
import type { MilestoneState } from './milestone.lifecycle.js';

/** What is due for one instalment of a contract. */
export interface Milestone {
  readonly id: string;
  readonly contractId: string;
  readonly instalmentId: string;
  readonly project: string;
  readonly departmentId: string;
  readonly providerId: string;
  readonly no: number;
  readonly name: string;
  readonly amount: Fen;
  /** Before this day the provider shows what was done. */
  readonly dueAt: Date;
  readonly state: MilestoneState;
  readonly ruleDay: string;
  /** How often it was submitted. */
  readonly version: number;
  readonly submittedAt: Date | null;
  readonly answeredAt: Date | null;
}

/** One piece of work in the log: counts only, never names of those who were served. */
export interface LogEntry {
  readonly id: string;
  readonly milestoneId: string;
  /** Civil date. */
  readonly day: string;
  readonly place: string;
  readonly people: number;
  /** Hours in hundredths: 2.5 hours are 250. */
  readonly hours: number;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
  readonly struckAt: Date | null;
  readonly struckReason: string | null;
}

/** What the provider says it reached for one indicator: a decimal as written, or words where nothing is counted. */
export interface Figure {
  readonly indicatorId: string;
  readonly actual: string;
}

/** One submission; a return keeps it and the next one is a new version. */
export interface Report {
  readonly id: string;
  readonly milestoneId: string;
  readonly version: number;
  readonly text: string;
  readonly figures: readonly Figure[];
  readonly sums: LogSums;
  readonly by: string;
  readonly at: Date;
}

/** What the log adds up to. */
export interface LogSums {
  readonly entries: number;
  readonly days: number;
  readonly places: number;
  readonly people: number;
  /** In hundredths. */
  readonly hours: number;
}

export type AnswerKind = 'return' | 'accept' | 'reject';

/** The buyer's answer to one submission. */
export interface Answer {
  readonly id: string;
  readonly milestoneId: string;
  readonly version: number;
  readonly kind: AnswerKind;
  /** Null for an acceptance without remark. */
  readonly code: string | null;
  readonly text: string;
  readonly by: string;
  readonly at: Date;
}
