import type { DraftContent } from './content.view.js';
import type { Method } from '#calendar';
import type { ProcedureState } from './procedure.lifecycle.js';

/** A row of tendering.procedure: one procurement from draft to end. Its id is the project's id everywhere. */
export interface Procedure {
  readonly id: string;
  readonly planItemId: string;
  /** 1 for the first try; a failed one is tendered again as the next. */
  readonly round: number;
  readonly departmentId: string;
  readonly method: Method;
  /** Civil date whose rule book it follows. */
  readonly ruleDay: string;
  readonly state: ProcedureState;
  /** Given at publication. */
  readonly number: string | null;
  /** The published version; 0 before publication. */
  readonly version: number;
  readonly draft: DraftContent;
  /** Fen, as pg gives it. */
  readonly budget: string;
  readonly maxPrice: string;
  /** Who submitted it last. */
  readonly author: string | null;
  readonly submittedAt: Date | null;
  readonly returnReason: string | null;
  readonly publisher: string | null;
  readonly publishedAt: Date | null;
  readonly questionsUntil: Date | null;
  readonly closesAt: Date | null;
  /** When every question must have been answered; null where the deadline does not wait. */
  readonly answersBy: Date | null;
  /** It follows an open tender that only two answered, so that fewer offers suffice where the law says so. */
  readonly converted: boolean;
  readonly suspendedAt: Date | null;
  /** Public, as long as it stands still. */
  readonly suspendReason: string | null;
  readonly closedAt: Date | null;
  readonly endReason: string | null;
  readonly endedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The columns of a {@link Procedure}, of the table as `p`. */
export const procedureColumns = `p.id, p.plan_item as "planItemId", p.round, p.department as "departmentId", p.method,
  p.rule_day::text as "ruleDay", p.state, p.number, p.version, p.draft, p.budget, p.max_price as "maxPrice", p.author,
  p.submitted_at as "submittedAt", p.return_reason as "returnReason", p.publisher, p.published_at as "publishedAt",
  p.questions_until as "questionsUntil", p.closes_at as "closesAt", p.answers_by as "answersBy", p.converted, p.suspended_at as "suspendedAt", p.suspend_reason as "suspendReason",
  p.closed_at as "closedAt", p.end_reason as "endReason", p.ended_at as "endedAt", p.created_at as "createdAt",
  p.updated_at as "updatedAt"`;
