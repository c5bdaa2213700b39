import { Module } from '@nestjs/common';
import { BiddingModule } from '#bidding';
import { CalendarModule } from '#calendar';
import { addRefusals } from '#platform';
import { TenderingModule } from '#tendering';
import { CaseService } from './case.service.js';
import { HistoryQueries } from './history.queries.js';
import { LightQueries } from './light.queries.js';
import { supervisionRefusals } from './supervision.refusals.js';

addRefusals(supervisionRefusals);

@Module({
  imports: [BiddingModule, CalendarModule, TenderingModule],
  providers: [CaseService, HistoryQueries, LightQueries],
  exports: [CaseService, HistoryQueries, LightQueries],
})
export class SupervisionModule {}
