export { AbandonmentService } from './abandonment.service.js';
export { DrawInput } from './admission.input.js';
export { AdmissionQueries, type Invitation } from './admission.queries.js';
export { type Bar, Admissions } from './admission.service.js';
export { aliasOf } from './asker.rules.js';
export { attachmentEndings } from './attachment.rules.js';
export { type Brake, type Braked, Brakes } from './brake.service.js';
export { type Finding, type Result, type Yardsticks, stops } from './compliance.rules.js';
export {
  type Attachment,
  type Clarification,
  type Contact,
  type Criterion,
  type CriterionKind,
  type DraftContent,
  type Eligibility,
  type HolderLine,
  type Indicator,
  type Instalment,
  type Lot,
  type NoticeContent,
  type Reason,
  type Service,
  type Tier,
  criterionKinds,
  lotsOf,
} from './content.view.js';
export { CorrectionService } from './correction.service.js';
export { type Desk, DeskQueries } from './desk.queries.js';
export { type Change, changesBetween } from './diff.rules.js';
export { DraftService } from './draft.service.js';
export { drawn } from './draw.rules.js';
export { type EligibilityLine, type EligibilityResult, eligibilityLines, isEnterprise, maySupply } from './eligibility.rules.js';
export { type FindingView, findingView } from './finding.view.js';
export { Figures } from './figures.queries.js';
export { type Method, type MethodRules, methodRules, methods } from '#calendar';
export { mandatoryContents } from './mandatory.rules.js';
export { type Book, frameworkEntrants, groundsOf, minOffers, panelMin } from './method.rules.js';
export { type NoticeKind, type Question } from './notice.entity.js';
export { type NoticeFilter, type NoticeSort, type Sheet, NoticeQueries, countedUpTo, noticeSorts } from './notice.queries.js';
export { ProcedureOrders } from './order.service.js';
export {
  type Buyer,
  type NoticeSummary,
  type NoticeView,
  type QuestionView,
  type RoundView,
  type ShownDraw,
  type VersionLine,
  type VersionView,
  questionView,
} from './notice.view.js';
export { type Procedure } from './procedure.entity.js';
export {
  AnswerInput,
  CorrectionInput,
  DraftInput,
  ExtensionInput,
  MergeInput,
  OfficialInput,
  QuestionInput,
  ReasonInput,
  RekeyingInput,
  SubmissionInput,
} from './procedure.input.js';
export {
  type ProcedureAct,
  type ProcedureState,
  endedWithoutAward,
  procedureLifecycle,
  procedureStates,
  publicStates,
} from './procedure.lifecycle.js';
export { type Ownership, mayAsk, maySee, procedurePolicy } from './procedure.policy.js';
export { type OpenQuestion, type ProcedureFilter, type SubmittedContent, type TaskSave, ProcedureQueries } from './procedure.queries.js';
export { type HeldProcedure, ProcedureService } from './procedure.service.js';
export { type ProcedureLine, type ProcedureView, type TaskView, procedureView } from './procedure.view.js';
export { ObjectionInput, PriorInput, ReargumentInput } from './prior.input.js';
export { PriorQueries } from './prior.queries.js';
export { standsAsAnnounced } from './prior.rules.js';
export { PriorNotices } from './prior.service.js';
export { type Objection, type PriorContent, type PriorNotice } from './prior.view.js';
export { PublicationService } from './publication.service.js';
export { QuestionService } from './question.service.js';
export { requirementOf } from './requirement.answers.rules.js';
export { bondAllowed } from './requirement.rules.js';
export { type Candidate, type Policy, type Requirement, type SourceExpert, surveyKinds } from './requirement.view.js';
export { ReviewInput } from './review.input.js';
export {
  focusedOpinions,
  generalOpinions,
  opinionSubjects,
  type OpinionSubject,
  type ReviewKind,
  type ReviewLine,
} from './review.rules.js';
export { Reviews } from './review.service.js';
export { type AskedRekeying, RekeyingService } from './rekeying.service.js';
export { type NewVersion } from './revision.service.js';
export { SuspensionService } from './suspension.service.js';
export { type Task, type TaskStatus, isTask, noticeTasks, requirementTasks, tasks } from './task.rules.js';
export { type TaskInputs, taskInputs } from './task.input.js';
export { type TenderingEvents } from './tendering.events.js';
export { TenderingModule } from './tendering.module.js';
