import { Module } from '@nestjs/common';
import { CalendarModule } from '#calendar';
import { ContractsModule } from '#contracts';
import { DocumentsModule } from '#documents';
import { EvaluationModule } from '#evaluation';
import { OrganizationsModule } from '#organizations';
import { PlanningModule } from '#planning';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { frameworksRefusals } from './frameworks.refusals.js';

addRefusals(frameworksRefusals);

/** Framework agreements: who entered, and the orders called off from them (MOF Order 110). */
@Module({
  imports: [CalendarModule, DocumentsModule, OrganizationsModule, PlanningModule, TenderingModule, EvaluationModule, ContractsModule],
})
export class FrameworksModule {}
