import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '#calendar';
import { DocumentsModule } from '#documents';
import { EvaluationModule } from '#evaluation';
import { OrganizationsModule } from '#organizations';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { Challenge } from './challenge.entity.js';
import { ChallengeQueries } from './challenge.queries.js';
import { ChallengeService } from './challenge.service.js';
import { objectionsRefusals } from './objections.refusals.js';

addRefusals(objectionsRefusals);

const services = [ChallengeQueries, ChallengeService];

@Module({
  imports: [TypeOrmModule.forFeature([Challenge]), CalendarModule, DocumentsModule, EvaluationModule, OrganizationsModule, TenderingModule],
  providers: services,
  exports: services,
})
export class ObjectionsModule {}
