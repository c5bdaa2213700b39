import { type Refusal, refuse } from '#kernel';
import type { Assessment, AssessmentObjection, Computation } from './assessment.entity.js';
import { type ComputedLine, type GradeLimits, type Grade, gradeOf, payableFor, pointsOf } from './payable.rules.js';
import { measuredScore, type Score, showScore, weightedScore } from './score.rules.js';

/** Objections come while the result is posted, one a round. */
export function mayStillObject(
  assessment: Pick<Assessment, 'postingEndsAt' | 'round'>,
  objections: readonly Pick<AssessmentObjection, 'round'>[],
  now: Date,
): Refusal | undefined {
  if (objections.some(({ round }) => round === assessment.round)) return refuse('conflict', 'assessment.objected-already');
  if (!assessment.postingEndsAt || now < assessment.postingEndsAt) return undefined;
  return refuse('conflict', 'assessment.posting-over', { endedAt: assessment.postingEndsAt });
}

/** A result becomes final by itself only when its posting is over. */
export function postingIsOver({ postingEndsAt }: Pick<Assessment, 'postingEndsAt'>, now: Date): boolean {
  return postingEndsAt !== null && now >= postingEndsAt;
}

/** Every indicator needs its score before the sheet is closed. */
export function sheetIsFull(indicators: readonly { id: string }[], scores: readonly { indicatorId: string }[]): Refusal | undefined {
  const missing = indicators.filter(({ id }) => !scores.some(({ indicatorId }) => indicatorId === id)).length;
  return missing ? refuse('conflict', 'assessment.sheet-open', { missing }) : undefined;
}

export interface Result {
  readonly score: Score;
  readonly grade: Grade;
  readonly payable: bigint;
  readonly deduction: bigint;
  readonly computation: Computation;
}

/** The whole way from scores to the amount, line by line, by the rule the contract agreed on. */
export function resultOf(
  assessment: Pick<Assessment, 'indicators' | 'payRule' | 'instalmentAmount'>,
  scores: readonly { indicatorId: string; score: Score; reason: string | null }[],
  limits: GradeLimits,
): Result {
  const rows = assessment.indicators.map((indicator) => {
    const given = scores.find(({ indicatorId }) => indicatorId === indicator.id)!;
    return { ...indicator, given, measured: measuredScore(indicator.target, indicator.actual) };
  });
  const score = weightedScore(rows.map(({ weight, given }) => ({ weight, score: given.score })));
  const { payable, deduction, payPercent, tier } = payableFor(assessment.instalmentAmount, score, assessment.payRule);
  const lines = rows.map(({ id, name, weight, target, actual, measured, given }): ComputedLine => ({
    indicatorId: id,
    name,
    weight,
    target,
    actual,
    measured: measured === undefined ? null : showScore(measured),
    score: showScore(given.score),
    reason: given.reason,
    points: pointsOf(weight, given.score),
  }));
  const computation = { lines, score: showScore(score), passMark: assessment.payRule.passMark, tier, payPercent };
  return { score, grade: gradeOf(score, limits), payable, deduction, computation };
}
