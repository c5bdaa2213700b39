export { type BadRecord, BadRecords } from './bad-record.queries.js';
export { ChallengeDesk } from './challenge-desk.service.js';
export { Challenge } from './challenge.entity.js';
export { AcceptChallenge, AnswerChallenge, RefuseChallenge, WithdrawObjection } from './challenge.input.js';
export {
  type ChallengeAct,
  type ChallengeOutcome,
  type ChallengeState,
  type Remedy,
  challengeLifecycle,
  challengeStates,
  outcomes,
  remedies,
} from './challenge.lifecycle.js';
export { challengePolicy, maySeeChallenge } from './challenge.policy.js';
export { type ChallengeFilter, ChallengeQueries } from './challenge.queries.js';
export { ChallengeService } from './challenge.service.js';
export { type ChallengeFields, type ChallengeRow, challengeRowView, challengeView, windowView } from './challenge.view.js';
export { ComplaintDesk } from './complaint-desk.service.js';
export { Complaint } from './complaint.entity.js';
export { ComplaintReason, DecideComplaint, FileComplaint, PauseComplaint, RespondComplaint, TurnComplaint } from './complaint.input.js';
export {
  type ComplaintAct,
  type ComplaintState,
  type Dismissal,
  complaintLifecycle,
  complaintStates,
  dismissals,
} from './complaint.lifecycle.js';
export { complaintPolicy } from './complaint.policy.js';
export { ComplaintQueries } from './complaint.queries.js';
export { isPaused, remediesFor } from './complaint.rules.js';
export { ComplaintService } from './complaint.service.js';
export { type ComplaintRow, type PublishedDecision, complaintRowView, complaintView, sentView } from './complaint.view.js';
export { type ObjectionCounts, ObjectionCounters } from './counter.queries.js';
export { ComplaintDecisions } from './decision.service.js';
export { Enquiry } from './enquiry.entity.js';
export { AnswerEnquiry, AskEnquiry } from './enquiry.input.js';
export { type EnquiryAct, type EnquiryState, enquiryLifecycle, enquiryStates } from './enquiry.lifecycle.js';
export { EnquiryQueries } from './enquiry.queries.js';
export { EnquiryService } from './enquiry.service.js';
export { EntryResults, type EntrySource, type EntryTold } from './entry-results.service.js';
export { type EnquiryRow, enquiryRowView, enquiryView } from './enquiry.view.js';
export { type ObjectionsEvents, type PerformanceSuspended, type RemedyOrdered } from './objections.events.js';
export { ObjectionsModule } from './objections.module.js';
export { FileChallenge, SupplementChallenge } from './petition.input.js';
export { type Evidence, type Petitioner, type Point, masked } from './petition.rules.js';
export { Respondents } from './respondent.service.js';
export { type Stage, type TakesPart, type Window, stages, standingFor } from './stage.rules.js';
export { standsStillFor, wayIsClear } from './way.queries.js';
export { Windows } from './window.service.js';
