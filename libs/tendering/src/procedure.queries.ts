import { Injectable } from '@nestjs/common';
import { absent, type Actor } from '#kernel';
import { Config, Database } from '#platform';
import { aliasOf } from './asker.rules.js';
import { type Edit, editColumns, type Question, questionColumns, questionTables } from './notice.entity.js';
import { type Procedure, procedureColumns } from './procedure.entity.js';
import { type LastRound, mayChangeMethod, refuted } from './last-round.rules.js';
import type { ProcedureState } from './procedure.lifecycle.js';
import { maySee } from './procedure.policy.js';
import { type HeldProcedure, heldProcedure } from './procedure.service.js';
import type { DraftContent } from './content.view.js';
import { type ProcedureLine, procedureLine } from './procedure.view.js';

export interface ProcedureFilter {
  readonly departmentId: string;
  readonly states?: readonly ProcedureState[];
  readonly after?: string | null;
  readonly limit?: number;
}

/** Who saved a task last. */
export interface TaskSave {
  readonly version: number;
  readonly editor: string;
  readonly at: Date;
}

export interface SubmittedContent {
  readonly no: number;
  readonly personName: string;
  readonly at: Date;
  readonly content: DraftContent;
}

/** A question with what its department may know, and the clock of its answer. */
export interface OpenQuestion extends Question {
  readonly amberAt: Date | null;
  readonly dueAt: Date | null;
}

/** Procedures as their department works with them, and as later rooms ask for them. */
@Injectable()
export class ProcedureQueries {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** The department's own, with the draft; for everybody else it is not there. */
  async own(actor: Actor, id: string): Promise<Procedure> {
    const row = await this.row('p.id = $1', id);
    if (!row || !maySee(actor, row)) throw absent('procedure');
    return row;
  }

  /** A published procedure, without its draft. */
  async byId(id: string): Promise<HeldProcedure | null> {
    const row = await this.row('p.id = $1 and p.version > 0', id);
    return row && heldProcedure(row);
  }

  async byNumber(number: string): Promise<HeldProcedure | null> {
    const row = await this.row('p.number = $1', number);
    return row && heldProcedure(row);
  }

  /** Everybody who drafted, submitted or published it: who answers an objection to it is none of them. */
  async handlersOf(id: string): Promise<string[]> {
    const rows = await this.database.query<{ person: string }>(
      `select person from tendering.edit where procedure = $1 union select person from tendering.submission where procedure = $1
       union select publisher from tendering.procedure where id = $1 and publisher is not null`,
      [id],
    );
    return rows.map(({ person }) => person);
  }

  /** The rounds of a plan item, oldest first. */
  rounds(planItemId: string): Promise<{ id: string; round: number; number: string | null; state: ProcedureState }[]> {
    return this.database.query('select id, round, number, state from tendering.procedure where plan_item = $1 order by round', [
      planItemId,
    ]);
  }

