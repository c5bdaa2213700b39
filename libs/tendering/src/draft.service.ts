import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next, refuse, type Refusal, toYuan, yuan } from '#kernel';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { KeyHolderQueries, officesSaid } from '#custody';
import { type Method } from '#calendar';
import { Files } from '#documents';
import { PlanChecks, type PlanItem, PlanQueries } from '#planning';
import { afterTask, answersOf, weightsAddUp, withAttachments } from './answers.rules.js';
import { checkDraft, type Finding, readyToPublish, type Yardsticks } from './compliance.rules.js';
import { type Attachment, type DraftContent, type NoticeContent, type Reason } from './content.view.js';
import { type PlannedService, draftAgain, draftFrom } from './draft.rules.js';
import { Figures } from './figures.queries.js';
import { acceptedAttachment } from './attachment.rules.js';
import { type Procedure } from './procedure.entity.js';
import {
  changesMethod,
  convertible,
  type FailedRound,
  failures,
  isConverted,
  noneRunning,
  notRefuted,
  refuted,
} from './last-round.rules.js';
import { procedureLifecycle } from './procedure.lifecycle.js';
import { procedurePolicy } from './procedure.policy.js';
import { lockOwn, ownershipOf } from './procedure.lock.service.js';
import type { SubmissionInput } from './procedure.input.js';
import type { AttachmentsInput, TaskInputs } from './task.input.js';
import type { Task } from './task.rules.js';

/** What of a procedure its draft is checked by. */
type Checked = Pick<Procedure, 'planItemId' | 'method' | 'departmentId' | 'converted'>;

/** Writing the draft of a notice, task by task, and handing it to the approver. */
@Injectable()
export class DraftService {
  constructor(
    private readonly database: Database,
    private readonly plan: PlanQueries,
    private readonly figures: Figures,
    private readonly files: Files,
    private readonly checks: PlanChecks,
    private readonly keyHolders: KeyHolderQueries,
  ) {}

