export { PaymentAccounts } from './account.queries.js';
export { readAnswer } from './answer-file.gateway.js';
export { type AnswerLine, type ExceptionKind, judge } from './answer.rules.js';
export { type AnswerOutcome, AnswerService } from './answer.service.js';
export { DossierQueries } from './dossier.queries.js';
export { invoiceNumberFault } from './invoice.rules.js';
export { type LatePayment, LateQueries } from './late.queries.js';
export { type Lateness } from './late.rules.js';
export { MatchQueries } from './match.queries.js';
export { type MatchItem, type MatchLine, allAgree } from './match.rules.js';
export { type OrderFormat } from './order-file.gateway.js';
export { afterInvoice } from './payment-moves.service.js';
export { type Attempt, type Payment, type PaymentRequest, type PaymentStep } from './payment.entity.js';
export { RequestPayment, ResolveException, ReturnPayment } from './payment.input.js';
export {
  type Holder,
  furtherActs,
  type PaymentAct,
  type PaymentState,
  atFinance,
  clockIn,
  holders,
  paymentLifecycle,
  paymentStates,
  underWay,
} from './payment.lifecycle.js';
export {
  isFinance,
  mayApprove,
  mayCheck,
  mayConfirm,
  mayImportAnswer,
  mayReadOrders,
  mayReconcile,
  mayRemind,
  mayRequest,
  mayResolve,
  mayReturn,
  maySee,
} from './payment.policy.js';
export { type PaymentFilter, PaymentQueries } from './payment.queries.js';
export { PaymentService } from './payment.service.js';
export { type PaymentMore, maskedAccount, paymentLine, paymentView, publicInstalmentView } from './payment.view.js';
export {
  answerImported,
  exceptionOpened,
  exceptionResolved,
  orderDownloaded,
  paymentApproved,
  paymentChecked,
  paymentConfirmed,
  paymentInstructed,
  paymentNothingPayable,
  paymentPaid,
  paymentPayable,
  paymentRejected,
  paymentReminded,
  paymentRequested,
  paymentReturned,
  paymentUnknown,
} from './payments.events.js';
export { PaymentsModule } from './payments.module.js';
export { type AnswerFileLine, type OpenOrder, type TreasuryCase, ReconcileQueries } from './reconcile.queries.js';
export { RequestService } from './request.service.js';
export { type ReturnCode, returnCodes } from './return.rules.js';
export { type TrackedInstalment, TrackerQueries } from './tracker.queries.js';
export { type Stage, stageOf, stages } from './tracker.rules.js';
export { type StageHolder, type TrackedStage, tracker } from './tracker.view.js';
export { TreasuryOrderService } from './treasury-order.service.js';
