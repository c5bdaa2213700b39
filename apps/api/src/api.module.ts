import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { calendarControllers } from './calendar/calendar.api.js';
import { documentsControllers } from './documents/documents.api.js';
import { ledgerControllers } from './ledger/ledger.api.js';
import { organizationsControllers } from './organizations/organizations.api.js';
import { identityControllers } from './identity/identity.api.js';
import { custodyControllers } from './custody/custody.api.js';
import { planningControllers } from './planning/planning.api.js';
import { tenderingControllers } from './tendering/tendering.api.js';
import { biddingControllers } from './bidding/bidding.api.js';
import { evaluationControllers } from './evaluation/evaluation.api.js';
import { objectionsControllers } from './objections/objections.api.js';
import { contractsControllers } from './contracts/contracts.api.js';
import { frameworksControllers } from './frameworks/frameworks.api.js';
import { deliveryControllers } from './delivery/delivery.api.js';
import { assessmentControllers } from './assessment/assessment.api.js';
import { paymentsControllers } from './payments/payments.api.js';
import { disclosureControllers } from './disclosure/disclosure.api.js';
import { notificationsControllers } from './notifications/notifications.api.js';
import { supervisionControllers } from './supervision/supervision.api.js';
import { OnceInterceptor } from './once.interceptor.js';
import { rooms } from './rooms.js';

/** The door for machines: `/api/v1`, `/ocds`, health. */
@Module({
  imports: rooms,
  providers: [OnceInterceptor],
  controllers: [
    HealthController,
    ...calendarControllers,
    ...documentsControllers,
    ...ledgerControllers,
    ...organizationsControllers,
    ...identityControllers,
    ...custodyControllers,
    ...planningControllers,
    ...tenderingControllers,
    ...biddingControllers,
    ...evaluationControllers,
    ...objectionsControllers,
    ...contractsControllers,
    ...frameworksControllers,
    ...deliveryControllers,
    ...assessmentControllers,
    ...paymentsControllers,
    ...disclosureControllers,
    ...notificationsControllers,
    ...supervisionControllers,
  ],
})
export class ApiModule {}
