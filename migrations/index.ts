import { PlatformGround1760000000000 } from './1760000000000-platform-ground.js';
import { CalendarDaysRulesDeadlines1760000000100 } from './1760000000100-calendar-days-rules-deadlines.js';
import { DocumentsFiles1760000000200 } from './1760000000200-documents-files.js';
import { LedgerAccounts1760000000300 } from './1760000000300-ledger-accounts.js';
import { OrganizationsRegistry1760000000400 } from './1760000000400-organizations-registry.js';
import { IdentityPeople1760000000500 } from './1760000000500-identity-people.js';
import { PlanningPlan1760000000600 } from './1760000000600-planning-plan.js';
import { TenderingProcedures1760000000700 } from './1760000000700-tendering-procedures.js';
import { BiddingBoxes1760000000800 } from './1760000000800-bidding-boxes.js';
import { EvaluationPanels1760000000900 } from './1760000000900-evaluation-panels.js';
import { ObjectionsChallenges1760000001000 } from './1760000001000-objections-challenges.js';
import { ContractsContracts1760000001100 } from './1760000001100-contracts-contracts.js';
import { DeliveryMilestones1760000001200 } from './1760000001200-delivery-milestones.js';
import { AssessmentAssessments1760000001300 } from './1760000001300-assessment-assessments.js';
import { PaymentsPayments1760000001400 } from './1760000001400-payments-payments.js';
import { DisclosureReleases1760000001500 } from './1760000001500-disclosure-releases.js';
import { NotificationsMessages1760000001600 } from './1760000001600-notifications-messages.js';
import { SupervisionBoard1760000001700 } from './1760000001700-supervision-board.js';
import { CustodyKeyHolders1760000002000 } from './1760000002000-custody-key-holders.js';
import { TenderingRekeying1760000002010 } from './1760000002010-tendering-rekeying.js';
import { BiddingEnvelopes1760000002100 } from './1760000002100-bidding-envelopes.js';
import { BiddingLastPrices1760000002110 } from './1760000002110-bidding-last-prices.js';
import { TenderingMethods1760000002200 } from './1760000002200-tendering-methods.js';
import { TenderingRequirement1760000002210 } from './1760000002210-tendering-requirement.js';
import { TenderingEligible1760000002220 } from './1760000002220-tendering-eligible.js';
import { EvaluationLots1760000002300 } from './1760000002300-evaluation-lots.js';
import { ObjectionsStages1760000002400 } from './1760000002400-objections-stages.js';
import { FrameworksGround1760000002500 } from './1760000002500-frameworks-ground.js';
import { FrameworksAgreements1760000002510 } from './1760000002510-frameworks-agreements.js';
import { ObjectionsStandstills1760000002410 } from './1760000002410-objections-standstills.js';
import { DocumentsPrints1760000002600 } from './1760000002600-documents-prints.js';
import { ContractsStandstills1760000003100 } from './1760000003100-contracts-standstills.js';
import { ObjectionsEntries1760000003110 } from './1760000003110-objections-entries.js';
import { BiddingCalledLots1760000003000 } from './1760000003000-bidding-called-lots.js';
import { EvaluationLastPrices1760000003010 } from './1760000003010-evaluation-last-prices.js';
import { BiddingOwnKeys1760000004100 } from './1760000004100-bidding-own-keys.js';
import { ContractsAwardRefusals1760000004610 } from './1760000004610-contracts-award-refusals.js';
import { ObjectionsRequalify1760000004600 } from './1760000004600-objections-requalify.js';
import { EvaluationSigning1760000004500 } from './1760000004500-evaluation-signing.js';
import { EvaluationInvitations1760000004510 } from './1760000004510-evaluation-invitations.js';
import { TenderingAbandonment1760000004300 } from './1760000004300-tendering-abandonment.js';
import { TenderingReasons1760000004310 } from './1760000004310-tendering-reasons.js';
import { CalendarFrameworks1760000004400 } from './1760000004400-calendar-frameworks.js';
import { PlanningProcedureMethod1760000004410 } from './1760000004410-planning-procedure-method.js';

/** All migrations, oldest first. */
export const migrations = [
  PlatformGround1760000000000,
  CalendarDaysRulesDeadlines1760000000100,
  DocumentsFiles1760000000200,
  LedgerAccounts1760000000300,
  OrganizationsRegistry1760000000400,
  IdentityPeople1760000000500,
  PlanningPlan1760000000600,
  TenderingProcedures1760000000700,
  BiddingBoxes1760000000800,
  EvaluationPanels1760000000900,
  ObjectionsChallenges1760000001000,
  ContractsContracts1760000001100,
  DeliveryMilestones1760000001200,
  AssessmentAssessments1760000001300,
  PaymentsPayments1760000001400,
  DisclosureReleases1760000001500,
  NotificationsMessages1760000001600,
  SupervisionBoard1760000001700,
  CustodyKeyHolders1760000002000,
  TenderingRekeying1760000002010,
  BiddingEnvelopes1760000002100,
  BiddingLastPrices1760000002110,
  TenderingMethods1760000002200,
  TenderingRequirement1760000002210,
  TenderingEligible1760000002220,
  EvaluationLots1760000002300,
  ObjectionsStages1760000002400,
  FrameworksGround1760000002500,
  FrameworksAgreements1760000002510,
  ObjectionsStandstills1760000002410,
  DocumentsPrints1760000002600,
  ContractsStandstills1760000003100,
  ObjectionsEntries1760000003110,
  BiddingCalledLots1760000003000,
  EvaluationLastPrices1760000003010,
  BiddingOwnKeys1760000004100,
  ObjectionsRequalify1760000004600,
  ContractsAwardRefusals1760000004610,
  EvaluationSigning1760000004500,
  EvaluationInvitations1760000004510,
  TenderingAbandonment1760000004300,
  TenderingReasons1760000004310,
  CalendarFrameworks1760000004400,
  PlanningProcedureMethod1760000004410,
] as const;
