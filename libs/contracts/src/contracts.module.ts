import { Module } from '@nestjs/common';
import { BiddingModule } from '#bidding';
import { CalendarModule } from '#calendar';
import { DocumentsModule } from '#documents';
import { EvaluationModule } from '#evaluation';
import { ObjectionsModule } from '#objections';
import { OrganizationsModule } from '#organizations';
import { PlanningModule } from '#planning';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { AwardRefusals } from './award-refusal.service.js';
import { ContractQueries } from './contract.queries.js';
import { ContractService } from './contract.service.js';
import { ContractsReactions } from './contracts.reactions.js';
import { contractsRefusals } from './contracts.refusals.js';
import { DraftingQueries } from './drafting.queries.js';
import { Drafts } from './drafts.service.js';
import { EndingService } from './ending.service.js';
import { OrderContractService } from './order-contract.service.js';
import { SigningService } from './signing.service.js';
import { Standstills } from './standstill.service.js';

addRefusals(contractsRefusals);

@Module({
  imports: [
    CalendarModule,
    DocumentsModule,
    OrganizationsModule,
    PlanningModule,
    TenderingModule,
    BiddingModule,
    EvaluationModule,
    ObjectionsModule,
  ],
  providers: [
    AwardRefusals,
    Drafts,
    OrderContractService,
    ContractService,
    SigningService,
    EndingService,
    Standstills,
    ContractQueries,
    DraftingQueries,
    ContractsReactions,
  ],
  exports: [AwardRefusals, OrderContractService, ContractService, SigningService, EndingService, Standstills, ContractQueries],
})
export class ContractsModule {}
