export { type NoticeContent } from '#tendering';
export { type Offer } from '#bidding';
export { Award } from './award.entity.js';
export { type AwardAct, type AwardState, activeAwardStates, awardLifecycle, publicAwardStates } from './award.lifecycle.js';
export { type AwardBasis, AwardQueries } from './award.queries.js';
export { AwardService, type Withdrawal, shareAward } from './award.service.js';
export { type AwardFields, awardFacts, awardView } from './award.view.js';
export { Candidate } from './candidate.entity.js';
export { DecisionService } from './decision.service.js';
export { type DrawRecord, type Exclusion } from './draw.rules.js';
export { Evaluation } from './evaluation.entity.js';
export { type AwardFacts, type EvaluationEvents } from './evaluation.events.js';
export {
  AnswerInvitation,
  DecideAward,
  DeclareConflicts,
  DrawPanel,
  EnrolExpert,
  ExplainBid,
  GiveReason,
  JudgeQualification,
  SaveScores,
  ScoreCell,
  SignReport,
} from './evaluation.input.js';
export { type EvaluationAct, type EvaluationState, evaluationLifecycle } from './evaluation.lifecycle.js';
export { EvaluationModule } from './evaluation.module.js';
export { evaluationPolicy, maySeeEvaluation } from './evaluation.policy.js';
export { EvaluationQueries } from './evaluation.queries.js';
export { EvaluationService } from './evaluation.service.js';
export { type CandidateLine, type DrawLine, type Progress, type SeatLine, progressView } from './evaluation.view.js';
export { type Expert, ExpertRegister } from './expert-register.service.js';
export { type Outcome, type OutcomePart, outcomeView } from './outcome.view.js';
export { PanelQueries } from './panel.queries.js';
export { PanelService } from './panel.service.js';
export { type Fellow, type PanelRow, type PanelSheet, type ReadableBid, type ReportLine, panelSheetView } from './panel.view.js';
export { type Hundredths, type LowPriceWarning } from './price.rules.js';
export { type Project } from './project.queries.js';
export { type RankedOffer, type Ranking, RankingQueries } from './ranking.queries.js';
export { contribution } from './ranking.rules.js';
export { ReportService } from './report.service.js';
export { type PublicResult, type ResultLine, type ResultRow, publicResultView, resultRowView } from './result.view.js';
export { type Cell, type Criterion, type Disagreement, mostPoints, needsReason, showPoints } from './score.rules.js';
export { ScoreService } from './score.service.js';
export { Seat } from './seat.entity.js';
export { type SeatAct, type SeatState, readingStates, seatLifecycle } from './seat.lifecycle.js';
export { SeatService } from './seat.service.js';
