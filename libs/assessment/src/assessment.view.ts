import { toYuan } from '#kernel';
import type { Assessment, AssessmentObjection, ScoreLine } from './assessment.entity.js';
import { publicStates } from './assessment.lifecycle.js';
import { showScore } from './score.rules.js';

/** What every entry about an assessment says. */
export const factsOf = ({ contractId, milestoneId, instalmentId, departmentId, providerId }: Assessment) => ({
  contractId,
  milestoneId,
  instalmentId,
  departmentId,
  providerId,
});

/** Posted results are everybody's; before that, only the buyer's. Amounts in yuan, scores as "92.50". */
export function assessmentView(assessment: Assessment, seesScores = publicStates.includes(assessment.state)) {
  const { id, contractId, milestoneId, instalmentId, departmentId, providerId, state, round, indicators, payRule } = assessment;
  const common = {
    id,
    contractId,
    milestoneId,
    instalmentId,
    departmentId,
    providerId,
    state,
    round,
    indicators,
    rule: payRule,
    instalmentAmount: toYuan(assessment.instalmentAmount),
    openedAt: assessment.openedAt,
    postedAt: assessment.postedAt,
    postingEndsAt: assessment.postingEndsAt,
    finalAt: assessment.finalAt,
    finalBecause: assessment.finalBecause,
  };
  if (!seesScores || assessment.score === null)
    return { ...common, score: null, grade: null, payable: null, deduction: null, computation: null };
  const { score, grade, payable, deduction, computation } = assessment;
  return { ...common, score: showScore(score), grade, payable: toYuan(payable!), deduction: toYuan(deduction!), computation };
}

export const scoreLineView = ({ indicatorId, round, measured, score, reason, at }: ScoreLine) => ({
  indicatorId,
  round,
  measured: measured === null ? null : showScore(measured),
  score: showScore(score),
  reason,
  at,
});

export const objectionView = ({ id, round, text, at, decision, decisionText, decidedAt }: AssessmentObjection) => ({
  id,
  round,
  text,
  at,
  decision,
  decisionText,
  decidedAt,
});
