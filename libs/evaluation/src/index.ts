export { Abandonment } from './abandon.service.js';
export { type NoticeContent } from '#tendering';
export { type Offer } from '#bidding';
export { Award } from './award.entity.js';
export { type AwardAct, type AwardState, activeAwardStates, awardLifecycle, publicAwardStates } from './award.lifecycle.js';
export { type AwardBasis, AwardQueries } from './award.queries.js';
export { AwardService, type Withdrawal, shareAward } from './award.service.js';
export { type AwardFields, awardFacts, awardView } from './award.view.js';
export { Candidate } from './candidate.entity.js';
export { type Clarification, type ClarificationShown, ClarificationQueries, clarificationView } from './clarification.queries.js';
export { ClarificationService } from './clarification.service.js';
export { ComplianceService } from './compliance.service.js';
export { DecisionService } from './decision.service.js';
export { DrawQueries } from './draw.queries.js';
export { type DrawRecord, type Exclusion, type Wanted, draw, drawnAgain } from './draw.rules.js';
export { type TieDraw, tieAlgorithm, tieDrawnAgain } from './tie.rules.js';
export { type Enterprise, enterprises, isSocialOrganization } from './enterprise.rules.js';
export { type LastRoundState } from './last-round.rules.js';
export { LastRound } from './last-round.service.js';
export { Evaluation } from './evaluation.entity.js';
export { type AwardFacts, type EvaluationEvents } from './evaluation.events.js';
export { DecideAward, DrawPanel, GiveReason, JudgeQualification, TellBidder } from './evaluation.input.js';
export { EnrolExpert, SayAway, SuspendExpert } from './expert.input.js';
export {
  AnswerInvitation,
  AnswerPanel,
  AskBidder,
  CallLastPrices,
  CheckCompliance,
  DeclareConflicts,
  ExplainScore,
  JudgeLowPrice,
  SaveScores,
  ScoreCell,
  SignReport,
  WriteNote,
} from './panel.input.js';
export { type EvaluationAct, type EvaluationState, evaluationLifecycle } from './evaluation.lifecycle.js';
export { EvaluationModule } from './evaluation.module.js';
export { evaluationPolicy, maySeeEvaluation } from './evaluation.policy.js';
export { type LotOutcome, type OpenEvaluation, EvaluationQueries } from './evaluation.queries.js';
export { EvaluationService } from './evaluation.service.js';
export {
  type CandidateLine,
  type DrawLine,
  type LotLine,
  type Progress,
  type ReasonedPart,
  type SeatLine,
  progressView,
} from './evaluation.view.js';
export { type Expert, type ExpertFilter, ExpertRegister } from './expert-register.service.js';
export { EvaluatedLot } from './lot.entity.js';
export { type LotAct, type LotState, lotLifecycle } from './lot.lifecycle.js';
export { type Match, type MatchCode } from './match.rules.js';
export { type Outcome, type OutcomePart, outcomeView } from './outcome.view.js';
export { PanelQueries } from './panel.queries.js';
export { PanelService } from './panel.service.js';
export {
  type Fellow,
  type PanelRow,
  type PanelSheet,
  type ReadableBid,
  type ReportLine,
  type ShownOutlier,
  panelRowView,
  panelSheetView,
} from './panel.view.js';
export { type Hundredths, type LowPriceWarning } from './price.rules.js';
export { type Project } from './project.queries.js';
export { type RankedOffer, type Ranking, RankingQueries } from './ranking.queries.js';
export { contribution } from './ranking.rules.js';
export { ReportService } from './report.service.js';
export { type Redo } from './round.service.js';
export { type LotResult, type PublicResult, type ResultLine, type ResultRow, publicResultView, resultRowView } from './result.view.js';
export {
  type Cell,
  type Criterion,
  type Disagreement,
  type OfferKey,
  judgedCriteria,
  mostPoints,
  needsReason,
  offerKey,
  sameOffer,
  showPoints,
} from './score.rules.js';
export { ScoreService } from './score.service.js';
export { Seat } from './seat.entity.js';
export { type SeatAct, type SeatState, readingStates, seatLifecycle } from './seat.lifecycle.js';
export { SeatService } from './seat.service.js';
export { SigningService } from './signing.service.js';
