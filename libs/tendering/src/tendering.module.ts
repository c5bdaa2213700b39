import { Module } from '@nestjs/common';
import { addRefusals } from '#platform';
import { CalendarModule } from '#calendar';
import { CustodyModule } from '#custody';
import { DocumentsModule } from '#documents';
import { OrganizationsModule } from '#organizations';
import { PlanningModule } from '#planning';
import { AbandonmentService } from './abandonment.service.js';
import { AdmissionQueries } from './admission.queries.js';
import { Admissions } from './admission.service.js';
import { Brakes } from './brake.service.js';
import { CorrectionService } from './correction.service.js';
import { DeskQueries } from './desk.queries.js';
import { DraftService } from './draft.service.js';
import { Figures } from './figures.queries.js';
import { NoticeQueries } from './notice.queries.js';
import { ProcedureOrders } from './order.service.js';
import { PriorQueries } from './prior.queries.js';
import { PriorNotices } from './prior.service.js';
import { ProcedureQueries } from './procedure.queries.js';
import { ProcedureService } from './procedure.service.js';
import { PublicationService } from './publication.service.js';
import { QuestionService } from './question.service.js';
import { Reviews } from './review.service.js';
import { RekeyingService } from './rekeying.service.js';
import { Revisions } from './revision.service.js';
import { Sheets } from './sheet.service.js';
import { SuspensionService } from './suspension.service.js';
import { TenderingReactions } from './tendering.reactions.js';
import { admissionRefusals } from './admission.refusals.js';
import { checkRefusals } from './check.refusals.js';
import { tenderingRefusals } from './tendering.refusals.js';

addRefusals(tenderingRefusals);
addRefusals(checkRefusals);
addRefusals(admissionRefusals);

const doors = [
  AbandonmentService,
  AdmissionQueries,
  Brakes,
  ProcedureOrders,
  Admissions,
  Reviews,
  PriorNotices,
  PriorQueries,
  DraftService,
  PublicationService,
  CorrectionService,
  RekeyingService,
  SuspensionService,
  QuestionService,
  ProcedureService,
  ProcedureQueries,
  DeskQueries,
  NoticeQueries,
  Figures,
];

@Module({
  imports: [CalendarModule, CustodyModule, DocumentsModule, OrganizationsModule, PlanningModule],
  providers: [...doors, Revisions, Sheets, TenderingReactions],
  exports: doors,
})
export class TenderingModule {}
