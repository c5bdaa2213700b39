export { LateAttempts } from './attempt.service.js';
export { ConsentToOpening, RemoveFile, SaveDraft, StartBid, SubmitBid, WithdrawBid } from './bid.input.js';
export { BidPrints } from './bid-print.queries.js';
export { type BidAct, type BidState, bidLifecycle } from './bid.lifecycle.js';
export { bidPolicy } from './bid.policy.js';
export { BidQueries } from './bid.queries.js';
export { mayBid } from './bid.rules.js';
export { BidService } from './bid.service.js';
export {
  type OpenedBid,
  type OwnBid,
  type TaskStanding,
  type TaskState,
  fileView,
  openedBidView,
  ownBidView,
  taskStates,
} from './bid.view.js';
export { BiddingModule } from './bidding.module.js';
export { boxRoot } from './box-root.rules.js';
export { type BoxAct, type BoxState, boxLifecycle } from './box.lifecycle.js';
export {
  type Draft,
  type Offer,
  type OfferFile,
  type OfferTask,
  type Touch,
  isOfferTask,
  longestText,
  mostFiles,
  offerFaults,
  offerTasks,
} from './offer.rules.js';
export { type Side, mayFollow, sideOf } from './opening.policy.js';
export { type WaitingBox, OpeningQueries } from './opening.queries.js';
export { type Consent } from './opening.rules.js';
export { Opening } from './opening.service.js';
export { type OpeningRecord, type OpeningView, openingView } from './opening.view.js';
export { type KeptReceipt, type LateTry, type Receipt, beijingTime } from './receipt.view.js';
export { SubmissionService } from './submission.service.js';
