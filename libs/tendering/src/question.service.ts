import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, found, refuse, type Refusal, system } from '#kernel';
import { Config, Database, now, record, type Tx, uuidv7 } from '#platform';
import { Deadlines } from '#calendar';
import { aliasOf } from './asker.rules.js';
import type { Procedure } from './procedure.entity.js';
import type { AnswerInput, MergeInput, QuestionInput } from './procedure.input.js';
import { mayAsk, procedurePolicy } from './procedure.policy.js';
import { lockOwn, lockProcedure, ownershipOf } from './procedure.lock.service.js';
import { Revisions } from './revision.service.js';
import { stillRunning, takesQuestions } from './schedule.rules.js';
import { Sheets } from './sheet.service.js';

/** How long the department has to answer. */
export const answerPeriod = 'question.answer';

/** Questions about a notice. Nobody but the asker learns who asked; everybody reads the answer. */
@Injectable()
export class QuestionService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly deadlines: Deadlines,
    private readonly sheets: Sheets,
    private readonly revisions: Revisions,
  ) {}

  /** Asks; the journal names the question box, not the asker. Refuses `question.too-late`, `question.not-open`. */
  ask(actor: Actor, procedureId: string, { text }: QuestionInput): Promise<{ id: string; no: number }> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockProcedure(tx, procedureId);
      if (procedure.version === 0) throw absent('notice');
      const at = await now(tx);
      authorize(mayAsk, actor, undefined, 'question.providers-only');
      ensure(isOpen(procedure), takesQuestions({ questionsUntil: procedure.questionsUntil! }, at));

      const id = uuidv7();
      const [row] = await tx.query<{ no: number }[]>(
        `insert into tendering.question (id, procedure, no, text, alias, asked_at)
         select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5 from tendering.question where procedure = $2 returning no`,
        [id, procedureId, text, aliasOf(this.config.sealKey, procedureId, actor.organizationId), at],
      );
      const { departmentId, ruleDay, number } = procedure;
      await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'question',
        project: procedureId,
        key: answerPeriod,
        holder: departmentId,
        startsAt: at,
        ruleDay,
      });
      await record(tx, system('question-box'), {
        type: 'question.asked',
        subject: id,
        project: procedureId,
        facts: { number, no: row!.no },
      });
      return { id, no: row!.no };
    });
  }

  /**
   * Answers to everybody at once; the answer stands with the notice. One that may affect offers leaves the method's
   * period before the deadline, which moves by the rule where it does not (Regulation Art. 31). Refuses
   * `question.answered`, `notice.window-closed`.
   */
  answer(actor: Actor, questionId: string, { answer, affects: said }: AnswerInput): Promise<{ closesAt: Date | null }> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, await this.procedureOf(tx, questionId));
      const at = await now(tx);
      authorize(procedurePolicy.answer, actor, await ownershipOf(tx, procedure), 'procedure.department-only');
      const question = await this.locked(tx, questionId);
      const affects = said === 'yes';
      ensure(unanswered(question), affects && procedure.state !== 'suspended' ? stillRunning(procedure.closesAt!, at) : undefined);

      await tx.query('update tendering.question set answer = $2, answered_by = $3, answered_at = $4, affects = $5 where id = $1', [
        questionId,
        answer,
        actor.personId,
        at,
        affects,
      ]);
      await this.deadlines.meet(tx, questionId, answerPeriod, at);
      await this.sheets.write(tx, procedure.id);
      await record(tx, actor, {
        type: 'question.answered',
        subject: questionId,
        project: procedure.id,
        facts: { number: procedure.number, no: question.no, affects },
      });
      const moved = affects ? await this.revisions.makeTime(tx, procedure, question.no, at) : null;
      return { closesAt: moved?.closesAt ?? null };
    });
  }

  /** Says that a question asks the same as another one of the procedure: one answer for both. Refuses `question.merge`. */
  merge(actor: Actor, questionId: string, { sameAs }: MergeInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, await this.procedureOf(tx, questionId));
      const at = await now(tx);
      authorize(procedurePolicy.answer, actor, await ownershipOf(tx, procedure), 'procedure.department-only');
      const question = await this.locked(tx, questionId);
      const [other] = await tx.query<Locked[]>(
        'select id, no, answer, same_as as "sameAs" from tendering.question where procedure = $1 and no = $2',
        [procedure.id, sameAs],
      );
      ensure(unanswered(question), mergeable(question, other));

      await tx.query('update tendering.question set same_as = $2 where same_as = $1 or id = $1', [questionId, other!.id]);
      await this.deadlines.meet(tx, questionId, answerPeriod, at);
      await this.sheets.write(tx, procedure.id);
      await record(tx, actor, {
        type: 'question.merged',
        subject: questionId,
        project: procedure.id,
        facts: { number: procedure.number, no: question.no, sameAs },
      });
    });
  }

  private async locked(tx: Tx, questionId: string): Promise<Locked> {
    const [row] = await tx.query<Locked[]>('select id, no, answer, same_as as "sameAs" from tendering.question where id = $1 for update', [
      questionId,
    ]);
    return found(row, 'question');
  }

  private async procedureOf(tx: Tx, questionId: string): Promise<string> {
    const [row] = await tx.query<{ procedure: string }[]>('select procedure from tendering.question where id = $1', [questionId]);
    if (!row) throw absent('question');
    return row.procedure;
  }
}

function isOpen({ state }: Procedure): Refusal | undefined {
  if (state !== 'open') return refuse('conflict', 'question.not-open', { state });
}

interface Locked {
  readonly id: string;
  readonly no: number;
  readonly answer: string | null;
  readonly sameAs: string | null;
}

/** Only into another question that stands for itself; chains would hide which answer counts. */
function mergeable(question: Locked, other: Locked | undefined): Refusal | undefined {
  if (other && other.id !== question.id && other.sameAs === null) return undefined;
  return refuse('invalid', 'question.merge', { no: question.no }, [
    { field: 'sameAs', code: 'question.merge', facts: { no: question.no } },
  ]);
}

function unanswered({ answer, sameAs }: Locked): Refusal | undefined {
  if (answer !== null || sameAs !== null) return refuse('conflict', 'question.answered');
}
