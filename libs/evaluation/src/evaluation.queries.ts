import { Injectable } from '@nestjs/common';
import { absent, type Actor } from '#kernel';
import { CalendarService } from '#calendar';
import { OrganizationQueries } from '#organizations';
import { Database, now, type Tx } from '#platform';
import { Award } from './award.entity.js';
import { bidsOf, type Case, Cases, chairOf, lotOf, racing, sitting } from './case.queries.js';
import { ClarificationQueries, clarificationView } from './clarification.queries.js';
import { type DrawRecord, drawnAgain } from './draw.rules.js';
import { lockedStates, rankedStates } from './evaluation.lifecycle.js';
import { maySeeEvaluation } from './evaluation.policy.js';
import type { DrawLine, LotLine, Progress, SeatLine } from './evaluation.view.js';
import { lastRoundOf } from './last-round.rules.js';
import { failureText } from './lot.service.js';
import { candidateLine } from './candidate.view.js';
import { lowPricesOf } from './low-price.queries.js';
import { type Outcome, outcomeOf } from './outcome.view.js';
import { sha256 } from './seating.service.js';
import { Projects } from './project.queries.js';
import { judgedCriteria, offerKey } from './score.rules.js';
import { cellsOf } from './score.service.js';
import { tieDraws } from './tie.rules.js';

/** The outcome of one lot of the actor's own bid; null until it is announced, with the reason when the lot failed. */
export interface LotOutcome {
  readonly lot: string;
  readonly name: string;
  readonly outcome: Outcome | null;
  readonly failure: string | null;
}

