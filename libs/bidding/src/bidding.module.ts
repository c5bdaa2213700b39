import { Module } from '@nestjs/common';
import { addRefusals } from '#platform';
import { CalendarModule } from '#calendar';
import { DocumentsModule } from '#documents';
import { OrganizationsModule } from '#organizations';
import { TenderingModule } from '#tendering';
import { LateAttempts } from './attempt.service.js';
import { BidPrints } from './bid-print.queries.js';
import { BidQueries } from './bid.queries.js';
import { BidService } from './bid.service.js';
import { BiddingReactions } from './bidding.reactions.js';
import { biddingRefusals } from './bidding.refusals.js';
import { Boxes } from './box.service.js';
import { Envelopes } from './envelope.gateway.js';
import { OpeningQueries } from './opening.queries.js';
import { Opening } from './opening.service.js';
import { SubmissionService } from './submission.service.js';

addRefusals(biddingRefusals);

const doors = [BidQueries, BidService, SubmissionService, LateAttempts, Opening, OpeningQueries, BidPrints];

@Module({
  imports: [CalendarModule, DocumentsModule, OrganizationsModule, TenderingModule],
  providers: [...doors, Boxes, Envelopes, BiddingReactions],
  exports: doors,
})
export class BiddingModule {}
