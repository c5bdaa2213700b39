import { Injectable, type OnModuleInit } from '@nestjs/common';
import { assessmentFinal } from '#assessment';
import { Alarms, type Entry, type Reader, Readers, type Tx } from '#platform';
import { PayableService } from './payable.service.js';
import { settleAlarm, TreasuryService } from './treasury.service.js';

/** A final result becomes a payment; an order without an answer is noticed. */
@Injectable()
export class PaymentsReactions implements Reader, OnModuleInit {
  readonly name = 'payments';
  readonly reactions = { [assessmentFinal]: (tx: Tx, { subject }: Entry) => this.payable.owe(tx, subject) };

  constructor(
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly payable: PayableService,
    private readonly treasury: TreasuryService,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
    this.alarms.on(settleAlarm, (tx, { subject }) => this.treasury.lose(tx, subject));
  }
}
