import { Module } from '@nestjs/common';
import { addRefusals } from '#platform';
import { biddingRefusals } from './bidding.refusals.js';

addRefusals(biddingRefusals);

@Module({})
export class BiddingModule {}
