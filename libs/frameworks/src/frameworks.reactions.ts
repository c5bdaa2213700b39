import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '#kernel';
import type { RemedyOrdered } from '#objections';
import { Alarms, type Entry, type Reaction, type Reader, Readers, type Tx } from '#platform';
import { AgreementSigning } from './agreement-signing.service.js';
import { expireAlarm, signAlarm } from './agreement-term.service.js';
import { KeepingService } from './keeping.service.js';
import { OrderContracts } from './order-contract.service.js';
import { Remedied } from './remedied.service.js';

const self = system('frameworks');

/** After these an objection may no longer stand in the way of a signature. */
const settled = [
  'enquiry.answered',
  'challenge.refused',
  'challenge.answered',
  'challenge.withdrawn',
  'complaint.pause-ended',
  'complaint.decided',
  'complaint.withdrawn',
] as const;

/** Orders follow their contracts, the agreement what objections to its entry bring about; the clocks of signing and of the last day ring here. */
@Injectable()
export class FrameworksReactions implements Reader, OnModuleInit {
  readonly name = 'frameworks';
  private readonly goOn: Reaction = (tx, { project }) => this.remedied.goOn(tx, project!);
  readonly reactions = {
    'contract.active': (tx: Tx, { facts, subject }: Entry) => this.ofOrder(facts, (order) => this.contracts.bind(tx, self, order, subject)),
    'contract.rejected': (tx: Tx, { facts, subject }: Entry) => this.ofOrder(facts, (order) => this.contracts.unbind(tx, order, subject)),
    'contract.completed': (tx: Tx, { facts }: Entry) => this.ofOrder(facts, (order) => this.contracts.complete(tx, self, order)),
    'contract.terminated': (tx: Tx, { facts }: Entry) => this.ofOrder(facts, (order) => this.contracts.complete(tx, self, order)),
    'remedy.ordered': (tx: Tx, { project, facts }: Entry) => this.remedied.carryOut(tx, self, project!, facts as unknown as RemedyOrdered),
    ...Object.fromEntries(settled.map((type) => [type, this.goOn])),
  };

  constructor(
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly signing: AgreementSigning,
    private readonly keeping: KeepingService,
    private readonly contracts: OrderContracts,
    private readonly remedied: Remedied,
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
