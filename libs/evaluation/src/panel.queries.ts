import { Injectable } from '@nestjs/common';
import { type Actor, found } from '#kernel';
import { BidQueries, OpeningQueries } from '#bidding';
import { OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { NoticeQueries } from '#tendering';
import { type Case, Cases, chairOf, ownSeat, passed, sitting } from './case.queries.js';
import { lockedStates } from './evaluation.lifecycle.js';
import type { PanelRow, PanelSheet, ReadableBid, ReportLine } from './panel.view.js';
import { lowPriceWarnings } from './price.rules.js';
import { Projects } from './project.queries.js';
import { type Cell, disagreements } from './score.rules.js';
import { cellsOf } from './score.service.js';
import { knowingStates, readingStates } from './seat.lifecycle.js';
import { standings } from './standing.rules.js';
import { sha256 as digest } from './panel.service.js';

type SeatCell = Cell & { readonly seatId: string };

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
  ) {}

  /** The actor's panels, newest first. */
  async mine(actor: Actor, limit = 50): Promise<PanelRow[]> {
    const rows = await this.database.query<Omit<PanelRow, 'number' | 'title' | 'department'>>(
      `select e.procedure_id as "procedureId", e.state as "evaluationState", s.state as "seatState", s.invited_at as "invitedAt"
       from evaluation.seat s join evaluation.evaluation e on e.id = s.evaluation_id
       where s.person_id = $1 order by s.invited_at desc limit $2`,
      [actor.personId, limit],
    );
    const notices = await this.notices.summaries(rows.map(({ procedureId }) => procedureId));
    return rows.flatMap((row) => {
      const notice = notices.get(row.procedureId);
      return notice ? [{ ...row, number: notice.number, title: notice.title, department: notice.department.name }] : [];
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
      const nameOf = (id: string): string => names.get(id)?.name ?? '';
      const chair = chairOf(seats);
      return {
        procedureId,
        number: project.number,
        title: project.title,
        department: nameOf(project.departmentId),
        evaluationState: evaluation.state,
        seat: { id: seat.id, state: seat.state, chair: chair?.id === seat.id, dissent: seat.dissent },
        members: evaluation.panelSize ?? 0,
        criteria: project.content.criteria,
        bidders: knows ? passed(file).map(({ providerId }) => ({ id: providerId, name: nameOf(providerId) })) : null,
        bids: reads ? await this.readable(file, nameOf) : null,
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
        report:
          allLocked && evaluation.reportId
            ? { id: evaluation.reportId, sha256: evaluation.reportSha256!, lines: this.lines(file, cells, nameOf) }
            : null,
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
      passed(file).find((one) => one.bidId === bidId),
      'bid',
    );
    return this.openings.openedFile(bidId, sha256);
  }

  private async readable(file: Case, nameOf: (id: string) => string): Promise<ReadableBid[]> {
    const offers = new Map((await this.bids.opened(file.project.id)).map((bid) => [bid.bidId, bid.offer]));
    const warned = lowPriceWarnings(passed(file), this.projects.lowPrice(file.project));
    return passed(file).flatMap(({ bidId, providerId, price, lowPriceReason }) => {
      const offer = offers.get(bidId);
      return offer
        ? [{ bidId, providerId, name: nameOf(providerId), price, offer, lowPrice: warned.get(bidId) ?? [], lowPriceReason }]
        : [];
    });
  }

  private lines(file: Case, cells: readonly SeatCell[], nameOf: (id: string) => string): ReportLine[] {
    const bids = passed(file);
    const lot = (bidId: string): string => digest(`${file.evaluation.tieSeed}:${bidId}`);
    return standings(bids, cells, file.project.content.criteria, lot).map(({ bidId, price, ...line }) => {
      const bid = bids.find((one) => one.bidId === bidId)!;
      return { ...line, bidId, name: nameOf(bid.providerId), price: bid.price, compared: price };
    });
  }
}
