import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next, refuse, type Refusal } from '#kernel';
import { Deadlines } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { OrganizationQueries } from '#organizations';
import { Database, now, record, setAlarm, type Tx } from '#platform';
import type { Candidate } from './candidate.entity.js';
import { type Case, Cases, chairOf, ownSeat, passed, placeOf, sitting } from './case.queries.js';
import type { ExplainBid, SignReport } from './evaluation.input.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { confirmed, isChair } from './evaluation.policy.js';
import { freshSeed, sha256 } from './panel.service.js';
import { type LowPriceWarning, lowPriceWarnings } from './price.rules.js';
import { Projects } from './project.queries.js';
import { paperData, reportTemplate } from './report.paper.view.js';
import { cellsOf } from './score.service.js';
import { objectiveScoresAgree } from './score.rules.js';
import type { Seat } from './seat.entity.js';
import { readingStates, seatLifecycle } from './seat.lifecycle.js';
import { needsLot, scoresOf, type Standing, standings } from './standing.rules.js';

/** The alarm that decides for a buyer who keeps silent. */
export const silenceAlarm = 'evaluation.silence';

/** The panel's report: made from the data, signed by each member, handed to the buyer with the last signature. */
@Injectable()
export class ReportService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly organizations: OrganizationQueries,
    private readonly templates: Templates,
    private readonly documents: DocumentService,
    private readonly deadlines: Deadlines,
  ) {}

  onModuleInit(): void {
    this.templates.add('evaluation-report', reportTemplate);
  }

  /** The chair writes down why the panel keeps a price that looks too low. */
  explainLowPrice(actor: Actor, procedureId: string, { bidId, reason }: ExplainBid): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      this.asChair(file, actor);
      const candidate = found(
        passed(file).find((one) => one.bidId === bidId),
        'bid',
      );
      ensure(
        ['scoring', 'locked'].includes(file.evaluation.state) ? undefined : refuse('conflict', 'panel.report-drafted'),
        this.warnings(file).has(bidId) ? undefined : refuse('conflict', 'report.price-not-low'),
      );

      candidate.lowPriceReason = reason;
      await tx.save(candidate);
      await record(tx, actor, { type: 'candidate.explained', subject: bidId, project: procedureId, facts: {} });
    });
  }

  /** Totals, order and the paper. From here on no score changes. */
  draft(actor: Actor, procedureId: string): Promise<{ reportId: string; sha256: string }> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      this.asChair(file, actor);
      const { evaluation, project } = file;
      const bids = passed(file);
      const cells = await cellsOf(
        tx,
        sitting(file.seats).map(({ id }) => id),
      );
      const { criteria } = project.content;
      const state = next(evaluationLifecycle, evaluation.state, 'draft');
      ensure(objectiveScoresAgree(cells, criteria), this.lowPricesExplained(file));

      evaluation.tieSeed = needsLot(scoresOf(bids, cells, criteria)) ? freshSeed() : null;
      const ranked = standings(bids, cells, criteria, (bidId) => sha256(`${evaluation.tieSeed}:${bidId}`));
      await this.keepStandings(tx, bids, ranked);
      const issued = await this.issue(tx, actor, file, ranked, cells);
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

  /** Prices among the qualified bids that look too low to be kept. */
  warnings(file: Case): Map<string, LowPriceWarning[]> {
    return lowPriceWarnings(passed(file), this.projects.lowPrice(file.project));
  }

  private async handOver(tx: Tx, actor: Actor, { evaluation, project, candidates }: Case, at: Date): Promise<void> {
    evaluation.state = next(evaluationLifecycle, evaluation.state, 'report');
    evaluation.reportedAt = at;
    await this.deadlines.meet(tx, evaluation.id, 'report.to_buyer', at);
    evaluation.decideDueAt = await openDecision(tx, this.deadlines, { evaluation, project }, at);
    await tx.save(evaluation);
    const facts = { candidates: candidates.filter(({ rank }) => rank !== null).length, dueAt: evaluation.decideDueAt.toISOString() };
    await record(tx, actor, { type: 'evaluation.reported', subject: evaluation.id, project: project.id, facts });
  }

  private async keepStandings(tx: Tx, bids: readonly Candidate[], ranked: readonly Standing[]): Promise<void> {
    for (const { bidId, priceScore, total, rank, drawn } of ranked) {
      const candidate = bids.find((bid) => bid.bidId === bidId)!;
      await tx.save(Object.assign(candidate, { priceScore, total, rank, drawn }));
    }
  }

  private async issue(
    tx: Tx,
    actor: Actor,
    file: Case,
    ranked: readonly Standing[],
    cells: readonly CellOfSeat[],
  ): Promise<{ id: string; sha256: string }> {
    const { evaluation, project } = file;
    const names = await this.organizations.byIds([project.departmentId, ...file.candidates.map(({ providerId }) => providerId)]);
    const nameOf = (id: string): string => names.get(id)?.name ?? id;
    const html = this.templates.render('evaluation-report', paperData(file, ranked, cells, this.warnings(file), nameOf, await now(tx)));
    const title = `评审报告 ${project.number}`;
    return this.documents.issue(tx, actor, {
      kind: 'evaluation-report',
      subject: evaluation.id,
      title,
      number: project.number,
      html,
      public: false,
      organizations: [project.departmentId, ...sitting(file.seats).map(({ organizationId }) => organizationId)],
      project: project.id,
    });
  }

  private lowPricesExplained(file: Case): Refusal | undefined {
    const warned = this.warnings(file);
    const silent = passed(file).filter(({ bidId, lowPriceReason }) => warned.has(bidId) && !lowPriceReason);
    return silent.length ? refuse('conflict', 'report.low-price-unexplained', { count: silent.length }) : undefined;
  }

  private asChair(file: Case, actor: Actor): Seat {
    ownSeat(file.seats, actor, readingStates);
    authorize(isChair, actor, placeOf(file.seats, actor), 'panel.chair-only');
    return chairOf(file.seats)!;
  }
}

type CellOfSeat = Awaited<ReturnType<typeof cellsOf>>[number];

/** Gives the buyer the legal time to decide, and sets the alarm for silence. */
export async function openDecision(
  tx: Tx,
  deadlines: Deadlines,
  { evaluation, project }: Pick<Case, 'evaluation' | 'project'>,
  at: Date,
): Promise<Date> {
  const dueAt = await deadlines.open(tx, {
    subject: evaluation.id,
    subjectType: 'evaluation',
    project: project.id,
    key: 'buyer.decide',
    holder: project.departmentId,
    startsAt: at,
    ruleDay: project.ruleDay,
  });
  await setAlarm(tx, { kind: silenceAlarm, subject: evaluation.id, dueAt });
  return dueAt;
}
