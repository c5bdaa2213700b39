import { type Fen, toYuan } from '#kernel';
import type { Offer } from '#bidding';
import type { ClarificationShown } from './clarification.queries.js';
import type { WithdrawnReport } from './draft.service.js';
import type { EvaluationState } from './evaluation.lifecycle.js';
import type { LastRoundState } from './last-round.rules.js';
import type { Match } from './match.rules.js';
import type { Outlier, SeatCell } from './outlier.rules.js';
import type { LowPriceWarning } from './price.rules.js';
import { type Cell, type Criterion, type Disagreement, showPoints } from './score.rules.js';
import type { SeatState } from './seat.lifecycle.js';
import type { Part } from './standing.rules.js';

/** An offer for a lot as a member reads it. */
export interface ReadableBid {
  readonly bidId: string;
  readonly lot: string;
  readonly lotName: string;
  readonly providerId: string;
  readonly name: string;
  readonly price: Fen;
  /** The price at the opening, where a last one took its place. */
  readonly firstPrice: Fen | null;
  readonly offer: Offer;
  readonly lowPrice: readonly LowPriceWarning[];
  readonly lowPriceReason: string | null;
  /** The member's own notes. */
  readonly note: string;
}

/** An offer that is out of the race, and why. */
export interface OutOfRace {
  readonly bidId: string;
  readonly lot: string;
  readonly name: string;
  readonly exclusion: string;
}

/** A score far from the others', with what its member said about it. */
export interface ShownOutlier extends Outlier {
  readonly explanation: string | null;
}

/** A score as it was before it was corrected. */
export interface EarlierScore extends SeatCell {
  readonly at: Date;
}

/** Another member, as far as one member may see them. */
export interface Fellow {
  readonly seatId: string;
  readonly name: string;
  readonly chair: boolean;
  readonly state: SeatState;
  /** Null until all have locked. */
  readonly cells: readonly Cell[] | null;
}

/** The ranking as the drafted report has it. */
export interface ReportLine {
  readonly bidId: string;
  readonly lot: string;
  readonly lotName: string;
  readonly name: string;
  readonly price: Fen;
  readonly compared: Fen;
  readonly priceScore: number;
  readonly parts: readonly Part[];
  readonly total: number;
  readonly rank: number;
  readonly drawn: boolean;
}

/** Everything one member may see of a panel they were asked to: the less, the earlier. */
export interface PanelSheet {
  readonly procedureId: string;
  readonly number: string;
  readonly title: string;
  readonly department: string;
  readonly evaluationState: EvaluationState;
  readonly seat: { readonly id: string; readonly state: SeatState; readonly chair: boolean; readonly dissent: string | null };
  readonly members: number;
  /** By score, or by the lowest price alone: then nobody scores. */
  readonly ranking: 'score' | 'lowest';
  readonly session: {
    readonly meetsAt: Date | null;
    /** It has come together: whoever is asked now is asked for at once. */
    readonly metAt: Date | null;
    readonly place: string | null;
    readonly hours: number | null;
    readonly fee: Fen | null;
  };
  readonly category: string;
  readonly lots: readonly { readonly lot: string; readonly name: string }[];
  /** What the platform itself knows of this person and the bidders; null until the bidders are known. */
  readonly matches: readonly (Match & { readonly name: string })[] | null;
  /** The panel has checked that the offers answer the notice; scoring begins after it. */
  readonly checked: boolean;
  /** All seats are taken by members who have declared. */
  readonly complete: boolean;
  /** Where the last round of prices stands; null where the method has none. */
  readonly lastRound: { readonly state: LastRoundState; readonly closesAt: Date | null } | null;
  readonly out: readonly OutOfRace[];
  readonly clarifications: readonly ClarificationShown[];
  /** Once all have locked. */
  readonly outliers: readonly ShownOutlier[];
  readonly earlier: readonly EarlierScore[];
  readonly criteria: readonly Criterion[];
  /** Names of the bidders, once accepted: needed to declare. */
  readonly bidders: readonly { readonly id: string; readonly name: string }[] | null;
  /** Null until declared. */
  readonly bids: readonly ReadableBid[] | null;
  readonly cells: readonly Cell[];
  readonly fellows: readonly Fellow[];
  readonly disagreements: readonly Disagreement[];
  readonly report: { readonly id: string; readonly sha256: string; readonly lines: readonly ReportLine[] } | null;
  /** Until then the report is signed; who says nothing is held to agree. */
  readonly signDueAt: Date | null;
  /** Reports that were taken back while they were being signed. */
  readonly withdrawn: readonly WithdrawnReport[];
}

/** A panel in a member's own list. */
export interface PanelRow {
  readonly procedureId: string;
  readonly number: string;
  readonly title: string;
  readonly department: string;
  readonly evaluationState: EvaluationState;
  readonly seatState: SeatState;
  readonly invitedAt: Date;
  readonly meetsAt: Date | null;
  readonly metAt: Date | null;
  readonly hours: number | null;
  /** What the expert is paid for it, when they signed. */
  readonly fee: Fen | null;
  readonly signedAt: Date | null;
  /** Until when the report is to be signed. */
  readonly signDueAt: Date | null;
}

export function panelRowView({ fee, ...row }: PanelRow) {
  return { ...row, fee: fee === null ? null : toYuan(fee) };
}

/** How a sheet leaves over the API. */
export function panelSheetView(sheet: PanelSheet) {
  const cellView = ({ bidId, lot, criterionId, points, reason }: Cell) => ({ bidId, lot, criterionId, points: showPoints(points), reason });
  return {
    ...sheet,
    session: { ...sheet.session, fee: sheet.session.fee === null ? null : toYuan(sheet.session.fee) },
    outliers: sheet.outliers.map(({ seatId, others, explanation, ...cell }) => ({
      seatId,
      ...cellView(cell),
      others: showPoints(others),
      explanation,
    })),
    earlier: sheet.earlier.map(({ seatId, at, ...cell }) => ({ seatId, ...cellView(cell), at })),
    bids:
      sheet.bids?.map(({ price, firstPrice, offer, ...bid }) => ({
        ...bid,
        price: toYuan(price),
        firstPrice: firstPrice === null ? null : toYuan(firstPrice),
        offer: { ...offer, files: offer.files.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 })) },
      })) ?? null,
    cells: sheet.cells.map(cellView),
    fellows: sheet.fellows.map(({ cells, ...fellow }) => ({ ...fellow, cells: cells?.map(cellView) ?? null })),
    disagreements: sheet.disagreements.map(({ points, ...one }) => ({ ...one, points: points.map(showPoints) })),
    report: sheet.report && {
      id: sheet.report.id,
      sha256: sheet.report.sha256,
      lines: sheet.report.lines.map(({ bidId, lot, name, price, compared, priceScore, total, rank, drawn }) => ({
        bidId,
        lot,
        name,
        price: toYuan(price),
        compared: toYuan(compared),
        priceScore: showPoints(priceScore),
        total: showPoints(total),
        rank,
        drawn,
      })),
    },
  };
}
