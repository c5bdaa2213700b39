import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, found, next, system } from '#kernel';
import { CalendarService, Deadlines } from '#calendar';
import { ContractQueries } from '#contracts';
import { MilestoneQueries } from '#delivery';
import { Database, now, record, setAlarm, type Tx, uuidv7 } from '#platform';
import type { Assessment } from './assessment.entity.js';
import { assessmentOpened, assessmentPosted, assessmentScored, assessmentSheetSaved } from './assessment.events.js';
import type { ScoreAssessment } from './assessment.input.js';
import { assessmentLifecycle } from './assessment.lifecycle.js';
import { mayPost, mayScore, maySee } from './assessment.policy.js';
import { AssessmentQueries, lockAssessment, sheetIn } from './assessment.queries.js';
import { resultOf, sheetIsFull } from './assessment.rules.js';
import { factsOf } from './assessment.view.js';
import type { GradeLimits } from './payable.rules.js';
import { measuredScore, parseScore, scoresAreWhole, showScore } from './score.rules.js';

/** Rings when the posting of a result is over. */
export const postingAlarm = 'assessment.posting';

/** From the accepted work to the posted result: the manager scores, another person posts. */
@Injectable()
export class ScoringService {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly contracts: ContractQueries,
    private readonly milestones: MilestoneQueries,
    private readonly assessments: AssessmentQueries,
  ) {}

  /** Opened by an acceptance, with the contract's indicators and what the provider reported. Once a milestone. */
  async open(tx: Tx, milestoneId: string): Promise<void> {
    const milestone = found(await this.milestones.byId(milestoneId), 'milestone');
    const [contract, [report]] = await Promise.all([this.contracts.byId(milestone.contractId), this.milestones.reports(milestoneId)]);
    const at = await now(tx);
    if (!contract || !report) throw absent('report');
    const indicators = contract.indicators.map((indicator) => ({
      ...indicator,
      actual: report.figures.find(({ indicatorId }) => indicatorId === indicator.id)?.actual ?? '',
    }));

    const id = uuidv7();
    const made = (await tx.query(
      `insert into assessment.assessment (id, contract_id, milestone_id, instalment_id, project, department_id, provider_id,
         instalment_amount, manager_person, rule_day, indicators, pay_rule, state, opened_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', $13) on conflict (milestone_id) do nothing returning 1`,
      [
        id,
        contract.id,
        milestoneId,
        milestone.instalmentId,
        milestone.project,
        milestone.departmentId,
        milestone.providerId,
        milestone.amount.toString(),
        contract.managerPersonId,
        milestone.ruleDay,
        JSON.stringify(indicators),
        JSON.stringify(contract.evaluation),
        at,
      ],
    )) as unknown[];
    if (made.length === 0) return;
    await this.record(tx, system('assessment'), await lockAssessment(tx, id), assessmentOpened, { instalmentAmount: milestone.amount });
  }

  /** Scores for every indicator; may be given anew until the sheet is closed, and every one is kept. */
  score(actor: Actor, id: string, { scores }: ScoreAssessment): Promise<Assessment> {
    return this.command(actor, id, async (tx, assessment, at) => {
      authorize(mayScore, actor, assessment, 'assessment.score-duty');
      const state = next(assessmentLifecycle, assessment.state, 'score');
      const measured = assessment.indicators.map(({ id: indicatorId, target, actual }) => ({
        id: indicatorId,
        measured: measuredScore(target, actual),
      }));
      ensure(scoresAreWhole(measured, scores));

      for (const { indicatorId, score, reason } of scores) {
        const own = measured.find((one) => one.id === indicatorId)!.measured ?? null;
        await tx.query(
          `insert into assessment.score (id, assessment_id, round, indicator_id, measured, score, reason, person, at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [uuidv7(), id, assessment.round, indicatorId, own, parseScore(score), reason?.trim() || null, actor.personId, at],
        );
      }
      await tx.query('update assessment.assessment set state = $2, scored_by = $3 where id = $1', [id, state, actor.personId]);
      await this.record(tx, actor, assessment, assessmentSheetSaved, { round: assessment.round });
    });
  }

  /** Closes the sheet and computes score, grade and amount by the contract's own rule. */
  close(actor: Actor, id: string): Promise<Assessment> {
    return this.command(actor, id, async (tx, assessment, at) => {
      authorize(mayScore, actor, assessment, 'assessment.score-duty');
      const state = next(assessmentLifecycle, assessment.state, 'close');
      const sheet = await sheetIn(tx, id, assessment.round);
      ensure(sheetIsFull(assessment.indicators, sheet));
      const result = resultOf(assessment, sheet, this.limits(assessment.ruleDay));

      await tx.query(
        `update assessment.assessment set state = $2, score = $3, grade = $4, payable = $5, deduction = $6, computation = $7,
           scored_by = $8, scored_at = $9 where id = $1`,
        [
          id,
          state,
          result.score,
          result.grade,
          result.payable.toString(),
          result.deduction.toString(),
          JSON.stringify(result.computation),
          actor.personId,
          at,
        ],
      );
      const { score, grade, payable, deduction } = result;
      await this.record(tx, actor, assessment, assessmentScored, {
        round: assessment.round,
        score: showScore(score),
        grade,
        payable,
        deduction,
      });
    });
  }

  /** Another person makes the result public; from now on the provider may agree or object. */
  post(actor: Actor, id: string): Promise<Assessment> {
    return this.command(actor, id, async (tx, assessment, at) => {
      authorize(mayPost, actor, assessment, 'assessment.post-duty');
      const state = next(assessmentLifecycle, assessment.state, 'post');

      const { project, ruleDay, providerId, round, grade, payable, deduction } = assessment;
      const postingEndsAt = await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'assessment',
        project,
        key: 'assessment.posting',
        holder: providerId,
        startsAt: at,
        ruleDay,
      });
      await tx.query('update assessment.assessment set state = $2, posted_by = $3, posted_at = $4, posting_ends_at = $5 where id = $1', [
        id,
        state,
        actor.personId,
        at,
        postingEndsAt,
      ]);
      await setAlarm(tx, { kind: postingAlarm, subject: id, dueAt: postingEndsAt });
      await this.record(tx, actor, assessment, assessmentPosted, {
        round,
        score: showScore(assessment.score!),
        grade,
        payable,
        deduction,
        postingEndsAt,
      });
    });
  }

  private limits(ruleDay: string): GradeLimits {
    const points = (grade: string): number => this.calendar.number(`assessment.grade.${grade}.min`, ruleDay);
    return { excellent: points('excellent'), good: points('good'), fair: points('fair') };
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
