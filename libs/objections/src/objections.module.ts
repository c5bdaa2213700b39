import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BiddingModule } from '#bidding';
import { CalendarModule } from '#calendar';
import { DocumentsModule } from '#documents';
import { EvaluationModule } from '#evaluation';
import { OrganizationsModule } from '#organizations';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { BadRecords } from './bad-record.queries.js';
import { Bureau } from './bureau.queries.js';
import { ChallengeDesk } from './challenge-desk.service.js';
import { Challenge } from './challenge.entity.js';
import { ChallengeQueries } from './challenge.queries.js';
import { ChallengeService } from './challenge.service.js';
import { ComplaintDesk } from './complaint-desk.service.js';
import { Complaint } from './complaint.entity.js';
import { ComplaintQueries } from './complaint.queries.js';
import { complaintRefusals } from './complaint.refusals.js';
import { ComplaintService } from './complaint.service.js';
import { ObjectionCounters } from './counter.queries.js';
import { ComplaintDecisions } from './decision.service.js';
import { Enquiry } from './enquiry.entity.js';
import { EnquiryQueries } from './enquiry.queries.js';
import { EnquiryService } from './enquiry.service.js';
import { EntryResults } from './entry-results.service.js';
import { EvidenceDesk } from './evidence.service.js';
import { Holds } from './hold.service.js';
import { objectionsRefusals } from './objections.refusals.js';
import { Remedies } from './remedy.service.js';
import { Respondents } from './respondent.service.js';
import { Windows } from './window.service.js';

addRefusals(objectionsRefusals);
addRefusals(complaintRefusals);

const services = [
  BadRecords,
  ChallengeDesk,
  ChallengeQueries,
  ChallengeService,
  ComplaintDecisions,
  ComplaintDesk,
  ComplaintQueries,
  ComplaintService,
  EnquiryQueries,
  EnquiryService,
  EntryResults,
  ObjectionCounters,
  Respondents,
  Windows,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([Challenge, Complaint, Enquiry]),
    BiddingModule,
    CalendarModule,
    DocumentsModule,
    EvaluationModule,
    OrganizationsModule,
    TenderingModule,
  ],
  providers: [...services, Bureau, EvidenceDesk, Holds, Remedies],
  exports: services,
})
export class ObjectionsModule {}
