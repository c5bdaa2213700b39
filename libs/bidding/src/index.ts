export { LateAttempts } from './attempt.service.js';
export { BidPrints } from './bid-print.queries.js';
export {
  AgreeToFallback,
  BeginUpload,
  Contribution,
  ContributeToOpening,
  DeclineOpening,
  EnvelopeSecrets,
  EnvelopeStatements,
  HandSecrets,
  SignMinutes,
  StartBid,
  SubmitBid,
  SubmitLastPrice,
  WithdrawBid,
} from './bid.input.js';
export { type BidAct, type BidState, bidLifecycle, boxedStates, unjudgedStates } from './bid.lifecycle.js';
export { bidPolicy } from './bid.policy.js';
export { BidQueries } from './bid.queries.js';
export { mayBid } from './bid.rules.js';
export { BidService } from './bid.service.js';
export { type BidDeskView, type HandedIn, type LastRound, type OpenedBid, type OwnBid, fileView, openedBidView } from './bid.view.js';
export { BiddingModule } from './bidding.module.js';
export { type Round } from './box-contents.queries.js';
export { type BoxAct, type BoxState, boxLifecycle } from './box.lifecycle.js';
export { type Contributed, Contributions } from './contribution.service.js';
export { Declines } from './decline.service.js';
export { Fallback } from './fallback.service.js';
export { type HolderDuty, HolderDuties } from './holder-duties.queries.js';
export { type Call, type CalledBid, LastPrices } from './last-price.service.js';
export { type AskedPrice, LastPriceQueries } from './last-price.queries.js';
export { Minutes } from './minutes.service.js';
export { recipientsOf } from './notice.rules.js';
export {
  type OfferedLot,
  type Offer,
  type OfferAnswers,
  type OfferFile,
  type OfferTask,
  type StatedSize,
  isOfferTask,
  longestText,
  mostFiles,
  offerFaults,
  offerTasks,
  priceFaults,
  statedSizes,
} from './offer.rules.js';
export { type Holder, fallbackSide, mayFollow, officeOf, watches } from './opening.policy.js';
export { type BoxedBidder, type WaitingBox, OpeningQueries } from './opening.queries.js';
export { type Attendance } from './opening.rules.js';
export { Opening } from './opening.service.js';
export {
  type FallbackView,
  type InvalidBid,
  type MinutesView,
  type OpeningRecord,
  type OpeningView,
  type RecordStatement,
  openingView,
  pricesView,
} from './opening.view.js';
export { type AskedKeys, OwnKeys } from './own-keys.queries.js';
export { type OpeningPackage, OpeningPackages } from './opening-package.queries.js';
export { type PackedBidInput, PackedBids } from './packed.service.js';
export { type KeptReceipt, type LateTry, type LateTryStatement, type Receipt, beijingTime } from './receipt.view.js';
export { type ReceiptCheck, ReceiptChecks } from './receipt-check.queries.js';
export { type OwnShares, Shares } from './shares.queries.js';
export { storedFiles } from './statement.service.js';
export { SubmissionService, writeBid } from './submission.service.js';
export { largestChunk } from './upload.rules.js';
export type { UploadLimits } from './upload.rules.js';
export { type UploadStanding, Uploads } from './upload.service.js';
export { type PartLine, Workspace } from './workspace.service.js';
