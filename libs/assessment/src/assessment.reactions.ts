import { Injectable, type OnModuleInit } from '@nestjs/common';
import { milestoneAccepted } from '#delivery';
import { Alarms, type Entry, type Reader, Readers, type Tx } from '#platform';
import { PostingService } from './posting.service.js';
import { postingAlarm, ScoringService } from './scoring.service.js';

/** Accepted work is assessed; a posting that is over makes the result final. */
@Injectable()
export class AssessmentReactions implements Reader, OnModuleInit {
  readonly name = 'assessment';
  readonly reactions = { [milestoneAccepted]: (tx: Tx, { subject }: Entry) => this.scoring.open(tx, subject) };

  constructor(
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly scoring: ScoringService,
    private readonly posting: PostingService,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
    this.alarms.on(postingAlarm, (tx, { subject }) => this.posting.posted(tx, subject));
  }
}
