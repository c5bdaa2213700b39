import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import type { Finding } from './compliance.rules.js';
import { DraftService } from './draft.service.js';
import type { Procedure } from './procedure.entity.js';
import { ProcedureQueries } from './procedure.queries.js';
import type { TaskView } from './procedure.view.js';
import type { ReviewKind, ReviewLine } from './review.rules.js';
import { Reviews } from './review.service.js';
import { statusOfCheck, statusOfTask, type Task, tasks, type TaskStatus } from './task.rules.js';

/** A procedure on its department's desk: the row, where each task stands, and what the check says now. */
export interface Desk {
  readonly procedure: Procedure;
  readonly tasks: readonly TaskView[];
  readonly check: TaskStatus;
  /** Empty once the notice is published. */
  readonly findings: readonly Finding[];
  /** Persons who wrote on it, for the policies. */
  readonly editors: readonly string[];
  /** The review the requirement needs, and the opinions on the newest submission. */
  readonly review: { readonly kind: ReviewKind | null; readonly given: readonly ReviewLine[] };
}

@Injectable()
export class DeskQueries {
  constructor(
    private readonly database: Database,
    private readonly procedures: ProcedureQueries,
    private readonly drafts: DraftService,
    private readonly reviews: Reviews,
  ) {}

  async of(actor: Actor, id: string): Promise<Desk> {
    const procedure = await this.procedures.own(actor, id);
    const saves = await this.procedures.saves(id);
    const editors = await this.procedures.editors(id);
    const at = await this.database.now();
    const findings = procedure.version === 0 ? await this.drafts.findings(procedure, procedure.draft, at) : [];
    const views = tasks.map((task): TaskView => {
      const save = saves.get(task);
      const blocks = findings.filter((finding) => finding.task === task && finding.result === 'block').length;
      const status = statusOfTask({ saved: save !== undefined, blocks, filled: filledByPlan(task) });
      return {
        task,
        status,
        version: save?.version ?? 0,
        editor: save?.editor ?? null,
        savedAt: save?.at ?? null,
      };
    });
    return {
      procedure,
      tasks: views,
      check: statusOfCheck(views.map(({ status }) => status)),
      findings,
      editors,
      review: { kind: await this.reviews.kindFor(procedure, procedure.ruleDay), given: await this.reviews.of(id) },
    };
  }
}

/** The plan fills every task but the contact and the attachments. */
const filledByPlan = (task: Task): boolean => !['basics', 'attachments', 'need'].includes(task);
