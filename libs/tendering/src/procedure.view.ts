import { toYuan } from '#kernel';
import type { Finding } from './compliance.rules.js';
import type { DraftContent } from './content.view.js';
import { findingView, type FindingView } from './finding.view.js';
import type { Method } from '#calendar';
import type { Procedure } from './procedure.entity.js';
import type { ProcedureState } from './procedure.lifecycle.js';
import type { ReviewKind, ReviewLine } from './review.rules.js';
import { type Task, type TaskStatus } from './task.rules.js';

/** One line of a department's list of procedures. */
export interface ProcedureLine {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly method: Method;
  readonly round: number;
  readonly state: ProcedureState;
  readonly budget: string;
  readonly closesAt: Date | null;
  readonly questionsUntil: Date | null;
  readonly updatedAt: Date;
  readonly returned: boolean;
  readonly unanswered: number;
}

export function procedureLine(row: Procedure, unanswered: number): ProcedureLine {
  return {
    id: row.id,
    number: row.number,
    title: row.draft.title,
    method: row.method,
    round: row.round,
    state: row.state,
    budget: toYuan(BigInt(row.budget)),
    closesAt: row.closesAt,
    questionsUntil: row.questionsUntil,
    updatedAt: row.updatedAt,
    returned: row.returnReason !== null,
    unanswered,
  };
}

/** Where a task of a draft stands. */
export interface TaskView {
  readonly task: Task;
  readonly status: TaskStatus;
  /** Send this along when saving. */
  readonly version: number;
  readonly editor: string | null;
  readonly savedAt: Date | null;
}

/** A procedure as its own department gets it over the API. */
export interface ProcedureView extends Omit<ProcedureLine, 'unanswered' | 'returned'> {
  readonly planItemId: string;
  readonly departmentId: string;
  readonly ruleDay: string;
  readonly version: number;
  readonly returnReason: string | null;
  readonly publishedAt: Date | null;
  readonly closedAt: Date | null;
  readonly endReason: string | null;
  /** The draft as it was submitted last; after publication the notice's versions count. */
  readonly draft: DraftContent;
  readonly tasks: readonly TaskView[];
  readonly findings: readonly FindingView[];
  /** Which review the requirement needs before it is published, and what was said about the newest submission. */
  readonly review: ReviewKind | null;
  readonly reviews: readonly ReviewLine[];
}

export function procedureView(
  row: Procedure,
  tasks: readonly TaskView[],
  findings: readonly Finding[],
  review: { readonly kind: ReviewKind | null; readonly given: readonly ReviewLine[] },
): ProcedureView {
  const { unanswered: _count, returned: _flag, ...line } = procedureLine(row, 0);
  return {
    ...line,
    planItemId: row.planItemId,
    departmentId: row.departmentId,
    ruleDay: row.ruleDay,
    version: row.version,
    returnReason: row.returnReason,
    publishedAt: row.publishedAt,
    closedAt: row.closedAt,
    endReason: row.endReason,
    draft: row.draft,
    tasks,
    findings: findings.map(findingView),
    review: review.kind,
    reviews: review.given,
  };
}
