import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BiddingModule } from '#bidding';
import { CalendarModule } from '#calendar';
import { DocumentsModule } from '#documents';
import { IdentityModule } from '#identity';
import { OrganizationsModule } from '#organizations';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { Abandonment } from './abandon.service.js';
import { Award } from './award.entity.js';
import { AwardQueries } from './award.queries.js';
import { AwardService } from './award.service.js';
import { Candidate } from './candidate.entity.js';
import { Cases } from './case.queries.js';
import { ClarificationQueries } from './clarification.queries.js';
import { ClarificationService } from './clarification.service.js';
import { ComplianceService } from './compliance.service.js';
import { DecisionClock } from './decision.clock.service.js';
import { DecisionService } from './decision.service.js';
import { Drafts } from './draft.service.js';
import { DrawQueries } from './draw.queries.js';
import { Evaluation } from './evaluation.entity.js';
import { EvaluationQueries } from './evaluation.queries.js';
import { EvaluationReactions } from './evaluation.reactions.js';
import { evaluationRefusals } from './evaluation.refusals.js';
import { EvaluationService } from './evaluation.service.js';
import { ExpertRegister } from './expert-register.service.js';
import { LastRound } from './last-round.service.js';
import { Letters } from './letter.service.js';
import { EvaluatedLot } from './lot.entity.js';
import { Lots } from './lot.service.js';
import { Matches } from './match.queries.js';
import { PanelQueries } from './panel.queries.js';
import { PanelService } from './panel.service.js';
import { Projects } from './project.queries.js';
import { RankingQueries } from './ranking.queries.js';
import { ReportService } from './report.service.js';
import { RoundService } from './round.service.js';
import { ScoreService } from './score.service.js';
import { Seat } from './seat.entity.js';
import { SeatService } from './seat.service.js';
import { Seating } from './seating.service.js';
import { SigningService } from './signing.service.js';

addRefusals(evaluationRefusals);

const services = [
  Abandonment,
  AwardQueries,
  AwardService,
  ClarificationQueries,
  ClarificationService,
  ComplianceService,
  DecisionService,
  DrawQueries,
  EvaluationQueries,
  EvaluationService,
  ExpertRegister,
  LastRound,
  PanelQueries,
  PanelService,
  RankingQueries,
  ReportService,
  ScoreService,
  SeatService,
  SigningService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([Award, Candidate, EvaluatedLot, Evaluation, Seat]),
    BiddingModule,
    CalendarModule,
    DocumentsModule,
    IdentityModule,
    OrganizationsModule,
    TenderingModule,
  ],
  providers: [...services, Cases, DecisionClock, Drafts, Letters, Lots, Matches, Projects, RoundService, Seating, EvaluationReactions],
  exports: services,
})
export class EvaluationModule {}
