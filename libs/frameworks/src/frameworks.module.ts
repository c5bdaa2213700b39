import { Module } from '@nestjs/common';
import { CalendarModule } from '#calendar';
import { ContractsModule } from '#contracts';
import { DocumentsModule } from '#documents';
import { EvaluationModule } from '#evaluation';
import { ObjectionsModule } from '#objections';
import { OrganizationsModule } from '#organizations';
import { PlanningModule } from '#planning';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { AgreementQueries } from './agreement.queries.js';
import { AgreementSigning } from './agreement-signing.service.js';
import { AgreementTerm } from './agreement-term.service.js';
import { EntryTellings } from './entry-results.queries.js';
import { EntryService } from './entry.service.js';
import { EvidenceService } from './evidence.service.js';
import { FrameworksReactions } from './frameworks.reactions.js';
import { frameworksRefusals } from './frameworks.refusals.js';
import { KeepingService } from './keeping.service.js';
import { MembershipService } from './membership.service.js';
import { OrderClocks } from './order-clocks.service.js';
import { OrderContracts } from './order-contract.service.js';
import { OrderQueries } from './order.queries.js';
import { OrderService } from './order.service.js';
import { Remedied } from './remedied.service.js';
import { SummaryQueries } from './summary.queries.js';
import { TakingService } from './taking.service.js';

addRefusals(frameworksRefusals);

const services = [
  AgreementQueries,
  AgreementSigning,
  EntryService,
  EvidenceService,
  KeepingService,
  MembershipService,
  OrderContracts,
  OrderQueries,
  OrderService,
  TakingService,
];

/** Framework agreements: who entered, and the orders called off from them (MOF Order 110). */
@Module({
  imports: [
    CalendarModule,
    DocumentsModule,
    OrganizationsModule,
    PlanningModule,
    TenderingModule,
    EvaluationModule,
    ObjectionsModule,
    ContractsModule,
  ],
  providers: [...services, AgreementTerm, EntryTellings, FrameworksReactions, OrderClocks, Remedied, SummaryQueries],
  exports: services,
})
export class FrameworksModule {}