  /** The live procedure of each of these plan items, where there is one. */
  async runningFor(planItemIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ item: string; id: string }>(
      `select plan_item as item, id from tendering.procedure where plan_item = any($1::uuid[]) and state not in ('failed', 'cancelled', 'abandoned')`,
      [planItemIds],
    );
    return new Map(rows.map(({ item, id }) => [item, id]));
  }

  /** Plan items whose last round failed, or whose single source was refuted: a next round may use another method. */
  async methodFree(planItemIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ item: string } & LastRound>(
      `select distinct on (p.plan_item) p.plan_item as item, p.state, ${refuted} as refuted from tendering.procedure p
       where p.plan_item = any($1::uuid[]) order by p.plan_item, p.round desc`,
      [planItemIds],
    );
    return new Set(rows.filter(mayChangeMethod).map(({ item }) => item));
  }

  /** A department's procedures, the most recently touched first. */
  async list({
    departmentId,
    states,
    after,
    limit: wanted = 20,
  }: ProcedureFilter): Promise<{ items: ProcedureLine[]; next: string | null }> {
    const limit = Math.min(Math.max(wanted, 1), 100);
    const [touched, id] = cursorOf(after);
    const rows = await this.database.query<Procedure & { place: string; unanswered: number }>(
      `select ${procedureColumns}, p.updated_at::text as place,
         (select count(*)::int from tendering.question q
          where q.procedure = p.id and q.answer is null and q.same_as is null) as unanswered
       from tendering.procedure p
       where p.department = $1 and ($2::text[] is null or p.state = any($2))
         and ($3::timestamptz is null or (p.updated_at, p.id) < ($3, $4::uuid))
       order by p.updated_at desc, p.id desc limit $5`,
      [departmentId, states ?? null, touched, id, limit + 1],
    );
    const last = rows[limit - 1];
    return {
      items: rows.slice(0, limit).map((row) => procedureLine(row, row.unanswered)),
      next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.place, last.id])).toString('base64url') : null,
    };
  }

  /** The last save of each task of a draft. */
  async saves(procedureId: string): Promise<Map<string, TaskSave>> {
    const rows = await this.database.query<TaskSave & { task: string }>(
      `select distinct on (task) task, version, person_name as editor, at from tendering.edit
       where procedure = $1 order by task, version desc`,
      [procedureId],
    );
    return new Map(rows.map(({ task, ...save }) => [task, save]));
  }

  /** Every save, newest first. */
  history(procedureId: string, limit = 100): Promise<Edit[]> {
    return this.database.query<Edit>(
      `select ${editColumns} from tendering.edit e where e.procedure = $1 order by e.at desc, e.task, e.version desc limit $2`,
      [procedureId, limit],
    );
  }

  /** Everybody who wrote, submitted or published it: whom later duties keep apart from it. */
  async handlers(procedureId: string): Promise<string[]> {
    const rows = await this.database.query<{ person: string }>(
      `select person from tendering.edit where procedure = $1
       union select author from tendering.procedure where id = $1 and author is not null
       union select publisher from tendering.procedure where id = $1 and publisher is not null`,
      [procedureId],
    );
    return rows.map(({ person }) => person);
  }

  /** What was submitted, newest first: the first is under review, the second is what it is compared with. */
  submissions(procedureId: string): Promise<SubmittedContent[]> {
    return this.database.query<SubmittedContent>(
      `select no, person_name as "personName", at, content from tendering.submission where procedure = $1 order by no desc limit 2`,
      [procedureId],
    );
  }

  /** Persons who wrote on the draft, who therefore never publish it. */
  async editors(procedureId: string): Promise<string[]> {
    const rows = await this.database.query<{ person: string }>(
      'select person from tendering.edit where procedure = $1 union select person from tendering.submission where procedure = $1',
      [procedureId],
    );
    return rows.map(({ person }) => person);
  }

  /** Those of these procedures whose draft this person has written on. */
  async writtenBy(actor: Actor, procedureIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      `select procedure as id from tendering.edit where person = $1 and procedure = any($2::uuid[])
       union select procedure from tendering.submission where person = $1 and procedure = any($2::uuid[])`,
      [actor.personId, procedureIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** All questions of a procedure with the clocks of their answers; unanswered ones first. */
  questions(procedureId: string): Promise<OpenQuestion[]> {
    return this.database.query<OpenQuestion>(
      `select ${questionColumns}, d.amber_at as "amberAt", d.due_at as "dueAt" from ${questionTables}
       left join calendar.deadline d on d.subject = q.id and d.key = 'question.answer'
       where q.procedure = $1 order by (coalesce(q.answer, same.answer) is not null or same.id is not null), q.no`,
      [procedureId],
    );
  }

  /** The asker's own questions of a notice; nobody else is told which are whose. */
  asked(actor: Actor, procedureId: string): Promise<Question[]> {
    return this.database.query<Question>(
      `select ${questionColumns} from ${questionTables} where q.procedure = $1 and (q.alias = $3 or q.asker = $2) order by q.no`,
      [procedureId, actor.personId, aliasOf(this.config.sealKey, procedureId, actor.organizationId)],
    );
  }

  /** Own questions that were answered in procedures still running, newest first; found by the names the asker goes by. */
  async answeredTo(actor: Actor): Promise<Question[]> {
    const running = await this.database.query<{ id: string }>(
      `select id from tendering.procedure where state in ('open', 'suspended') order by closes_at desc limit 500`,
    );
    const aliases = running.map(({ id }) => aliasOf(this.config.sealKey, id, actor.organizationId));
    return this.database.query<Question>(
      `select ${questionColumns} from ${questionTables}
       where q.procedure = any($1::uuid[]) and q.alias = any($2::text[]) and coalesce(q.answer, same.answer) is not null
       order by q.asked_at desc limit 50`,
      [running.map(({ id }) => id), aliases],
    );
  }

  /** Everything for its department, their own for everybody else. */
  async questionsFor(actor: Actor, procedureId: string): Promise<Question[]> {
    const row = await this.row('p.id = $1', procedureId);
    if (row && maySee(actor, row)) return this.questions(procedureId);
    if (!row || row.version === 0) throw absent('procedure');
    return this.asked(actor, procedureId);
  }

  private async row(where: string, value: string): Promise<Procedure | null> {
    const [row] = await this.database.query<Procedure>(`select ${procedureColumns} from tendering.procedure p where ${where}`, [value]);
    return row ?? null;
  }
}

/** A cursor that is none begins at the beginning. */
function cursorOf(after: string | null | undefined): [string | null, string | null] {
  if (!after) return [null, null];
  try {
    const [place, id] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as [unknown, unknown];
    const sound =
      typeof place === 'string' && /^\d{4}-\d\d-\d\d [\d:.+-]{8,24}$/.test(place) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return sound ? [place, id] : [null, null];
  } catch {
    return [null, null];
  }
}
