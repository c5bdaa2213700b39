import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, found, next, system } from '#kernel';
import { Deadlines } from '#calendar';
import { EndingService } from '#contracts';
import { Database, dropAlarm, now, record, setAlarm, type Tx, uuidv7 } from '#platform';
import type { Assessment } from './assessment.entity.js';
import { assessmentDismissed, assessmentFinal, assessmentObjected, assessmentUpheld } from './assessment.events.js';
import type { DecideObjection, ObjectToAssessment } from './assessment.input.js';
import { assessmentLifecycle } from './assessment.lifecycle.js';
import { mayAnswerForProvider, mayDecide, maySee } from './assessment.policy.js';
import { AssessmentQueries, lockAssessment, objectionsIn } from './assessment.queries.js';
import { mayStillObject, postingIsOver } from './assessment.rules.js';
import { factsOf } from './assessment.view.js';
import { showScore } from './score.rules.js';
import { postingAlarm } from './scoring.service.js';

const self = system('assessment');
const answerKey = 'assessment.objection.answer';

/** From the posted result to the final one: agreed, objected to, or simply left standing until its time is over. */
@Injectable()
export class PostingService {
  constructor(
    private readonly database: Database,
    private readonly deadlines: Deadlines,
    private readonly endings: EndingService,
    private readonly assessments: AssessmentQueries,
  ) {}

  /** The provider objects while the result is posted; it waits for the answer. */
  object(actor: Actor, id: string, { text }: ObjectToAssessment): Promise<Assessment> {
    return this.command(actor, id, async (tx, assessment, at) => {
      authorize(mayAnswerForProvider, actor, assessment, 'assessment.provider-only');
      const state = next(assessmentLifecycle, assessment.state, 'object');
      ensure(mayStillObject(assessment, await objectionsIn(tx, id), at));

      await tx.query('insert into assessment.objection (id, assessment_id, round, text, person, at) values ($1, $2, $3, $4, $5, $6)', [
        uuidv7(),
        id,
        assessment.round,
        text,
        actor.personId,
        at,
      ]);
      await tx.query('update assessment.assessment set state = $2 where id = $1', [id, state]);
      await this.deadlines.meet(tx, id, 'assessment.posting', at);
      await dropAlarm(tx, postingAlarm, id);
      const { project, departmentId, ruleDay } = assessment;
      await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'assessment',
        project,
        key: answerKey,
        holder: departmentId,
        startsAt: at,
        ruleDay,
      });
      await this.record(tx, actor, assessment, assessmentObjected, { round: assessment.round });
    });
  }

  /** Somebody who did not score answers: it is scored anew, or the posted result stands. */
  decide(actor: Actor, id: string, { decision, text }: DecideObjection): Promise<Assessment> {
    return this.command(actor, id, async (tx, assessment, at) => {
      authorize(mayDecide, actor, assessment, 'assessment.decide-duty');
      const upheld = decision === 'upheld';
      const state = next(assessmentLifecycle, assessment.state, upheld ? 'uphold' : 'dismiss');

      await tx.query(
        `update assessment.objection set decision = $3, decision_text = $4, decided_by = $5, decided_at = $6
         where assessment_id = $1 and round = $2`,
        [id, assessment.round, decision, text, actor.personId, at],
      );
      await this.deadlines.meet(tx, id, answerKey, at);
      if (upheld) await this.reopen(tx, id);
      else {
        await tx.query('update assessment.assessment set state = $2 where id = $1', [id, state]);
        await setAlarm(tx, { kind: postingAlarm, subject: id, dueAt: assessment.postingEndsAt! });
      }
      await this.record(tx, actor, assessment, upheld ? assessmentUpheld : assessmentDismissed, { round: assessment.round });
    });
  }

  /** The provider agrees before the posting is over. */
  agree(actor: Actor, id: string): Promise<Assessment> {
    return this.command(actor, id, async (tx, assessment, at) => {
      authorize(mayAnswerForProvider, actor, assessment, 'assessment.provider-only');
      await this.finalize(tx, actor, assessment, 'agreed', at);
    });
  }

  /** The posting is over and nobody objects any more. */
  async posted(tx: Tx, id: string): Promise<void> {
    const assessment = await lockAssessment(tx, id);
    const at = await now(tx);
    if (assessment.state === 'posted' && postingIsOver(assessment, at)) await this.finalize(tx, self, assessment, 'time', at);
  }

  private async finalize(tx: Tx, actor: Actor, assessment: Assessment, because: 'agreed' | 'time', at: Date): Promise<void> {
    const { id, contractId, instalmentId, payable, deduction, instalmentAmount, score, grade } = assessment;
    const state = next(assessmentLifecycle, assessment.state, 'finalize');

    await tx.query('update assessment.assessment set state = $2, final_at = $3, final_because = $4 where id = $1', [
      id,
      state,
      at,
      because,
    ]);
    if (because === 'agreed') await this.deadlines.meet(tx, id, 'assessment.posting', at);
    else await this.deadlines.cancel(tx, id, 'assessment.posting');
    await dropAlarm(tx, postingAlarm, id);
    await this.endings.closeInstalment(tx, actor, contractId, instalmentId, payable!);
    await this.record(tx, actor, assessment, assessmentFinal, {
      instalmentAmount,
      payable,
      deduction,
      score: showScore(score!),
      grade,
      because,
    });
  }

  /** A new round: what was posted stays in the journal and in the scores of the round before. */
  private async reopen(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `update assessment.assessment set state = 'open', round = round + 1, score = null, grade = null, payable = null, deduction = null,
         computation = null, scored_by = null, scored_at = null, posted_by = null, posted_at = null, posting_ends_at = null where id = $1`,
      [id],
    );
  }

  private command(actor: Actor, id: string, work: (tx: Tx, assessment: Assessment, at: Date) => Promise<void>): Promise<Assessment> {
    return this.database
      .transaction(async (tx) => {
        const assessment = await lockAssessment(tx, id);
        const at = await now(tx);
        if (!maySee(actor, assessment)) throw absent('assessment');
        await work(tx, assessment, at);
      })
      .then(async () => found(await this.assessments.byId(id), 'assessment'));
  }

  private record(tx: Tx, actor: Actor, assessment: Assessment, type: string, facts: Record<string, unknown>): Promise<void> {
    return record(tx, actor, { type, subject: assessment.id, project: assessment.project, facts: { ...factsOf(assessment), ...facts } });
  }
}
