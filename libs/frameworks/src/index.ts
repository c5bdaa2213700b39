export {
  type Agreement,
  type AgreementLot,
  type Entrant,
  type EntrantPrice,
  type Ground,
  type Kind,
  type Summary,
  type Way,
  grounds,
  ways,
} from './agreement.entity.js';
export {
  ApplyForEntry,
  ConcludeEntry,
  EndAgreement,
  FileAgreement,
  FundAgreement,
  LeaveAgreement,
  RemoveEntrant,
  ReviewApplication,
} from './agreement.input.js';
export { type AgreementAct, type AgreementState, agreementLifecycle, agreementStates } from './agreement.lifecycle.js';
export {
  type AgreementFilter,
  type AgreementLine,
  type Fund,
  type WholeAgreement,
  type WholeEntrant,
  AgreementQueries,
} from './agreement.queries.js';
export { AgreementSigning } from './agreement-signing.service.js';
export { agreementLine, agreementView, feedbackView, orderLine, orderView, publicEntrants } from './agreement.view.js';
export { type EntrantAct, type EntrantState, entrantLifecycle, entrantStates } from './entrant.lifecycle.js';
export { EntryService } from './entry.service.js';
export { EvidenceService } from './evidence.service.js';
export { type FrameworksEvents } from './frameworks.events.js';
export { FrameworksModule } from './frameworks.module.js';
export { approvesAsSecond, frameworkPolicy, mayApply, maySeeOrder, orderPolicy, watches } from './frameworks.policy.js';
export { KeepingService } from './keeping.service.js';
export { MembershipService } from './membership.service.js';
export { OrderContracts } from './order-contract.service.js';
export { type ChosenBy, type Evidence, type Feedback, type Order, type Quote, type Skip } from './order.entity.js';
export { ContractOfOrder, GiveFeedback, GiveQuote, PlaceOrder, RecordEvidence, WithReason } from './order.input.js';
export { type OrderAct, type OrderState, liveOrderStates, orderLifecycle, orderStates } from './order.lifecycle.js';
export { type OrderFilter, type OrderLine, type WholeOrder, OrderQueries } from './order.queries.js';
export { OrderService } from './order.service.js';
export { TakingService } from './taking.service.js';