/** Reads evaluations: the buyer's view of the way, a bidder's view of the end. */
@Injectable()
export class EvaluationQueries {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly calendar: CalendarService,
    private readonly organizations: OrganizationQueries,
    private readonly clarifications: ClarificationQueries,
  ) {}

  /** Not there for whoever is neither of the buyer nor a supervisor. */
  progress(actor: Actor, procedureId: string): Promise<Progress> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.look(tx, procedureId);
      if (!maySeeEvaluation(actor, file.project)) throw absent('evaluation');
      const { evaluation, project } = file;
      const lots = await this.lotLines(tx, file);
      const reported = rankedStates.includes(evaluation.state);
      const ranking = this.projects.ranking(project).ranking;
      const { meetsAt, metAt, place, hours, fee } = evaluation;
      const lastRound = lastRoundOf(evaluation, this.projects.finalOffers(project));
      return {
        id: evaluation.id,
        procedureId,
        number: project.number,
        title: project.title,
        method: project.method,
        departmentId: project.departmentId,
        state: evaluation.state,
        round: evaluation.round,
        redoReason: evaluation.redoReason,
        ranking,
        session: { meetsAt, metAt, place, hours, fee },
        drawLatest: this.calendar.dueAt('expert.draw.earliest_before_eval', await now(tx), project.ruleDay),
        complianceAt: evaluation.complianceAt,
        lastRound: lastRound && { state: lastRound, closesAt: evaluation.lastClosesAt, takenAt: evaluation.lastTakenAt },
        lots,
        clarifications: lockedStates.includes(evaluation.state)
          ? (await this.clarifications.of(tx, evaluation.id)).map(clarificationView)
          : [],
        minOffers: this.projects.minOffers(project),
        leastMembers: this.projects.leastMembers(project),
        panelSize: evaluation.panelSize,
        cells: racing(file).length * judgedCriteria(project.content.criteria, ranking).length,
        eligibility: project.content.eligibility,
        candidates: await this.candidateLines(tx, file),
        seats: await this.seatLines(tx, file),
        draws: await this.draws(tx, evaluation.id),
        tieSeed: lots[0]?.tieSeed ?? null,
        startedAt: evaluation.startedAt,
        lockedAt: evaluation.lockedAt,
        reportedAt: evaluation.reportedAt,
        decideDueAt: lots.find(({ state }) => state === 'reported')?.decideDueAt ?? evaluation.decideDueAt,
        report:
          reported && evaluation.reportId
            ? { id: evaluation.reportId, sha256: evaluation.reportSha256!, signaturesId: evaluation.signaturesId }
            : null,
        award: lots.find(({ award }) => award !== null)?.award ?? null,
        withdrawn: lots.flatMap(({ withdrawn }) => withdrawn),
      };
    });
  }

  /** The outcome of the actor's own bid for a lot; the first that is announced when no lot is named. Null before. */
  async outcomeFor(actor: Actor, procedureId: string, lot?: string): Promise<Outcome | null> {
    const outcomes = await this.outcomesFor(actor, procedureId);
    return outcomes.find((one) => one.outcome !== null && (lot === undefined || one.lot === lot))?.outcome ?? null;
  }

  /** Every lot the actor's organization bid for. Not there for who did not bid. */
  outcomesFor(actor: Actor, procedureId: string): Promise<LotOutcome[]> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.look(tx, procedureId);
      const own = file.candidates.filter(({ providerId }) => providerId === actor.organizationId);
      if (own.length === 0) throw absent('evaluation');
      const cells = await cellsOf(
        tx,
        sitting(file.seats).map(({ id }) => id),
      );
      const outcomes: LotOutcome[] = [];
      for (const candidate of own) {
        const { lot, name, failure, failureFacts } = lotOf(file, candidate.lot);
        const [award] = await tx.find(Award, { where: { evaluationId: file.evaluation.id, lot }, order: { decidedAt: 'DESC' }, take: 1 });
        const names = await this.organizations.byIds(award ? [award.providerId] : []);
        const outcome = award?.announcedAt
          ? outcomeOf({
              candidate,
              candidates: file.candidates.filter((one) => one.lot === lot),
              award,
              lot: { id: lot, name, of: file.project.lots.length },
              content: file.project.content,
              cells,
              nameOf: (id) => names.get(id)?.name ?? '',
            })
          : null;
        outcomes.push({ lot, name, outcome, failure: failure && failureText([{ lot, name, failure, failureFacts }]) });
      }
      return outcomes;
    });
  }

  /** The procedure of an opened bid, for addresses that name the bid; null for every bid but the organization's own. */
  async procedureOfBid(bidId: string, providerId: string): Promise<string | null> {
    const [row] = await this.database.query<{ procedureId: string }>(
      `select e.procedure_id as "procedureId" from evaluation.candidate c join evaluation.evaluation e on e.id = c.evaluation_id
       where c.bid_id = $1 and c.provider_id = $2 limit 1`,
      [bidId, providerId],
    );
    return row?.procedureId ?? null;
  }

  /** Did this organization have a bid in the box when it was opened? */
  async hasBid(procedureId: string, providerId: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from evaluation.candidate c join evaluation.evaluation e on e.id = c.evaluation_id
       where e.procedure_id = $1 and c.provider_id = $2 limit 1`,
      [procedureId, providerId],
    );
    return rows.length > 0;
  }

  /** The buyer's people who judged offers of a procedure: its qualification, and on a panel, in every round. */
  async judgesOf(tx: Tx, procedureId: string): Promise<string[]> {
    const rows = await tx.query<{ person: string }[]>(
      `select c.judged_by as person from evaluation.candidate c join evaluation.evaluation e on e.id = c.evaluation_id
       where e.procedure_id = $1 and c.judged_by is not null
       union select s.person_id from evaluation.seat s join evaluation.evaluation e on e.id = s.evaluation_id
       where e.procedure_id = $1 and s.kind = 'representative'`,
      [procedureId],
    );
    return rows.map(({ person }) => person);
  }

  /** The lots an organization's bid was an offer for, once its box was opened. */
  async lotsOf(procedureId: string, providerId: string): Promise<string[]> {
    const rows = await this.database.query<{ lot: string }>(
      `select distinct c.lot from evaluation.candidate c join evaluation.evaluation e on e.id = c.evaluation_id
       where e.procedure_id = $1 and c.provider_id = $2`,
      [procedureId, providerId],
    );
    return rows.map(({ lot }) => lot);
  }

  /** Evaluations of a department that still ask something of it, oldest first; lot by lot where the lots differ. */
  openOf(departmentId: string, limit = 50): Promise<OpenEvaluation[]> {
    return this.database.query(
      `select e.id, e.procedure_id as "procedureId", l.id as "lotId", l.state as "lotState", e.state, l.decide_due_at as "decideDueAt",
              e.started_at as "startedAt", a.id as "awardId", a.state as "awardState", a.decided_by as "decidedBy"
       from evaluation.evaluation e join evaluation.lot l on l.evaluation_id = e.id
         left join evaluation.award a on a.evaluation_id = e.id and a.lot = l.lot and a.state <> 'withdrawn'
       where e.department_id = $1 and ((e.state in ('qualifying', 'qualified') and l.id = e.id) or l.state = 'reported' or a.state = 'decided')
         and e.state <> 'superseded'
       order by e.started_at, l.lot limit $2`,
      [departmentId, limit],
    );
  }

  private async candidateLines(tx: Tx, file: Case): Promise<Progress['candidates']> {
    const providers = await this.organizations.byIds(bidsOf(file.candidates).map(({ providerId }) => providerId));
    const warned = lowPricesOf(file, this.projects);
    const shown = rankedStates.includes(file.evaluation.state);
    const cells = shown
      ? await cellsOf(
          tx,
          sitting(file.seats).map(({ id }) => id),
        )
      : [];
    return file.candidates.map((one) =>
      candidateLine(one, {
        provider: providers.get(one.providerId),
        warned: warned.get(offerKey(one)) ?? [],
        shown: shown || file.evaluation.state === 'failed',
        cells,
        criteria: file.project.content.criteria,
      }),
    );
  }

  private async lotLines(tx: Tx, { evaluation, lots, candidates, project }: Case): Promise<LotLine[]> {
    const awards = await tx.find(Award, { where: { evaluationId: evaluation.id }, order: { decidedAt: 'ASC' } });
    const ranked = rankedStates.includes(evaluation.state);
    const { tieByEvaluated } = this.projects.ranking(project);
    return lots.map(({ id, lot, name, maxPrice, state, tieSeed, decideDueAt, failure, failureFacts }) => ({
      id,
      lot,
      name,
      maxPrice,
      state,
      tieSeed: ranked ? tieSeed : null,
      ties: ranked
        ? tieDraws(
            tieSeed,
            candidates.filter((one) => one.lot === lot),
            tieByEvaluated,
          )
        : [],
      decideDueAt,
      failure: failure && failureText([{ lot, name, failure, failureFacts }]),
      award: awards.find((one) => one.lot === lot && one.state !== 'withdrawn') ?? null,
      withdrawn: awards.filter((one) => one.lot === lot && one.state === 'withdrawn').map(({ bidId }) => bidId),
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
    return file.seats.map(({ id, name, kind, state, specialty, invitedAt, leftReason, dissent }) => ({
      id,
      name,
      kind,
      state,
      chair: chair?.id === id,
      specialty,
      invitedAt,
      leftReason,
      scored: scored.get(id) ?? 0,
      dissent: reported ? dissent : null,
    }));
  }

  /** Every draw as it was, and drawn again just now. */
  private async draws(tx: Tx, evaluationId: string): Promise<DrawLine[]> {
    const rows = (await tx.query(
      `select no, seed, register, excluded, skills, wanted, lot as "order", chosen, needed, drawn_at as "drawnAt"
       from evaluation.draw where evaluation_id = $1 order by no`,
      [evaluationId],
    )) as (DrawRecord & Pick<DrawLine, 'no' | 'needed' | 'drawnAt'>)[];
    return rows.map((row) => ({ ...row, same: drawnAgain(row, sha256).same }));
  }
}

/** A lot that asks something of its buyer. */
export interface OpenEvaluation {
  readonly id: string;
  readonly procedureId: string;
  readonly lotId: string;
  readonly lotState: LotLine['state'];
  readonly state: Progress['state'];
  readonly decideDueAt: Date | null;
  readonly startedAt: Date;
  readonly awardId: string | null;
  readonly awardState: string | null;
  readonly decidedBy: string | null;
}
