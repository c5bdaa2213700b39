import { Injectable } from '@nestjs/common';
import { type Actor, found } from '#kernel';
import { BidQueries, OpeningQueries } from '#bidding';
import { DocumentService, type ReadPaper } from '#documents';
import { OrganizationQueries } from '#organizations';
import { Database, now, type Tx } from '#platform';
import { NoticeQueries } from '#tendering';
import { bidsOf, type Case, Cases, chairOf, lotOf, ownSeat, racing, sitting } from './case.queries.js';
import { ClarificationQueries, clarificationView } from './clarification.queries.js';
import { Drafts } from './draft.service.js';
import { lockedStates } from './evaluation.lifecycle.js';
import { lastRoundOf } from './last-round.rules.js';
import { lowPricesOf } from './low-price.queries.js';
import { explains, outliers, type SeatCell } from './outlier.rules.js';
import type { EarlierScore, PanelRow, PanelSheet, ReadableBid, ReportLine, ShownOutlier } from './panel.view.js';
import { Projects } from './project.queries.js';
import { ReportService } from './report.service.js';
import { disagreements, offerKey, sameOffer } from './score.rules.js';
import { cellsOf, explanationsOf } from './score.service.js';
import type { Seat } from './seat.entity.js';
import { knowingStates, readingStates } from './seat.lifecycle.js';
import { SeatService } from './seat.service.js';

type NameOf = (organizationId: string) => string;

