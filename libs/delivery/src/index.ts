export {
  logEntryAdded,
  logEntryStruck,
  milestoneAccepted,
  milestoneDropped,
  milestonePlanned,
  milestoneRejected,
  milestoneReturned,
  milestoneSubmitted,
} from './delivery.events.js';
export { DeliveryModule } from './delivery.module.js';
export { prefilled, showHours, sumsOf } from './log.rules.js';
export { LogService } from './log.service.js';
export { type Answer, type AnswerKind, type Figure, type LogEntry, type LogSums, type Milestone, type Report } from './milestone.entity.js';
export {
  AcceptMilestone,
  AddLogEntry,
  RejectMilestone,
  type RejectCode,
  rejectCodes,
  type ReturnCode,
  returnCodes,
  ReturnMilestone,
  StrikeLogEntry,
  SubmitMilestone,
} from './milestone.input.js';
export { type MilestoneAct, type MilestoneState, milestoneLifecycle, milestoneStates } from './milestone.lifecycle.js';
export { mayAnswer, mayLog, maySee, maySubmit } from './milestone.policy.js';
export { type MilestoneFilter, MilestoneQueries } from './milestone.queries.js';
export { barredFromAccepting } from './milestone.rules.js';
export { MilestoneService } from './milestone.service.js';
export { answerView, logEntryView, milestoneView, reportView, sumsView } from './milestone.view.js';
