import { type Fen, toYuan } from '#kernel';
import type { AwardFields } from './award.view.js';
import { awardView } from './award.view.js';
import type { DrawRecord } from './draw.rules.js';
import type { EvaluationState } from './evaluation.lifecycle.js';
import type { LowPriceWarning } from './price.rules.js';
import { showPoints } from './score.rules.js';
import type { SeatState } from './seat.lifecycle.js';

/** A bid as the buyer follows it. Totals and ranks are null until the report is handed over. */
export interface CandidateLine {
  readonly bidId: string;
  readonly providerId: string;
  readonly name: string;
  readonly price: Fen;
  readonly passed: boolean | null;
  readonly unmet: readonly string[];
  readonly judgement: string | null;
  readonly total: number | null;
  readonly rank: number | null;
  readonly drawn: boolean;
  readonly reason: string | null;
  readonly lowPrice: readonly LowPriceWarning[];
  readonly lowPriceReason: string | null;
}

/** A member as the buyer sees them: how far, never what they gave. */
export interface SeatLine {
  readonly id: string;
  readonly name: string;
  readonly kind: 'expert' | 'representative';
  readonly state: SeatState;
  readonly chair: boolean;
  readonly invitedAt: Date;
  readonly leftReason: string | null;
  readonly scored: number;
  readonly dissent: string | null;
}

export interface DrawLine extends DrawRecord {
  readonly no: number;
  readonly needed: number;
  readonly drawnAt: Date;
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
  readonly report: { readonly id: string; readonly sha256: string } | null;
  readonly award: (AwardFields & { readonly decidedBy: string }) | null;
  readonly withdrawn: readonly string[];
}

/** How it leaves over the API. */
export function progressView(progress: Progress) {
  const { candidates, seats, award, ...rest } = progress;
  return {
    ...rest,
    candidates: candidates.map(({ price, total, ...line }) => ({
      ...line,
      price: toYuan(price),
      total: total === null ? null : showPoints(total),
    })),
    seats,
    award: award && awardView(award),
  };
}
