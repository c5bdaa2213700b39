import type { Fen } from '#kernel';
import type { AssessmentState } from './assessment.lifecycle.js';
import type { ComputedLine, Grade, PayRule } from './payable.rules.js';

/** An indicator of the contract with what the provider reported and the buyer accepted. */
export interface MeasuredIndicator {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
  readonly target: string;
  readonly source: string;
  readonly actual: string;
}

/** How the amount came about, kept as it was computed. */
export interface Computation {
  readonly lines: readonly ComputedLine[];
  readonly score: string;
  readonly passMark: number;
  readonly tier: { readonly minScore: number; readonly payPercent: number } | null;
  readonly payPercent: number;
}

/** How well one instalment's work was done, and what is payable for it. */
export interface Assessment {
  readonly id: string;
  readonly contractId: string;
  readonly milestoneId: string;
  readonly instalmentId: string;
  readonly project: string;
  readonly departmentId: string;
  readonly providerId: string;
  readonly instalmentAmount: Fen;
  readonly managerPersonId: string;
  readonly ruleDay: string;
  readonly indicators: readonly MeasuredIndicator[];
  readonly payRule: PayRule;
  readonly state: AssessmentState;
  /** Begins at 1; an upheld objection starts the next. */
  readonly round: number;
  /** Hundredths of a point. */
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly payable: Fen | null;
  readonly deduction: Fen | null;
  readonly computation: Computation | null;
  readonly openedAt: Date;
  readonly scoredBy: string | null;
  readonly scoredAt: Date | null;
  readonly postedBy: string | null;
  readonly postedAt: Date | null;
  readonly postingEndsAt: Date | null;
  readonly finalAt: Date | null;
  readonly finalBecause: 'agreed' | 'time' | null;
}

/** What one person gave one indicator in one round; a later line for the same replaces it, all are kept. */
export interface ScoreLine {
  readonly indicatorId: string;
  readonly round: number;
  readonly measured: number | null;
  readonly score: number;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
}

export interface AssessmentObjection {
  readonly id: string;
  readonly round: number;
  readonly text: string;
  readonly by: string;
  readonly at: Date;
  readonly decision: 'upheld' | 'dismissed' | null;
  readonly decisionText: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}
