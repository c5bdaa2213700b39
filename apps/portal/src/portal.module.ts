import { Module } from '@nestjs/common';
import { rooms } from '../../api/src/rooms.js';
import { calendarPageProviders, calendarPages } from './calendar/calendar.pages.js';
import { documentsPageProviders, documentsPages } from './documents/documents.pages.js';
import { ledgerPageProviders, ledgerPages } from './ledger/ledger.pages.js';
import { organizationsPageProviders, organizationsPages } from './organizations/organizations.pages.js';
import { identityPageProviders, identityPages } from './identity/identity.pages.js';
import { planningPageProviders, planningPages } from './planning/planning.pages.js';
import { tenderingPageProviders, tenderingPages } from './tendering/tendering.pages.js';
import { custodyPageProviders, custodyPages } from './custody/custody.pages.js';
import { biddingPageProviders, biddingPages } from './bidding/bidding.pages.js';
import { evaluationPageProviders, evaluationPages } from './evaluation/evaluation.pages.js';
import { objectionsPageProviders, objectionsPages } from './objections/objections.pages.js';
import { contractsPageProviders, contractsPages } from './contracts/contracts.pages.js';
import { frameworksPageProviders, frameworksPages } from './frameworks/frameworks.pages.js';
import { deliveryPageProviders, deliveryPages } from './delivery/delivery.pages.js';
import { assessmentPageProviders, assessmentPages } from './assessment/assessment.pages.js';
import { paymentsPageProviders, paymentsPages } from './payments/payments.pages.js';
import { disclosurePageProviders, disclosurePages } from './disclosure/disclosure.pages.js';
import { notificationsPageProviders, notificationsPages } from './notifications/notifications.pages.js';
import { supervisionPageProviders, supervisionPages } from './supervision/supervision.pages.js';
import { KitModule } from './kit/index.js';

/** The door for people: server-rendered pages. */
@Module({
  imports: [KitModule, ...rooms],
  controllers: [
    ...calendarPages,
    ...documentsPages,
    ...ledgerPages,
    ...organizationsPages,
    ...identityPages,
    ...planningPages,
    ...tenderingPages,
    ...custodyPages,
    ...biddingPages,
    ...evaluationPages,
    ...objectionsPages,
    ...contractsPages,
    ...frameworksPages,
    ...deliveryPages,
    ...assessmentPages,
    ...paymentsPages,
    ...disclosurePages,
    ...notificationsPages,
    ...supervisionPages,
  ],
  providers: [
    ...calendarPageProviders,
    ...documentsPageProviders,
    ...ledgerPageProviders,
    ...organizationsPageProviders,
    ...identityPageProviders,
    ...planningPageProviders,
    ...tenderingPageProviders,
    ...custodyPageProviders,
    ...biddingPageProviders,
    ...evaluationPageProviders,
    ...objectionsPageProviders,
    ...contractsPageProviders,
    ...frameworksPageProviders,
    ...deliveryPageProviders,
    ...assessmentPageProviders,
    ...paymentsPageProviders,
    ...disclosurePageProviders,
    ...notificationsPageProviders,
    ...supervisionPageProviders,
  ],
})
export class PortalModule {}
