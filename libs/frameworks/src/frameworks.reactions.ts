import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '#kernel';
import { Alarms, type Entry, type Reader, Readers, type Tx } from '#platform';
import { AgreementSigning } from './agreement-signing.service.js';
import { expireAlarm, signAlarm } from './agreement-term.service.js';
import { KeepingService } from './keeping.service.js';
import { OrderContracts } from './order-contract.service.js';

const self = system('frameworks');

/** Orders follow their contracts; the clocks of signing and of the last day ring here. */
@Injectable()
export class FrameworksReactions implements Reader, OnModuleInit {
  readonly name = 'frameworks';
  readonly reactions = {
    'contract.active': (tx: Tx, { facts, subject }: Entry) => this.ofOrder(facts, (order) => this.contracts.bind(tx, self, order, subject)),
    'contract.rejected': (tx: Tx, { facts, subject }: Entry) => this.ofOrder(facts, (order) => this.contracts.unbind(tx, order, subject)),
    'contract.completed': (tx: Tx, { facts }: Entry) => this.ofOrder(facts, (order) => this.contracts.complete(tx, self, order)),
    'contract.terminated': (tx: Tx, { facts }: Entry) => this.ofOrder(facts, (order) => this.contracts.complete(tx, self, order)),
  };

  constructor(
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly signing: AgreementSigning,
    private readonly keeping: KeepingService,
    private readonly contracts: OrderContracts,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
    this.alarms.on(signAlarm, (tx, alarm) => this.signing.ring(tx, alarm));
    this.alarms.on(expireAlarm, (tx, alarm) => this.keeping.ring(tx, alarm));
  }

  private async ofOrder({ orderId }: Entry['facts'], work: (orderId: string) => Promise<void>): Promise<void> {
    if (typeof orderId === 'string') await work(orderId);
  }
}
