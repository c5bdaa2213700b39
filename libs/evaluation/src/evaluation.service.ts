import { Injectable } from '@nestjs/common';
import { type Actor, ensure, next, refuse, system } from '#kernel';
import { BidQueries } from '#bidding';
import { Database, now, record, sentence, type Tx, uuidv7 } from '#platform';
import { ProcedureService } from '#tendering';
import { Candidate } from './candidate.entity.js';
import { authorizeBuyer, type Case, Cases, passed } from './case.queries.js';
import { Evaluation } from './evaluation.entity.js';
import type { JudgeQualification } from './evaluation.input.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { evaluationPolicy, maySeeEvaluation } from './evaluation.policy.js';
import { enoughQualified } from './panel.rules.js';
import { Projects } from './project.queries.js';
import { judgementFault, settled } from './qualification.rules.js';

/** From the opened box to the list of qualified bids. */
@Injectable()
export class EvaluationService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly bids: BidQueries,
    private readonly procedures: ProcedureService,
  ) {}

  /** Begins with what was found in the box. Once: an evaluation that is there stays. */
  async start(tx: Tx, procedureId: string): Promise<void> {
    const at = await now(tx);
    const project = await this.projects.byId(procedureId);
    const bids = await this.bids.opened(procedureId);
    if (await tx.existsBy(Evaluation, { procedureId })) return;

    const id = uuidv7();
    const { departmentId, ruleDay } = project;
    await tx.insert(Evaluation, { id, procedureId, departmentId, ruleDay, state: 'qualifying', startedAt: at });
    for (const { bidId, providerId, price } of bids)
      await tx.insert(Candidate, { bidId, evaluationId: id, providerId, price, deduction: 0, unmet: [], drawn: false });
    await record(tx, system('evaluation'), { type: 'evaluation.started', subject: id, project: procedureId, facts: { bids: bids.length } });
  }

  /** The buyer's handler judges one bid against the notice's conditions; may be corrected until concluded. */
  qualify(actor: Actor, procedureId: string, input: JudgeQualification): Promise<Candidate> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      const candidate = file.candidates.find(({ bidId }) => bidId === input.bidId);
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.qualify);
      ensure(
        this.qualifying(file),
        judgementFault(
          input,
          candidate !== undefined,
          file.project.content.eligibility.map(({ id }) => id),
        ),
      );

      const { passed: fit, unmet = [], reason = '' } = input;
      Object.assign(candidate!, {
        passed: fit,
        unmet: fit ? [] : unmet,
        judgement: fit ? null : reason,
        judgedBy: actor.personId,
        judgedAt: at,
      });
      await tx.save(candidate!);
      await record(tx, actor, {
        type: 'candidate.judged',
        subject: input.bidId,
        project: procedureId,
        facts: { passed: fit, unmet: unmet.length },
      });
      return candidate!;
    });
  }

  /** Ends the qualification: on to the panel, or the procedure has failed for want of qualified bids. */
  conclude(actor: Actor, procedureId: string): Promise<Evaluation> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.qualify);
      ensure(this.qualifying(file), settled(file.candidates));

      const { evaluation, project } = file;
      const min = this.projects.minOffers(project);
      const qualified = passed(file).length;
      const tooFew = enoughQualified(qualified, min);
      if (tooFew) return this.fail(tx, actor, evaluation, { qualified, min });
      evaluation.state = next(evaluationLifecycle, evaluation.state, 'admit');
      evaluation.qualifiedAt = at;
      await tx.save(evaluation);
      const facts = { bids: file.candidates.length, qualified };
      await record(tx, actor, { type: 'evaluation.qualified', subject: evaluation.id, project: procedureId, facts });
      return evaluation;
    });
  }

  /** Ends an evaluation that cannot lead to an award, and its procedure with the reason everybody is told. */
  async fail(tx: Tx, actor: Actor, evaluation: Evaluation, facts: { qualified: number; min: number }): Promise<Evaluation> {
    const code = 'evaluation.too-few-qualified';
    evaluation.state = next(evaluationLifecycle, evaluation.state, 'fail');
    await tx.save(evaluation);
    await this.procedures.fail(tx, actor, evaluation.procedureId, sentence(code, facts, 'zh'));
    await record(tx, actor, {
      type: 'evaluation.failed',
      subject: evaluation.id,
      project: evaluation.procedureId,
      facts: { code, ...facts },
    });
    return evaluation;
  }

  private qualifying({ evaluation: { state } }: Case) {
    return state === 'qualifying' ? undefined : refuse('conflict', 'evaluation.qualification-over', { state });
  }
}
