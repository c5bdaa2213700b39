export { type AwardToSign, AwardRefusals, mayRefuseAward } from './award-refusal.service.js';
export {
  type Contract,
  type ContractContent,
  type Deviation,
  type Evaluation,
  type Indicator,
  type Instalment,
  type Party,
  type Side,
  type Signature,
  type Standstill,
} from './contract.entity.js';
export {
  DraftContract,
  FileContract,
  RefuseAward,
  RejectContract,
  type RejectionCode,
  rejectionCodes,
  TerminateContract,
  type TerminationCode,
  terminationCodes,
} from './contract.input.js';
export {
  type ContractAct,
  type ContractState,
  boundStates,
  contractLifecycle,
  contractStates,
  offeredStates,
} from './contract.lifecycle.js';
export { mayDraft, mayEnd, mayFile, mayOffer, mayPublish, mayReject, maySee, maySign, sideOf } from './contract.policy.js';
export { type ContractFilter, type WholeContract, ContractQueries } from './contract.queries.js';
export { allInstalmentsClosed, goesOn } from './contract.rules.js';
export { type Colleague, ContractService } from './contract.service.js';
export { contractLine, contractView, instalmentView, signatureView } from './contract.view.js';
export {
  awardRefused,
  contractActive,
  contractCompleted,
  contractDrafted,
  contractFiled,
  contractInstalmentClosed,
  contractOffered,
  contractPublished,
  contractRejected,
  contractResumed,
  contractSigned,
  contractSuspended,
  contractTerminated,
} from './contracts.events.js';
export { ContractsModule } from './contracts.module.js';
export { EndingService } from './ending.service.js';
export { dayMonthsLater } from './months.rules.js';
export { OrderContractService, type OrderPapers } from './order-contract.service.js';
export { SigningService } from './signing.service.js';
export { Standstills } from './standstill.service.js';
