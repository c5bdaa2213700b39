import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next } from '#kernel';
import { CalendarService, Deadlines } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { OrganizationQueries } from '#organizations';
import { Database, now, record, type Tx } from '#platform';
import { ProcedureService } from '#tendering';
import { Award } from './award.entity.js';
import { type AwardAct, awardLifecycle } from './award.lifecycle.js';
import { everyLoserHasReason, standing } from './award.rules.js';
import { awardFacts } from './award.view.js';
import { authorizeBuyer, type Case, Cases, ownershipOf, sitting } from './case.queries.js';
import { withdrawnBids } from './decision.service.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { confirmed, evaluationPolicy, maySeeEvaluation } from './evaluation.policy.js';
import { EvaluationService } from './evaluation.service.js';
import { letterData, letterTemplates } from './letter.paper.view.js';
import { outcomeOf } from './outcome.view.js';
import { Projects } from './project.queries.js';
import { enoughQualified } from './panel.rules.js';
import { openDecision } from './report.service.js';
import { cellsOf } from './score.service.js';

/** Why an award is withdrawn: an upheld challenge asks for enough other qualified bids, a refusal to sign does not. */
export type Withdrawal = 'upheld-challenge' | 'winner-refused';

/** The announcement of an award, and what later rooms do to it. */
@Injectable()
export class AwardService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly organizations: OrganizationQueries,
    private readonly templates: Templates,
    private readonly documents: DocumentService,
    private readonly procedures: ProcedureService,
    private readonly evaluations: EvaluationService,
  ) {}

  onModuleInit(): void {
    for (const [name, source] of Object.entries(letterTemplates)) this.templates.add(name, source);
  }

  /** Tells everybody: the public the result, each bidder their own scores, rank and reasons. */
  announce(actor: Actor, id: string): Promise<Award> {
    return this.database.transaction(async (tx) => {
      const known = found(await tx.findOneBy(Award, { id }), 'award');
      const file = await this.cases.open(tx, known.procedureId);
      const award = await this.lock(tx, id);
      const at = await now(tx);
      authorizeBuyer(file, actor, maySeeEvaluation, () => true);
      authorize(evaluationPolicy.announce, actor, { ...ownershipOf(file), decidedBy: award.decidedBy }, 'award.announcer-decided');
      authorize(confirmed, actor, at, 'confirm-first');
      ensure(
        everyLoserHasReason(
          file.candidates.map((one) => ({ ...one, reason: one.reason || one.judgement })),
          award.bidId,
        ),
      );

      award.state = next(awardLifecycle, award.state, 'announce');
      award.announcedBy = actor.personId;
      award.announcedAt = at;
      award.noticeEndsAt = this.calendar.dueAt('award.notice_period', at, file.project.ruleDay);
      award.challengeEndsAt = this.calendar.dueAt('challenge.file', lastInstant(award.noticeEndsAt), file.project.ruleDay);
      await tx.save(award);
      await this.deadlines.meet(tx, award.id, 'award.announce_and_notify', at);
      await this.writeLetters(tx, actor, file, award);
      const facts = {
        ...awardFacts(award),
        noticeEndsAt: award.noticeEndsAt.toISOString(),
        challengeEndsAt: award.challengeEndsAt.toISOString(),
      };
      await record(tx, actor, { type: 'award.announced', subject: award.id, project: award.procedureId, facts });
      return award;
    });
  }

  /** The award, locked: filing a challenge and signing a contract wait for each other here. */
  async lock(tx: Tx, id: string): Promise<Award> {
    return found(await tx.findOne(Award, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'award');
  }

  /** A challenge that may change the result: nothing is signed meanwhile (Implementing Regulation Art. 54). */
  hold(tx: Tx, actor: Actor, id: string): Promise<Award> {
    return this.move(tx, actor, id, 'hold', 'award.held');
  }

  release(tx: Tx, actor: Actor, id: string): Promise<Award> {
    return this.move(tx, actor, id, 'release', 'award.released');
  }

  /** The contract was signed: the award stands for good and its procedure is complete. Twice is once. */
  async finalize(tx: Tx, actor: Actor, id: string): Promise<Award> {
    const award = await this.lock(tx, id);
    if (award.state === 'final') return award;
    await this.procedures.complete(tx, actor, award.procedureId);
    return this.move(tx, actor, id, 'finalize', 'award.finalized');
  }

  /** Takes the award back. The next candidate may be decided, or the procedure has failed for want of qualified bids. */
  async withdraw(tx: Tx, actor: Actor, id: string, { cause, reason }: { cause: Withdrawal; reason: string }): Promise<Award> {
    const known = found(await tx.findOneBy(Award, { id }), 'award');
    const file = await this.cases.open(tx, known.procedureId);
    const award = await this.lock(tx, id);
    const at = await now(tx);

    award.state = next(awardLifecycle, award.state, 'withdraw');
    award.withdrawnAt = at;
    award.withdrawnReason = reason;
    await tx.save(award);
    await record(tx, actor, {
      type: 'award.withdrawn',
      subject: id,
      project: award.procedureId,
      facts: { ...awardFacts(award), reason: cause },
    });
    await this.reopen(tx, actor, file, cause, at);
    return award;
  }

  private async reopen(tx: Tx, actor: Actor, file: Case, cause: Withdrawal, at: Date): Promise<void> {
    const { evaluation, project, candidates } = file;
    const left = standing(candidates, await withdrawnBids(tx, evaluation.id)).length;
    const min = cause === 'upheld-challenge' ? this.projects.minOffers(project) : 1;
    evaluation.state = next(evaluationLifecycle, evaluation.state, 'reopen');
    if (enoughQualified(left, min)) return void (await this.evaluations.fail(tx, actor, evaluation, { qualified: left, min }));
    evaluation.decideDueAt = await openDecision(tx, this.deadlines, file, at);
    await tx.save(evaluation);
  }

  private async move(tx: Tx, actor: Actor, id: string, act: AwardAct, type: string): Promise<Award> {
    const award = await this.lock(tx, id);
    award.state = next(awardLifecycle, award.state, act);
    await tx.save(award);
    await record(tx, actor, { type, subject: id, project: award.procedureId, facts: { ...awardFacts(award) } });
    return award;
  }

  /** The winner's notice and each other bidder's letter, readable by the one it is written to. */
  private async writeLetters(tx: Tx, actor: Actor, file: Case, award: Award): Promise<void> {
    const { project, candidates, seats } = file;
    const names = await this.organizations.byIds([project.departmentId, ...candidates.map(({ providerId }) => providerId)]);
    const nameOf = (id: string): string => names.get(id)?.name ?? id;
    const cells = await cellsOf(
      tx,
      sitting(seats).map(({ id }) => id),
    );
    const signBy = this.calendar.dueAt('contract.sign', award.announcedAt!, project.ruleDay);
    for (const candidate of candidates) {
      const outcome = outcomeOf({ candidate, candidates, award, content: project.content, cells, nameOf });
      const [kind, title] = outcome.won ? (['award-letter', '成交通知书'] as const) : (['result-letter', '结果告知书'] as const);
      await this.documents.issue(tx, actor, {
        kind,
        subject: candidate.bidId,
        title: `${title} ${project.number}`,
        number: project.number,
        html: this.templates.render(kind, letterData(project, outcome, nameOf, nameOf(candidate.providerId), signBy)),
        public: false,
        organizations: [candidate.providerId],
        project: project.id,
      });
    }
  }
}

/** A period that follows another starts on the other's last day, which ends at its 24:00. */
const lastInstant = (end: Date): Date => new Date(end.getTime() - 1);

/** Takes a procedure's award in share: it is neither challenged nor moved until this transaction ends. */
export async function shareAward(tx: Tx, procedureId: string): Promise<void> {
  await tx.query(`select 1 from evaluation.award where procedure_id = $1 and state <> 'withdrawn' for share`, [procedureId]);
}