/** What members of panels see: their own panels, and of each what they may know at that moment. */
@Injectable()
export class PanelQueries {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly notices: NoticeQueries,
    private readonly bids: BidQueries,
    private readonly openings: OpeningQueries,
    private readonly organizations: OrganizationQueries,
    private readonly clarifications: ClarificationQueries,
    private readonly documents: DocumentService,
    private readonly drafts: Drafts,
    private readonly seats: SeatService,
    private readonly reports: ReportService,
  ) {}

  /** The actor's panels, newest first. */
  async mine(actor: Actor, limit = 50): Promise<PanelRow[]> {
    const rows = await this.database.query<Omit<PanelRow, 'number' | 'title' | 'department' | 'fee'> & { fee: string | null }>(
      `select e.procedure_id as "procedureId", e.state as "evaluationState", s.state as "seatState", s.invited_at as "invitedAt",
         e.meets_at as "meetsAt", e.met_at as "metAt", e.hours, case when s.kind = 'expert' then e.fee end as fee, s.signed_at as "signedAt", e.sign_due_at as "signDueAt"
       from evaluation.seat s join evaluation.evaluation e on e.id = s.evaluation_id
       where s.person_id = $1 order by s.invited_at desc limit $2`,
      [actor.personId, limit],
    );
    const notices = await this.notices.summaries(rows.map(({ procedureId }) => procedureId));
    return rows.flatMap(({ fee, ...row }) => {
      const notice = notices.get(row.procedureId);
      const known = notice && { number: notice.number, title: notice.title, department: notice.department.name };
      return known ? [{ ...row, fee: fee === null ? null : BigInt(fee), ...known }] : [];
    });
  }

  /** One panel as this member may see it now; not there for everybody else. */
  sheet(actor: Actor, procedureId: string): Promise<PanelSheet> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.look(tx, procedureId);
      const { evaluation, project, seats } = file;
      const seat = ownSeat(seats, actor);
      const knows = knowingStates.includes(seat.state);
      const reads = readingStates.includes(seat.state);
      const allLocked = lockedStates.includes(evaluation.state) && reads;
      const members = sitting(seats);
      const cells = reads ? await cellsOf(tx, allLocked ? members.map(({ id }) => id) : [seat.id]) : [];
      const names = await this.organizations.byIds([project.departmentId, ...file.candidates.map(({ providerId }) => providerId)]);
      const nameOf: NameOf = (id) => names.get(id)?.name ?? '';
      const chair = chairOf(seats);
      const { meetsAt, metAt, place, hours } = evaluation;
      return {
        procedureId,
        number: project.number,
        title: project.title,
        category: project.content.category,
        department: nameOf(project.departmentId),
        evaluationState: evaluation.state,
        seat: { id: seat.id, state: seat.state, chair: chair?.id === seat.id, dissent: seat.dissent },
        members: evaluation.panelSize ?? 0,
        ranking: this.projects.ranking(project).ranking,
        session: { meetsAt, metAt, place, hours, fee: seat.kind === 'expert' ? evaluation.fee : null },
        lots: file.lots.map(({ lot, name }) => ({ lot, name })),
        criteria: project.content.criteria,
        bidders: knows ? this.bidders(file).map((id) => ({ id, name: nameOf(id) })) : null,
        matches: knows ? await this.known(tx, file, seat, nameOf) : null,
        checked: evaluation.complianceAt !== null,
        lastRound: this.lastRound(file),
        complete: members.filter(({ state }) => readingStates.includes(state)).length === evaluation.panelSize,
        bids: reads ? await this.readable(file, nameOf, await this.notes(tx, seat.id)) : null,
        out: reads
          ? file.candidates
              .filter(({ passed, excluded }) => passed && excluded)
              .map(({ bidId, lot, providerId, exclusion }) => ({ bidId, lot, name: nameOf(providerId), exclusion: exclusion! }))
          : [],
        clarifications: reads ? (await this.clarifications.of(tx, evaluation.id)).map(clarificationView) : [],
        cells: cells.filter(({ seatId }) => seatId === seat.id),
        fellows: reads
          ? members
              .filter(({ id }) => id !== seat.id)
              .map(({ id, name, state }) => ({
                seatId: id,
                name,
                state,
                chair: chair?.id === id,
                cells: allLocked ? cells.filter(({ seatId }) => seatId === id) : null,
              }))
          : [],
        disagreements: allLocked ? disagreements(cells, project.content.criteria) : [],
        outliers: allLocked ? await this.standingOut(tx, file, cells, members) : [],
        earlier: allLocked ? await this.earlier(tx, members) : [],
        report:
          allLocked && evaluation.reportId
            ? { id: evaluation.reportId, sha256: evaluation.reportSha256!, lines: this.lines(file, cells, nameOf) }
            : null,
        signDueAt: evaluation.signDueAt,
        withdrawn: reads ? await this.drafts.withdrawn(tx, evaluation.id) : [],
      };
    });
  }

  /** A file of a bid, for a member who has declared; who recused finds nothing. */
  async file(
    actor: Actor,
    procedureId: string,
    bidId: string,
    sha256: string,
  ): Promise<{ name: string; mediaType: string; bytes: Buffer }> {
    const file = await this.database.transaction((tx) => this.cases.look(tx, procedureId));
    ownSeat(file.seats, actor, readingStates);
    found(
      racing(file).find((one) => one.bidId === bidId),
      'bid',
    );
    return this.openings.openedFile(bidId, sha256);
  }

  /** The report that is up for signing or was signed, for the members who sit: nobody else has it before the hand-over. */
  async report(actor: Actor, procedureId: string): Promise<ReadPaper> {
    const { evaluation, seats } = await this.database.transaction((tx) => this.cases.look(tx, procedureId));
    ownSeat(seats, actor, readingStates);
    return this.documents.open(found(evaluation.reportId, 'report'));
  }

  private lastRound({ evaluation, project }: Case): PanelSheet['lastRound'] {
    const state = lastRoundOf(evaluation, this.projects.finalOffers(project));
    return state && { state, closesAt: evaluation.lastClosesAt };
  }

  /** Bidders the panel judges: those that qualified. */
  private bidders({ candidates }: Case): string[] {
    return bidsOf(candidates)
      .filter(({ passed }) => passed)
      .map(({ providerId }) => providerId);
  }

  private async known(tx: Tx, file: Case, seat: Seat, nameOf: NameOf): Promise<NonNullable<PanelSheet['matches']>> {
    const matches = await this.seats.known(tx, file, seat, await now(tx));
    return matches.map((match) => ({ ...match, name: nameOf(match.organizationId) }));
  }

  private async readable(file: Case, nameOf: NameOf, notes: readonly Note[]): Promise<ReadableBid[]> {
    const offers = new Map((await this.bids.opened(file.project.id)).map((bid) => [bid.bidId, bid.offer]));
    const warned = lowPricesOf(file, this.projects);
    return racing(file).flatMap((one) => {
      const { bidId, lot, providerId, price, lowPriceReason } = one;
      const firstPrice = one.firstPrice === price ? null : one.firstPrice;
      const offer = offers.get(bidId);
      const note = notes.find((each) => sameOffer(each, one))?.text ?? '';
      const lotName = lotOf(file, lot).name;
      const lowPrice = warned.get(offerKey(one)) ?? [];
      return offer
        ? [{ bidId, lot, lotName, providerId, name: nameOf(providerId), price, firstPrice, offer, lowPrice, lowPriceReason, note }]
        : [];
    });
  }

  private async notes(tx: Tx, seatId: string): Promise<Note[]> {
    return (await tx.query('select bid_id as "bidId", lot, text from evaluation.note where seat_id = $1', [seatId])) as Note[];
  }

  private async standingOut(tx: Tx, { project }: Case, cells: readonly SeatCell[], members: readonly Seat[]): Promise<ShownOutlier[]> {
    const explained = await explanationsOf(
      tx,
      members.map(({ id }) => id),
    );
    return outliers(cells, project.content.criteria, this.projects.outlierPercent(project)).map((one) => ({
      ...one,
      explanation: explained.find((other) => explains(one, other))?.explanation ?? null,
    }));
  }

  private async earlier(tx: Tx, members: readonly Seat[]): Promise<EarlierScore[]> {
    return (await tx.query(
      `select seat_id as "seatId", bid_id as "bidId", lot, criterion_id as "criterionId", points, reason, at
       from evaluation.score_history where seat_id = any($1) order by replaced_at`,
      [members.map(({ id }) => id)],
    )) as EarlierScore[];
  }

  private lines(file: Case, cells: readonly SeatCell[], nameOf: NameOf): ReportLine[] {
    const counted = cells.filter((cell) => racing(file).some((one) => sameOffer(one, cell)));
    return file.lots
      .filter(({ state }) => state !== 'failed')
      .flatMap((lot) =>
        this.reports.standingsOf(file, counted, lot).map(({ bidId, price, ...line }) => {
          const bid = racing(file, lot.lot).find((one) => one.bidId === bidId)!;
          return { ...line, bidId, lot: lot.lot, lotName: lot.name, name: nameOf(bid.providerId), price: bid.price, compared: price };
        }),
      );
  }
}

interface Note {
  readonly bidId: string;
  readonly lot: string;
  readonly text: string;
}
