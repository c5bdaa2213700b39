import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Alarms, type Reaction, type Reader, Readers } from '#platform';
import { Boxes, sealAlarm } from './box.service.js';
import { lastSealAlarm, LastPrices } from './last-price.service.js';
import { finishAlarm, Opening, ownKeysAlarm } from './opening.service.js';
import { Purge, purgeAlarm } from './purge.service.js';

/** What the boxes do when a procedure goes on: a box at publication, its time moved, sealed, voided, its result known. */
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
    'award.announced': (tx, entry) => this.boxes.resultKnown(tx, entry.project!),
    'procedure.failed': (tx, entry) => this.lastPrices.end(tx, entry.project ?? entry.subject),
    'procedure.cancelled': (tx, entry) => this.boxes.cancel(tx, entry.project ?? entry.subject),
  };

  constructor(
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly boxes: Boxes,
    private readonly opening: Opening,
    private readonly lastPrices: LastPrices,
    private readonly purge: Purge,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
    this.alarms.on(sealAlarm, (tx, alarm) => this.boxes.ring(tx, alarm.subject));
    this.alarms.on(lastSealAlarm, (tx, alarm) => this.lastPrices.ring(tx, alarm.subject));
    this.alarms.on(finishAlarm, (_tx, alarm) => this.opening.ring(alarm.subject));
    this.alarms.on(ownKeysAlarm, (tx, alarm) => this.opening.ringOver(tx, alarm.subject));
    this.alarms.on(purgeAlarm, (tx, alarm) => this.purge.ring(tx, alarm.subject));
  }
}
