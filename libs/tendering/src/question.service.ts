import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, refuse, type Refusal, system } from '#kernel';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { Deadlines } from '#calendar';
import type { Procedure } from './procedure.entity.js';
import type { AnswerInput, QuestionInput } from './procedure.input.js';
import { mayAsk, procedurePolicy } from './procedure.policy.js';
import { lockOwn, lockProcedure, ownershipOf } from './procedure.service.js';
import { takesQuestions } from './schedule.rules.js';
import { Sheets } from './sheet.service.js';

/** How long the department has to answer. */
export const answerPeriod = 'question.answer';

/** Questions about a notice. Nobody but the asker learns who asked; everybody reads the answer. */
@Injectable()
export class QuestionService {
  constructor(
    private readonly database: Database,
    private readonly deadlines: Deadlines,
    private readonly sheets: Sheets,
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
        `insert into tendering.question (id, procedure, no, text, asker, asked_at)
         select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5 from tendering.question where procedure = $2 returning no`,
        [id, procedureId, text, actor.personId, at],
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

  /** Answers to everybody at once; the answer stands with the notice. Refuses `question.answered`. */
  answer(actor: Actor, questionId: string, { answer }: AnswerInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, await this.procedureOf(tx, questionId));
      const at = await now(tx);
      authorize(procedurePolicy.answer, actor, await ownershipOf(tx, procedure), 'procedure.department-only');
      const [question] = await tx.query<{ no: number; answer: string | null }[]>(
        'select no, answer from tendering.question where id = $1 for update',
        [questionId],
      );
      ensure(unanswered(question!));

      await tx.query('update tendering.question set answer = $2, answered_by = $3, answered_at = $4 where id = $1', [
        questionId,
        answer,
        actor.personId,
        at,
      ]);
      await this.deadlines.meet(tx, questionId, answerPeriod, at);
      await this.sheets.write(tx, procedure.id);
      await record(tx, actor, {
        type: 'question.answered',
        subject: questionId,
        project: procedure.id,
        facts: { number: procedure.number, no: question!.no },
      });
    });
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

function unanswered({ answer }: { answer: string | null }): Refusal | undefined {
  if (answer !== null) return refuse('conflict', 'question.answered');
}
