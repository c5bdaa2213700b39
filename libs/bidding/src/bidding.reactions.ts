import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Alarms, type Reaction, type Reader, Readers } from '#platform';
import { Boxes, sealAlarm } from './box.service.js';

/** What the boxes do when a procedure goes on: a box at publication, its time moved, sealed, or voided. */
@Injectable()
export class BiddingReactions implements Reader, OnModuleInit {
  readonly name = 'bidding';
  private readonly schedule: Reaction = (tx, entry) => this.boxes.schedule(tx, entry.project ?? entry.subject);
  readonly reactions: Readonly<Record<string, Reaction>> = {
    'notice.published': this.schedule,
    'notice.corrected': this.schedule,
    'notice.extended': this.schedule,
    'procedure.resumed': this.schedule,
    'procedure.closed': (tx, entry) => this.boxes.seal(tx, entry.project ?? entry.subject),
    'procedure.cancelled': (tx, entry) => this.boxes.cancel(tx, entry.project ?? entry.subject),
  };

  constructor(
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly boxes: Boxes,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
    this.alarms.on(sealAlarm, (tx, alarm) => this.boxes.ring(tx, alarm.subject));
  }
}
