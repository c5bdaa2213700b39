export {
  type Assessment,
  type AssessmentObjection,
  type Computation,
  type MeasuredIndicator,
  type ScoreLine,
} from './assessment.entity.js';
export {
  assessmentDismissed,
  assessmentFinal,
  assessmentObjected,
  assessmentOpened,
  assessmentPosted,
  assessmentScored,
  assessmentSheetSaved,
  assessmentUpheld,
} from './assessment.events.js';
export { DecideObjection, IndicatorScore, ObjectToAssessment, ScoreAssessment } from './assessment.input.js';
export {
  type AssessmentAct,
  type AssessmentState,
  assessmentLifecycle,
  assessmentStates,
  publicStates as postedStates,
} from './assessment.lifecycle.js';
export { AssessmentModule } from './assessment.module.js';
export { mayAnswerForProvider, mayDecide, mayPost, mayScore, maySee } from './assessment.policy.js';
export { type AssessmentFilter, AssessmentQueries } from './assessment.queries.js';
export { mayStillObject, postingIsOver, sheetIsFull } from './assessment.rules.js';
export { assessmentView, objectionView, scoreLineView } from './assessment.view.js';
export { type ComputedLine, type Grade, type PayRule, gradeOf, payableFor } from './payable.rules.js';
export { PostingService } from './posting.service.js';
export { measuredScore, showScore } from './score.rules.js';
export { ScoringService } from './scoring.service.js';