  /**
   * Begins a procedure for an announced plan item with everything the plan knows; after a failed, cancelled or abandoned
   * round with what its last text said, by another method where one is wanted then. Answers its id. Refuses `procedure.item-not-announced`,
   * `procedure.exists`, `procedure.offers-not-convertible`.
   */
  draft(actor: Actor, planItemId: string, wanted?: Method): Promise<string> {
    return this.database.transaction(async (tx) => {
      const item = found(await this.plan.item(planItemId), 'plan-item');
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [planItemId]);
      const at = await now(tx);
      authorize(procedurePolicy.draft, actor, item, 'procedure.handler-only');
      const [last] = await tx.query<(FailedRound & { id: string; round: number; content: NoticeContent | null; draft: DraftContent })[]>(
        `select p.id, p.round, p.state, p.method, p.responsive, p.draft, n.content, ${refuted} as refuted, ${failures} as failures from tendering.procedure p
         left join tendering.notice n on n.procedure = p.id and n.version = p.version
         where p.plan_item = $1 order by p.round desc limit 1`,
        [planItemId],
      );
      const method = wanted ?? item.method;
      const book = this.figures.book(this.figures.today(at));
      ensure(
        announced(item),
        noneRunning(last),
        method === item.method ? undefined : changesMethod(last, method),
        notRefuted(last, method),
        method === item.method ? undefined : convertible(last, method, book),
      );

      const id = uuidv7();
      const converted = isConverted(last, method, book);
      const planned = { ...plannedService(item), method, converted };
      const draft = last
        ? draftAgain(last.content ?? last.draft, planned, last.method === method ? last.draft.requirement : undefined)
        : draftFrom(planned, actor.name);
      const round = (last?.round ?? 0) + 1;
      await tx.query(
        `insert into tendering.procedure (id, plan_item, round, department, method, rule_day, state, draft, budget, max_price, converted,
           created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9, $11, $10, $10)`,
        [
          id,
          planItemId,
          round,
          item.departmentId,
          method,
          this.figures.today(at),
          JSON.stringify(draft),
          item.amount.toString(),
          yuan(draft.budget.maxPrice).toString(),
          at,
          converted,
        ],
      );
      await record(tx, actor, {
        type: 'procedure.drafted',
        subject: id,
        project: id,
        facts: { planItemId, departmentId: item.departmentId, method, round },
      });
      return id;
    });
  }

  /**
   * Saves one task; what is not complete yet may be saved too. Answers the task's new version and what the check says
   * about this task. Refuses `draft.stale` when somebody else saved it since the form was opened.
   */
  save<T extends Task>(actor: Actor, id: string, task: T, input: TaskInputs[T]): Promise<{ version: number; findings: Finding[] }> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      authorize(procedurePolicy.save, actor, await ownershipOf(tx, procedure), 'procedure.handler-only');
      ensure(stillDraft(procedure), await this.unchangedSince(tx, id, task, input.version), weightsAddUp(task, input));

      const content = await this.contentAfter(tx, actor, procedure.draft, task, input);
      const version = input.version + 1;
      await this.keep(tx, procedure, content, at);
      await this.remember(tx, actor, id, task, version, answersOf(procedure.draft, task), answersOf(content, task), at);
      await record(tx, actor, {
        type: 'procedure.saved',
        subject: id,
        project: id,
        facts: { task, version },
      });
      const findings = await this.findings(procedure, content, at);
      return { version, findings: findings.filter((finding) => finding.task === task) };
    });
  }

  /** Hands the draft to the approver, with reasons for what the check asked about. Refuses `notice.not-ready`. */
  submit(actor: Actor, id: string, { reasons }: SubmissionInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      authorize(procedurePolicy.submit, actor, await ownershipOf(tx, procedure), 'procedure.handler-only');
      const state = next(procedureLifecycle, procedure.state, 'submit');
      const against = await this.yardsticks(procedure, procedure.draft, at);
      const content: DraftContent = {
        ...procedure.draft,
        reasons: withReasons(procedure.draft.reasons, reasons, checkDraft(procedure.draft, against)),
      };
      ensure(readyToPublish(checkDraft(content, against)));

      await tx.query(
        `update tendering.procedure set state = $2, draft = $3, author = $4, submitted_at = $5, return_reason = null, updated_at = $5
         where id = $1`,
        [id, state, JSON.stringify(content), actor.personId, at],
      );
      await tx.query(
        `insert into tendering.submission (procedure, no, person, person_name, at, content)
         select $1, coalesce(max(no), 0) + 1, $2, $3, $4, $5 from tendering.submission where procedure = $1`,
        [id, actor.personId, actor.name, at, JSON.stringify(content)],
      );
      await record(tx, actor, {
        type: 'notice.submitted',
        subject: id,
        project: id,
        facts: { departmentId: procedure.departmentId },
      });
    });
  }

  /** The compliance list of a draft as it stands at an instant. */
  async findings(procedure: Checked, content: DraftContent, at: Date): Promise<Finding[]> {
    return checkDraft(content, await this.yardsticks(procedure, content, at));
  }

  /** The figures a draft is checked against. */
  async yardsticks(procedure: Checked, content: DraftContent, at: Date): Promise<Yardsticks> {
    const item = found(await this.plan.item(procedure.planItemId), 'plan-item');
    const splitting = await this.checks.splittingOf({ ...item, method: procedure.method }, at);
    const vacantOffices = officesSaid(await this.keyHolders.vacantFor(procedure.departmentId));
    return { ...this.figures.yardsticks(procedure, item, content, splitting, at), vacantOffices };
  }

  private async contentAfter<T extends Task>(
    tx: Tx,
    actor: Actor,
    draft: DraftContent,
    task: T,
    input: TaskInputs[T],
  ): Promise<DraftContent> {
    if (task !== 'attachments') return afterTask(draft, task, input as TaskInputs[Exclude<T, 'attachments'>]);
    const files: Attachment[] = [];
    for (const { id } of (input as AttachmentsInput).attachments) files.push(await this.attachment(tx, actor, id));
    return withAttachments(draft, input as AttachmentsInput, files);
  }

  /** Only files of the own department, of the kinds a notice may carry. */
  private async attachment(tx: Tx, actor: Actor, fileId: string): Promise<Attachment> {
    const { id, name, mediaType, size, sha256 } = await this.files.attach(tx, actor, fileId, {});
    ensure(acceptedAttachment({ name, mediaType }));
    return { id, name, mediaType, size, sha256 };
  }

  private async unchangedSince(tx: Tx, id: string, task: Task, version: number): Promise<Refusal | undefined> {
    const [last] = await tx.query<{ version: number; editor: string; at: Date }[]>(
      `select version, person_name as "editor", at from tendering.edit where procedure = $1 and task = $2 order by version desc limit 1`,
      [id, task],
    );
    if ((last?.version ?? 0) === version) return undefined;
    return refuse('stale', 'draft.stale', {
      task,
      editor: last?.editor ?? '',
      at: last?.at ?? null,
      version: last?.version ?? 0,
    });
  }

  private async keep(tx: Tx, { id }: Procedure, content: DraftContent, at: Date): Promise<void> {
    await tx.query('update tendering.procedure set draft = $2, updated_at = $3 where id = $1', [id, JSON.stringify(content), at]);
  }

  private async remember(
    tx: Tx,
    actor: Actor,
    id: string,
    task: Task,
    version: number,
    before: object,
    after: object,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `insert into tendering.edit (procedure, task, version, person, person_name, at, before, after) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, task, version, actor.personId, actor.name, at, JSON.stringify(before), JSON.stringify(after)],
    );
  }
}

export function plannedService(item: PlanItem): PlannedService {
  const { title, category, beneficiaries, unit, quality, months, method, officialUrl } = item;
  return {
    title,
    category,
    beneficiaries,
    quantity: Number(item.quantity),
    unit,
    quality,
    months,
    method,
    officialUrl,
    amount: toYuan(item.amount),
    smeReserve: item.smeReserve,
    smeBasis: item.smeBasis,
    termStatements: item.termStatements,
    methodApproval: item.methodApproval,
  };
}

function announced(item: PlanItem): Refusal | undefined {
  if (item.state !== 'announced') return refuse('conflict', 'procedure.item-not-announced', { title: item.title, state: item.state });
}

function stillDraft({ state }: Procedure): Refusal | undefined {
  if (state !== 'draft') return refuse('conflict', 'draft.not-editable', { state });
}

/** New reasons take the place of old ones, each with the wording it is given for; an empty one takes it away. */
function withReasons(known: readonly Reason[], given: SubmissionInput['reasons'], findings: readonly Finding[]): Reason[] {
  const reasons = new Map(known.map((reason) => [reason.finding, reason]));
  for (const { finding, text } of given) {
    const about = findings.find(({ key }) => key === finding)?.about ?? '';
    if (finding) reasons.set(finding, { finding, text: text ?? '', about });
  }
  return [...reasons.values()].filter(({ text }) => text !== '');
}
