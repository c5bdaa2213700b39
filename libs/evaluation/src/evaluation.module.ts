import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BiddingModule } from '#bidding';
import { CalendarModule } from '#calendar';
import { DocumentsModule } from '#documents';
import { OrganizationsModule } from '#organizations';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { Award } from './award.entity.js';
import { AwardQueries } from './award.queries.js';
import { AwardService } from './award.service.js';
import { Candidate } from './candidate.entity.js';
import { Cases } from './case.queries.js';
import { DecisionService } from './decision.service.js';
import { Evaluation } from './evaluation.entity.js';
import { EvaluationQueries } from './evaluation.queries.js';
import { EvaluationReactions } from './evaluation.reactions.js';
import { evaluationRefusals } from './evaluation.refusals.js';
import { EvaluationService } from './evaluation.service.js';
import { ExpertRegister } from './expert-register.service.js';
import { PanelQueries } from './panel.queries.js';
import { PanelService } from './panel.service.js';
import { Projects } from './project.queries.js';
import { ReportService } from './report.service.js';
import { ScoreService } from './score.service.js';
import { Seat } from './seat.entity.js';
import { SeatService } from './seat.service.js';

addRefusals(evaluationRefusals);

const services = [
  AwardQueries,
  AwardService,
  DecisionService,
  EvaluationQueries,
  EvaluationService,
  ExpertRegister,
  PanelQueries,
  PanelService,
  ReportService,
  ScoreService,
  SeatService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([Award, Candidate, Evaluation, Seat]),
    BiddingModule,
    CalendarModule,
    DocumentsModule,
    OrganizationsModule,
    TenderingModule,
  ],
  providers: [...services, Cases, Projects, EvaluationReactions],
  exports: services,
})
export class EvaluationModule {}
