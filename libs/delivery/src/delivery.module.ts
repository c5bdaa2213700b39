import { Module } from '@nestjs/common';
import { CalendarModule } from '#calendar';
import { ContractsModule } from '#contracts';
import { addRefusals } from '#platform';
import { DeliveryReactions } from './delivery.reactions.js';
import { deliveryRefusals } from './delivery.refusals.js';
import { LogService } from './log.service.js';
import { MilestoneClocks } from './milestone-clocks.service.js';
import { MilestoneQueries } from './milestone.queries.js';
import { MilestoneService } from './milestone.service.js';

addRefusals(deliveryRefusals);

@Module({
  imports: [CalendarModule, ContractsModule],
  providers: [MilestoneClocks, MilestoneService, LogService, MilestoneQueries, DeliveryReactions],
  exports: [MilestoneService, LogService, MilestoneQueries],
})
export class DeliveryModule {}
