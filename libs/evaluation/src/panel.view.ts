import { type Fen, toYuan } from '#kernel';
import type { Offer } from '#bidding';
import type { EvaluationState } from './evaluation.lifecycle.js';
import type { LowPriceWarning } from './price.rules.js';
import { type Cell, type Criterion, type Disagreement, showPoints } from './score.rules.js';
import type { SeatState } from './seat.lifecycle.js';
import type { Part } from './standing.rules.js';

/** A bid as a member reads it. */
export interface ReadableBid {
  readonly bidId: string;
  readonly providerId: string;
  readonly name: string;
  readonly price: Fen;
  readonly offer: Offer;
  readonly lowPrice: readonly LowPriceWarning[];
  readonly lowPriceReason: string | null;
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
  readonly criteria: readonly Criterion[];
  /** Names of the bidders, once accepted: needed to declare. */
  readonly bidders: readonly { readonly id: string; readonly name: string }[] | null;
  /** Null until declared. */
  readonly bids: readonly ReadableBid[] | null;
  readonly cells: readonly Cell[];
  readonly fellows: readonly Fellow[];
  readonly disagreements: readonly Disagreement[];
  readonly report: { readonly id: string; readonly sha256: string; readonly lines: readonly ReportLine[] } | null;
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
}

/** How a sheet leaves over the API. */
export function panelSheetView(sheet: PanelSheet) {
  const cellView = ({ bidId, criterionId, points, reason }: Cell) => ({ bidId, criterionId, points: showPoints(points), reason });
  return {
    ...sheet,
    bids:
      sheet.bids?.map(({ price, offer, ...bid }) => ({
        ...bid,
        price: toYuan(price),
        offer: { ...offer, files: offer.files.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 })) },
      })) ?? null,
    cells: sheet.cells.map(cellView),
    fellows: sheet.fellows.map(({ cells, ...fellow }) => ({ ...fellow, cells: cells?.map(cellView) ?? null })),
    disagreements: sheet.disagreements.map(({ points, ...one }) => ({ ...one, points: points.map(showPoints) })),
    report: sheet.report && {
      id: sheet.report.id,
      sha256: sheet.report.sha256,
      lines: sheet.report.lines.map(({ bidId, name, price, compared, priceScore, total, rank, drawn }) => ({
        bidId,
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
