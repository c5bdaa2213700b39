import { Injectable } from '@nestjs/common';
import { absent, type Actor } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database, type Tx } from '#platform';
import { Award } from './award.entity.js';
import { type Case, Cases, chairOf, passed, sitting } from './case.queries.js';
import { rankedStates } from './evaluation.lifecycle.js';
import { maySeeEvaluation } from './evaluation.policy.js';
import type { CandidateLine, DrawLine, Progress, SeatLine } from './evaluation.view.js';
import { type Outcome, outcomeOf } from './outcome.view.js';
import { leastMembers } from './panel.rules.js';
import { Projects } from './project.queries.js';
import { lowPriceWarnings } from './price.rules.js';
import { cellsOf } from './score.service.js';

/** Reads evaluations: the buyer's view of the way, a bidder's view of the end. */
@Injectable()
export class EvaluationQueries {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly organizations: OrganizationQueries,
  ) {}

  /** Not there for whoever is neither of the buyer nor a supervisor. */
  progress(actor: Actor, procedureId: string): Promise<Progress> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.look(tx, procedureId);
      if (!maySeeEvaluation(actor, file.project)) throw absent('evaluation');
      const { evaluation, project } = file;
      const awards = await tx.find(Award, { where: { evaluationId: evaluation.id }, order: { decidedAt: 'ASC' } });
      return {
        id: evaluation.id,
        procedureId,
        number: project.number,
        title: project.title,
        method: project.method,
        departmentId: project.departmentId,
        state: evaluation.state,
        minOffers: this.projects.minOffers(project),
        leastMembers: leastMembers(project.method, this.projects.budget(project), this.projects.panelBook(project.ruleDay)),
        panelSize: evaluation.panelSize,
        cells: passed(file).length * project.content.criteria.filter(({ kind }) => kind !== 'price').length,
        eligibility: project.content.eligibility,
        candidates: await this.candidateLines(file),
        seats: await this.seatLines(tx, file),
        draws: await this.draws(tx, evaluation.id),
        tieSeed: evaluation.tieSeed,
        startedAt: evaluation.startedAt,
        lockedAt: evaluation.lockedAt,
        reportedAt: evaluation.reportedAt,
        decideDueAt: evaluation.decideDueAt,
        report:
          rankedStates.includes(evaluation.state) && evaluation.reportId
            ? { id: evaluation.reportId, sha256: evaluation.reportSha256! }
            : null,
        award: awards.find(({ state }) => state !== 'withdrawn') ?? null,
        withdrawn: awards.filter(({ state }) => state === 'withdrawn').map(({ bidId }) => bidId),
      };
    });
  }

  /** The outcome of the actor's own bid, once the result is announced; null before. Not there for who did not bid. */
  outcomeFor(actor: Actor, procedureId: string): Promise<Outcome | null> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.look(tx, procedureId);
      const candidate = file.candidates.find(({ providerId }) => providerId === actor.organizationId);
      if (!candidate) throw absent('evaluation');
      const award = await tx.findOne(Award, { where: { procedureId }, order: { decidedAt: 'DESC' } });
      if (!award?.announcedAt) return null;
      const names = await this.organizations.byIds([award.providerId]);
      const cells = await cellsOf(
        tx,
        sitting(file.seats).map(({ id }) => id),
      );
      return outcomeOf({
        candidate,
        candidates: file.candidates,
        award,
        content: file.project.content,
        cells,
        nameOf: (id) => names.get(id)?.name ?? '',
      });
    });
  }

  /** The procedure of an opened bid, for addresses that name the bid; null for every bid but the organization's own. */
  async procedureOfBid(bidId: string, providerId: string): Promise<string | null> {
    const [row] = await this.database.query<{ procedureId: string }>(
      `select e.procedure_id as "procedureId" from evaluation.candidate c join evaluation.evaluation e on e.id = c.evaluation_id
       where c.bid_id = $1 and c.provider_id = $2`,
      [bidId, providerId],
    );
    return row?.procedureId ?? null;
  }

  /** Did this organization have a bid in the box when it was opened? */
  async hasBid(procedureId: string, providerId: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from evaluation.candidate c join evaluation.evaluation e on e.id = c.evaluation_id
       where e.procedure_id = $1 and c.provider_id = $2`,
      [procedureId, providerId],
    );
    return rows.length > 0;
  }

  /** Evaluations of a department that still ask something of it, oldest first. */
  openOf(
    departmentId: string,
    limit = 50,
  ): Promise<
    {
      id: string;
      procedureId: string;
      state: Progress['state'];
      decideDueAt: Date | null;
      startedAt: Date;
      awardId: string | null;
      awardState: string | null;
      decidedBy: string | null;
    }[]
  > {
    return this.database.query(
      `select e.id, e.procedure_id as "procedureId", e.state, e.decide_due_at as "decideDueAt", e.started_at as "startedAt",
              a.id as "awardId", a.state as "awardState", a.decided_by as "decidedBy"
       from evaluation.evaluation e left join evaluation.award a on a.evaluation_id = e.id and a.state <> 'withdrawn'
       where e.department_id = $1 and (e.state in ('qualifying', 'qualified', 'reported') or a.state = 'decided')
       order by e.started_at limit $2`,
      [departmentId, limit],
    );
  }

  private async candidateLines(file: Case): Promise<CandidateLine[]> {
    const names = await this.organizations.byIds(file.candidates.map(({ providerId }) => providerId));
    const warned = lowPriceWarnings(passed(file), this.projects.lowPrice(file.project));
    const shown = rankedStates.includes(file.evaluation.state) || file.evaluation.state === 'failed';
    return file.candidates.map(({ bidId, providerId, price, unmet, judgement, reason, lowPriceReason, ...one }) => ({
      bidId,
      providerId,
      name: names.get(providerId)?.name ?? '',
      price,
      passed: one.passed,
      unmet,
      judgement,
      total: shown ? one.total : null,
      rank: shown ? one.rank : null,
      drawn: shown && one.drawn,
      reason,
      lowPrice: warned.get(bidId) ?? [],
      lowPriceReason,
    }));
  }

  private async seatLines(tx: Tx, file: Case): Promise<SeatLine[]> {
    const rows = (await tx.query(
      'select seat_id as "seatId", count(*)::int as scored from evaluation.score where seat_id = any($1) group by seat_id',
      [file.seats.map(({ id }) => id)],
    )) as { seatId: string; scored: number }[];
    const scored = new Map(rows.map((row) => [row.seatId, row.scored]));
    const chair = chairOf(file.seats);
    const reported = rankedStates.includes(file.evaluation.state);
    return file.seats.map(({ id, name, kind, state, invitedAt, leftReason, dissent }) => ({
      id,
      name,
      kind,
      state,
      chair: chair?.id === id,
      invitedAt,
      leftReason,
      scored: scored.get(id) ?? 0,
      dissent: reported ? dissent : null,
    }));
  }

  private async draws(tx: Tx, evaluationId: string): Promise<DrawLine[]> {
    return (await tx.query(
      `select no, seed, register, excluded, lot as "order", needed, drawn_at as "drawnAt"
       from evaluation.draw where evaluation_id = $1 order by no`,
      [evaluationId],
    )) as DrawLine[];
  }
}
