import { Module } from '@nestjs/common';
import { CalendarModule } from '#calendar';
import { ContractsModule } from '#contracts';
import { DeliveryModule } from '#delivery';
import { addRefusals } from '#platform';
import { AssessmentQueries } from './assessment.queries.js';
import { AssessmentReactions } from './assessment.reactions.js';
import { assessmentRefusals } from './assessment.refusals.js';
import { PostingService } from './posting.service.js';
import { ScoringService } from './scoring.service.js';

addRefusals(assessmentRefusals);

@Module({
  imports: [CalendarModule, ContractsModule, DeliveryModule],
  providers: [ScoringService, PostingService, AssessmentQueries, AssessmentReactions],
  exports: [ScoringService, PostingService, AssessmentQueries],
})
export class AssessmentModule {}
