import { Module } from '@nestjs/common';
import { AssessmentModule } from '#assessment';
import { BiddingModule } from '#bidding';
import { ContractsModule } from '#contracts';
import { DeliveryModule } from '#delivery';
import { EvaluationModule } from '#evaluation';
import { FrameworksModule } from '#frameworks';
import { LedgerModule } from '#ledger';
import { OrganizationsModule } from '#organizations';
import { PaymentsModule } from '#payments';
import { PlanningModule } from '#planning';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { ContractStories } from './contract.stories.queries.js';
import { DisclosureQueries } from './disclosure.queries.js';
import { DisclosureReactions } from './disclosure.reactions.js';
import { disclosureRefusals } from './disclosure.refusals.js';
import { FrameworkStories } from './framework.stories.queries.js';
import { MoneyQueries } from './money.queries.js';
import { Press } from './press.service.js';
import { ProcessQueries } from './process.queries.js';
import { ProjectQueries } from './project.queries.js';
import { ReleaseQueries } from './release.queries.js';
import { TenderStories } from './tender.stories.queries.js';

addRefusals(disclosureRefusals);

const open = [DisclosureQueries, MoneyQueries, ProjectQueries, ReleaseQueries];

@Module({
  imports: [
    PlanningModule,
    TenderingModule,
    BiddingModule,
    EvaluationModule,
    ContractsModule,
    FrameworksModule,
    DeliveryModule,
    AssessmentModule,
    PaymentsModule,
    OrganizationsModule,
    LedgerModule,
  ],
  providers: [...open, Press, ProcessQueries, TenderStories, ContractStories, FrameworkStories, DisclosureReactions],
  exports: open,
})
export class DisclosureModule {}
