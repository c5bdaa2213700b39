export {
  checkAgeHeader,
  decryptWith,
  encryptTo,
  identityFile,
  identityIn,
  isIdentity,
  isRecipient,
  lockIdentity,
  newIdentity,
  recipientOf,
  unlockIdentity,
} from './age.js';
export { boxRoot, type InclusionProof, inclusionProof, isIncluded } from './box-root.rules.js';
export { digestOf, fromBase64, fromHex, textOf, toBase64, toHex, utf8 } from './bytes.rules.js';
export { canonical, type Json, parsed } from './canonical.rules.js';
export {
  bidStatement,
  type Content,
  type FileEntry,
  fits,
  openContent,
  openFile,
  type SealedEnvelope,
  sealEnvelope,
  sealFile,
  type SealInput,
} from './envelope.js';
export { contribute, type OpeningContributions, type OpeningShares, readShares } from './opening-papers.js';
export { type PackedBid, packBid, packedExtension, unpackBid } from './packed-bid.js';
export { ageSize, contentFloor, padme, plainSize } from './padding.rules.js';
export { isCreditCode, largestPlain, limitsOf, type PackingFault, packingFaults } from './packing.rules.js';
export {
  type AnswersByKind,
  isRecipients,
  type PackingSlip,
  type PriceAnswers,
  type QualificationAnswers,
  readRecovery,
  readSlip,
  type Recovery,
  type RecoveryEnvelope,
  recoveryFile,
  type SlipLimits,
  type SlipLot,
  type TechnicalAnswers,
} from './papers.rules.js';
export { combine, type Combined, type Contributions, contributionFor, contributionOf, shareOf } from './shares.js';
export { checkStatement, longestStatement, mostFiles, readStatement, type SealedShare, type Statement } from './statement.rules.js';
export {
  type EnvelopeKind,
  envelopeKinds,
  type Fault,
  type FaultCode,
  holdersNeeded,
  isEnvelopeKind,
  isOffice,
  type Office,
  offices,
  type Recipients,
  suite,
} from './suite.rules.js';
export {
  type OpeningPaper,
  type OpeningStatement,
  packOpening,
  type PackagedBid,
  type RecordedBid,
  type RecordedNotice,
  type RefusedShare,
} from './opening-package.js';
export { type Check, checkSaid, type Conclusion, type Report } from './report.rules.js';
export { isSignedBy, keyIdOf, keysIn, type PaperSignature } from './signature.js';
export { type OpeningReport, verifyOpening } from './verify-opening.js';
export { type ReceiptReport, verifyReceipt } from './verify-receipt.js';
export { type OfferFile, type PackedOffer, packOffer } from './offer.js';
