import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, authorize, ensure, next, refuse, type Refusal } from '#kernel';
import { Deadlines } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { OrganizationQueries } from '#organizations';
import { Database, now, record, type Tx } from '#platform';
import type { Candidate } from './candidate.entity.js';
import { type Case, Cases, ownSeat, racing, sitting } from './case.queries.js';
import { ClarificationQueries } from './clarification.queries.js';
import { asChair } from './compliance.service.js';
import { DecisionClock } from './decision.clock.service.js';
import type { SignReport } from './panel.input.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { confirmed } from './evaluation.policy.js';
import { lastPricesIn } from './last-round.rules.js';
import type { EvaluatedLot } from './lot.entity.js';
import { Lots } from './lot.service.js';
import { lowPricesOf } from './low-price.queries.js';
import { outliers, outliersExplained, type SeatCell } from './outlier.rules.js';
import { freshSeed, sha256 } from './panel.service.js';
import { Projects } from './project.queries.js';
import { paperData, type ReportPapers, reportTemplate } from './report.paper.view.js';
import { cellsOf, explanationsOf } from './score.service.js';
import { objectiveScoresAgree, offerKey, sameOffer } from './score.rules.js';
import type { Seat } from './seat.entity.js';
import { readingStates, seatLifecycle } from './seat.lifecycle.js';
import { needsLot, scoresOf, type Standing, standings } from './standing.rules.js';

