import { type Type } from '@nestjs/common';
import { CalendarModule } from '#calendar';
import { DocumentsModule } from '#documents';
import { LedgerModule } from '#ledger';
import { OrganizationsModule } from '#organizations';
import { IdentityModule } from '#identity';
import { CustodyModule } from '#custody';
import { PlanningModule } from '#planning';
import { TenderingModule } from '#tendering';
import { BiddingModule } from '#bidding';
import { EvaluationModule } from '#evaluation';
import { ObjectionsModule } from '#objections';
import { ContractsModule } from '#contracts';
import { FrameworksModule } from '#frameworks';
import { DeliveryModule } from '#delivery';
import { AssessmentModule } from '#assessment';
import { PaymentsModule } from '#payments';
import { DisclosureModule } from '#disclosure';
import { NotificationsModule } from '#notifications';
import { SupervisionModule } from '#supervision';

/** All rooms, in the order of the map. Doors import this list; Nest keeps one of each. */
export const rooms: Type[] = [
  CalendarModule,
  DocumentsModule,
  LedgerModule,
  OrganizationsModule,
  IdentityModule,
  CustodyModule,
  PlanningModule,
  TenderingModule,
  BiddingModule,
  EvaluationModule,
  ObjectionsModule,
  ContractsModule,
  FrameworksModule,
  DeliveryModule,
  AssessmentModule,
  PaymentsModule,
  DisclosureModule,
  NotificationsModule,
  SupervisionModule,
];
