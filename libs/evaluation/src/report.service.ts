import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, ensure, next, refuse, type Refusal, system } from '#kernel';
import { CalendarService } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { OrganizationQueries } from '#organizations';
import { Database, now, record, setAlarm, type Tx } from '#platform';
import type { Candidate } from './candidate.entity.js';
import { type Case, Cases, racing, sitting } from './case.queries.js';
import { ClarificationQueries } from './clarification.queries.js';
import { asChair } from './compliance.service.js';
import { signingAlarm } from './draft.service.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { lastPricesIn, talksOver } from './last-round.rules.js';
import type { EvaluatedLot } from './lot.entity.js';
import { lowPricesOf } from './low-price.queries.js';
import { explains, outliers, outliersExplained, type SeatCell } from './outlier.rules.js';
import { freshSeed, sha256 } from './seating.service.js';
import { Projects } from './project.queries.js';
import { paperData, type ReportPapers, reportTemplate } from './report.paper.view.js';
import { cellsOf, explanationsOf } from './score.service.js';
import { objectiveScoresAgree, offerKey, sameOffer } from './score.rules.js';
import { needsLot, scoresOf, type Standing, standings } from './standing.rules.js';

/** The panel's report, made from the data. Nobody but its members reads it before it is handed over. */
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
    private readonly calendar: CalendarService,
  ) {}

  onModuleInit(): void {
    this.templates.add('evaluation-report', reportTemplate);
  }

  /** Totals, order and the paper, lot by lot, once all questions are answered or overdue. From here on no score changes. */
  draft(actor: Actor, procedureId: string): Promise<{ reportId: string; sha256: string }> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      asChair(file, actor);
      const at = await now(tx);
      const { evaluation, project, seats } = file;
      const members = sitting(seats).map(({ id }) => id);
      const cells = (await cellsOf(tx, members)).filter((cell) => racing(file).some((one) => sameOffer(one, cell)));
      const { criteria } = project.content;
      const state = next(evaluationLifecycle, evaluation.state, 'draft');
      ensure(
        lastPricesIn(evaluation, this.projects.finalOffers(project)),
        talksOver(await this.clarifications.of(tx, evaluation.id), at, 'report.talks-open'),
        objectiveScoresAgree(cells, criteria),
        outliersExplained(outliers(cells, criteria, this.projects.outlierPercent(project)), await explanationsOf(tx, members)),
        this.lowPricesExplained(file),
      );

      for (const lot of file.lots.filter((one) => one.state === 'open')) {
        const scores = scoresOf(...this.ofLot(file, cells, lot.lot));
        // A seed once drawn stays, so that no report is withdrawn for a better lot.
        const drawn = needsLot(scores, this.projects.ranking(project)) ? freshSeed() : null;
        await tx.save(Object.assign(lot, { tieSeed: lot.tieSeed ?? drawn }));
        await this.keepStandings(tx, racing(file, lot.lot), this.standingsOf(file, cells, lot));
      }
      const issued = await this.issue(tx, file, cells, at);
      const signDueAt = this.calendar.dueAt('report.sign', at, project.ruleDay);
      await tx.save(Object.assign(evaluation, { state, reportId: issued.id, reportSha256: issued.sha256, signDueAt }));
      await setAlarm(tx, { kind: signingAlarm, subject: evaluation.id, dueAt: signDueAt });
      await record(tx, actor, {
        type: 'evaluation.drafted',
        subject: evaluation.id,
        project: procedureId,
        facts: { report: issued.id, sha256: issued.sha256 },
      });
      return { reportId: issued.id, sha256: issued.sha256 };
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

  private async keepStandings(tx: Tx, offers: readonly Candidate[], ranked: readonly Standing[]): Promise<void> {
    for (const { bidId, priceScore, total, rank, drawn, parts } of ranked) {
      const candidate = offers.find((one) => one.bidId === bidId)!;
      const scores = parts.length ? { priceScore, total } : { priceScore: null, total: null };
      await tx.save(Object.assign(candidate, { ...scores, rank, drawn }));
    }
  }

  private async issue(tx: Tx, file: Case, cells: readonly SeatCell[], at: Date): Promise<{ id: string; sha256: string }> {
    const { evaluation, project, seats } = file;
    const names = await this.organizations.byIds([project.departmentId, ...file.candidates.map(({ providerId }) => providerId)]);
    const papers: ReportPapers = {
      cells,
      ranked: new Map(file.lots.filter(({ state }) => state === 'open').map((lot) => [lot.lot, this.standingsOf(file, cells, lot)])),
      warnings: lowPricesOf(file, this.projects),
      clarifications: await this.clarifications.of(tx, evaluation.id),
      outliers: (
        await explanationsOf(
          tx,
          sitting(seats).map(({ id }) => id),
        )
      ).filter((one) => cells.some((cell) => explains(cell, one))),
      ranking: this.projects.ranking(project).ranking,
      byEvaluated: this.projects.ranking(project).tieByEvaluated,
    };
    const html = this.templates.render(
      'evaluation-report',
      paperData(file, papers, (id) => names.get(id)?.name ?? id, at),
    );
    // The machine issues it: neither a name nor an employer leads from the paper to the panel.
    return this.documents.issue(tx, system('evaluation'), {
      kind: 'evaluation-report',
      subject: evaluation.id,
      title: `评审报告 ${project.number}`,
      number: project.number,
      html,
      public: false,
      project: project.id,
    });
  }

  private lowPricesExplained(file: Case): Refusal | undefined {
    const warned = lowPricesOf(file, this.projects);
    const silent = racing(file).filter((one) => warned.has(offerKey(one)) && !one.lowPriceReason);
    return silent.length ? refuse('conflict', 'report.low-price-unexplained', { count: silent.length }) : undefined;
  }
}