/** The panel's report: made from the data, signed by each member, handed to the buyer with the last signature. */
@Injectable()
export class ReportService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly organizations: OrganizationQueries,
    private readonly clarifications: ClarificationQueries,
    private readonly templates: Templates,
    private readonly documents: DocumentService,
    private readonly deadlines: Deadlines,
    private readonly lots: Lots,
    private readonly clock: DecisionClock,
  ) {}

  onModuleInit(): void {
    this.templates.add('evaluation-report', reportTemplate);
  }

  /** Totals, order and the paper, lot by lot. From here on no score changes. */
  draft(actor: Actor, procedureId: string): Promise<{ reportId: string; sha256: string }> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      asChair(file, actor);
      const { evaluation, project, seats } = file;
      const members = sitting(seats).map(({ id }) => id);
      const cells = (await cellsOf(tx, members)).filter((cell) => racing(file).some((one) => sameOffer(one, cell)));
      const { criteria } = project.content;
      const state = next(evaluationLifecycle, evaluation.state, 'draft');
      ensure(
        lastPricesIn(evaluation, this.projects.finalOffers(project)),
        objectiveScoresAgree(cells, criteria),
        outliersExplained(outliers(cells, criteria, this.projects.outlierPercent(project)), await explanationsOf(tx, members)),
        this.lowPricesExplained(file),
      );

      for (const lot of file.lots.filter((one) => one.state === 'open')) {
        const scores = scoresOf(...this.ofLot(file, cells, lot.lot));
        await tx.save(Object.assign(lot, { tieSeed: needsLot(scores, this.projects.ranking(project)) ? freshSeed() : null }));
        await this.keepStandings(tx, racing(file, lot.lot), this.standingsOf(file, cells, lot));
      }
      const issued = await this.issue(tx, actor, file, cells);
      Object.assign(evaluation, { state, reportId: issued.id, reportSha256: issued.sha256 });
      await tx.save(evaluation);
      await record(tx, actor, {
        type: 'evaluation.drafted',
        subject: evaluation.id,
        project: procedureId,
        facts: { report: issued.id, sha256: issued.sha256 },
      });
      return { reportId: issued.id, sha256: issued.sha256 };
    });
  }

  /** Each member signs the paper's digest, with dissent if any. The last signature hands the report to the buyer. */
  sign(actor: Actor, procedureId: string, { dissent }: SignReport): Promise<Seat> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor, readingStates);
      authorize(confirmed, actor, at, 'confirm-first');
      ensure(file.evaluation.state === 'signing' ? undefined : refuse('conflict', 'report.not-to-sign', { state: file.evaluation.state }));

      seat.state = next(seatLifecycle, seat.state, 'sign');
      seat.signedAt = at;
      seat.dissent = dissent || null;
      await tx.save(seat);
      const facts = { evaluation: file.evaluation.id, report: file.evaluation.reportSha256!, dissent: Boolean(dissent) };
      await record(tx, actor, { type: 'seat.signed', subject: seat.id, project: procedureId, facts });
      if (sitting(file.seats).every(({ state }) => state === 'signed')) await this.handOver(tx, actor, file, at);
      return seat;
    });
  }

  /** One lot's offers in order, as the report has them. */
  standingsOf(file: Case, cells: readonly SeatCell[], { lot, tieSeed }: Pick<EvaluatedLot, 'lot' | 'tieSeed'>): Standing[] {
    return standings(...this.ofLot(file, cells, lot), (bidId) => sha256(`${tieSeed}:${bidId}`));
  }

  private ofLot(file: Case, cells: readonly SeatCell[], lot: string) {
    const own = cells.filter((cell) => cell.lot === lot);
    return [racing(file, lot), own, file.project.content.criteria, this.projects.ranking(file.project)] as const;
  }

  private async handOver(tx: Tx, actor: Actor, file: Case, at: Date): Promise<void> {
    const { evaluation, project, candidates } = file;
    evaluation.state = next(evaluationLifecycle, evaluation.state, 'report');
    evaluation.reportedAt = at;
    await this.deadlines.meet(tx, evaluation.id, this.projects.rules(project).replyKeys.report, at);
    for (const lot of file.lots.filter(({ state }) => state === 'open')) {
      evaluation.decideDueAt = await this.clock.start(tx, file, lot, at);
      await this.lots.move(tx, lot, 'report', { decideDueAt: evaluation.decideDueAt });
    }
    await tx.save(evaluation);
    const facts = { candidates: candidates.filter(({ rank }) => rank !== null).length, dueAt: evaluation.decideDueAt!.toISOString() };
    await record(tx, actor, { type: 'evaluation.reported', subject: evaluation.id, project: project.id, facts });
  }

  private async keepStandings(tx: Tx, offers: readonly Candidate[], ranked: readonly Standing[]): Promise<void> {
    for (const { bidId, priceScore, total, rank, drawn, parts } of ranked) {
      const candidate = offers.find((one) => one.bidId === bidId)!;
      const scores = parts.length ? { priceScore, total } : { priceScore: null, total: null };
      await tx.save(Object.assign(candidate, { ...scores, rank, drawn }));
    }
  }

  private async issue(tx: Tx, actor: Actor, file: Case, cells: readonly SeatCell[]): Promise<{ id: string; sha256: string }> {
    const { evaluation, project, seats } = file;
    const names = await this.organizations.byIds([project.departmentId, ...file.candidates.map(({ providerId }) => providerId)]);
    const papers: ReportPapers = {
      cells,
      ranked: new Map(file.lots.filter(({ state }) => state === 'open').map((lot) => [lot.lot, this.standingsOf(file, cells, lot)])),
      warnings: lowPricesOf(file, this.projects),
      clarifications: await this.clarifications.of(tx, evaluation.id),
      outliers: await explanationsOf(
        tx,
        seats.map(({ id }) => id),
      ),
      ranking: this.projects.ranking(project).ranking,
      byEvaluated: this.projects.ranking(project).tieByEvaluated,
    };
    const html = this.templates.render(
      'evaluation-report',
      paperData(file, papers, (id) => names.get(id)?.name ?? id, await now(tx)),
    );
    return this.documents.issue(tx, actor, {
      kind: 'evaluation-report',
      subject: evaluation.id,
      title: `评审报告 ${project.number}`,
      number: project.number,
      html,
      public: false,
      organizations: [project.departmentId, ...sitting(seats).map(({ organizationId }) => organizationId)],
      project: project.id,
    });
  }

  private lowPricesExplained(file: Case): Refusal | undefined {
    const warned = lowPricesOf(file, this.projects);
    const silent = racing(file).filter((one) => warned.has(offerKey(one)) && !one.lowPriceReason);
    return silent.length ? refuse('conflict', 'report.low-price-unexplained', { count: silent.length }) : undefined;
  }
}
