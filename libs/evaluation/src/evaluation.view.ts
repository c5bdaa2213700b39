import { type Fen, toYuan } from '#kernel';
import type { AwardFields } from './award.view.js';
import { awardView } from './award.view.js';
import type { ExclusionCode } from './candidate.entity.js';
import type { ClarificationShown } from './clarification.queries.js';
import type { DrawRecord } from './draw.rules.js';
import type { Enterprise } from './enterprise.rules.js';
import type { EvaluationState } from './evaluation.lifecycle.js';
import type { LastRoundState } from './last-round.rules.js';
import type { LotState } from './lot.lifecycle.js';
import type { LowPriceWarning } from './price.rules.js';
import { showPoints } from './score.rules.js';
import type { SeatState } from './seat.lifecycle.js';
import type { TieDraw } from './tie.rules.js';

/** An offer as the buyer follows it. Totals and ranks are null until the report is handed over. */
export interface CandidateLine {
  readonly bidId: string;
  readonly lot: string;
  readonly providerId: string;
  readonly name: string;
  readonly price: Fen;
  /** The price at the opening, where a last round replaced it. */
  readonly firstPrice: Fen | null;
  readonly enterprise: Enterprise | null;
  readonly statement: boolean;
  /** Basis points taken off the price for comparing. */
  readonly deduction: number;
  /** The declaration for enterprises has no effect: the bidder is a social organization. */
  readonly declaresInVain: boolean;
  readonly excluded: ExclusionCode | null;
  readonly exclusion: string | null;
  readonly passed: boolean | null;
  readonly unmet: readonly string[];
  readonly judgement: string | null;
  readonly total: number | null;
  readonly rank: number | null;
  readonly drawn: boolean;
  readonly reason: string | null;
  /** Criterion by criterion, once reported: the points, what members wrote, what was added. */
  readonly parts: readonly ReasonedPart[];
  readonly lowPrice: readonly LowPriceWarning[];
  readonly lowPriceReason: string | null;
}

/** One criterion of an offer, with everything its bidder will read about it. */
export interface ReasonedPart {
  readonly id: string;
  readonly name: string;
  readonly max: number;
  readonly points: number;
  readonly reasons: readonly string[];
  /** Points were lost and nobody wrote why: the announcement waits for a word. */
  readonly silent: boolean;
}

/** A lot as the buyer follows it. */
export interface LotLine {
  readonly id: string;
  readonly lot: string;
  readonly name: string;
  readonly maxPrice: Fen;
  readonly state: LotState;
  readonly tieSeed: string | null;
  readonly ties: readonly TieDraw[];
  readonly decideDueAt: Date | null;
  /** In the words everybody is told. */
  readonly failure: string | null;
  readonly award: (AwardFields & { readonly decidedBy: string }) | null;
  /** Bids whose award was withdrawn. */
  readonly withdrawn: readonly string[];
}

/** A member as the buyer sees them: how far, never what they gave. */
export interface SeatLine {
  readonly id: string;
  readonly name: string;
  readonly kind: 'expert' | 'representative';
  readonly state: SeatState;
  readonly chair: boolean;
  readonly specialty: string | null;
  readonly invitedAt: Date;
  readonly leftReason: string | null;
  readonly scored: number;
  readonly dissent: string | null;
}

export interface DrawLine extends DrawRecord {
  readonly no: number;
  readonly needed: number;
  readonly drawnAt: Date;
  /** Drawn again just now from the record: it came to the same people. */
  readonly same: boolean;
}

/** How an evaluation goes, for the buyer's people and those who supervise. */
export interface Progress {
  readonly id: string;
  readonly procedureId: string;
  readonly number: string;
  readonly title: string;
  readonly method: string;
  readonly departmentId: string;
  readonly state: EvaluationState;
  readonly round: number;
  readonly redoReason: string | null;
  readonly ranking: 'score' | 'lowest';
  readonly session: {
    readonly meetsAt: Date | null;
    readonly metAt: Date | null;
    readonly place: string | null;
    readonly hours: number | null;
    readonly fee: Fen | null;
  };
  /** Until when a meeting may be fixed for which members are drawn now. */
  readonly drawLatest: Date;
  readonly complianceAt: Date | null;
  /** The last round of prices; null where the method has none. */
  readonly lastRound: { readonly state: LastRoundState; readonly closesAt: Date | null; readonly takenAt: Date | null } | null;
  readonly lots: readonly LotLine[];
  readonly clarifications: readonly ClarificationShown[];
  readonly minOffers: number;
  readonly leastMembers: number;
  readonly panelSize: number | null;
  /** Cells each member has to fill. */
  readonly cells: number;
  readonly eligibility: readonly { readonly id: string; readonly text: string }[];
  readonly candidates: readonly CandidateLine[];
  readonly seats: readonly SeatLine[];
  readonly draws: readonly DrawLine[];
  readonly tieSeed: string | null;
  readonly startedAt: Date;
  readonly lockedAt: Date | null;
  readonly reportedAt: Date | null;
  readonly decideDueAt: Date | null;
  /** `signaturesId`: the paper of who signed, dissents or was silent; reports of before have none. */
  readonly report: { readonly id: string; readonly sha256: string; readonly signaturesId: string | null } | null;
  /** Of the first lot that has one: most procedures have only one lot. */
  readonly award: (AwardFields & { readonly decidedBy: string }) | null;
  readonly withdrawn: readonly string[];
}

/** How it leaves over the API. */
export function progressView(progress: Progress) {
  const { candidates, seats, award, lots, session, ...rest } = progress;
  return {
    ...rest,
    session: { ...session, fee: session.fee === null ? null : toYuan(session.fee) },
    lots: lots.map(({ maxPrice, award: own, ...lot }) => ({ ...lot, maxPrice: toYuan(maxPrice), award: own && awardView(own) })),
    candidates: candidates.map(({ price, firstPrice, total, parts, ...line }) => ({
      ...line,
      price: toYuan(price),
      firstPrice: firstPrice === null ? null : toYuan(firstPrice),
      parts: parts.map(({ max, points, ...part }) => ({ ...part, max: showPoints(max), points: showPoints(points) })),
      total: total === null ? null : showPoints(total),
    })),
    seats,
    award: award && awardView(award),
  };
}
