import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ContractQueries, contractActive, contractResumed, contractTerminated } from '#contracts';
import { Alarms, type Entry, type Reader, Readers, type Tx } from '#platform';
import { MilestoneClocks, silenceAlarm } from './milestone-clocks.service.js';
import { MilestoneService } from './milestone.service.js';

/** A contract that takes effect brings its milestones; one that ends early takes the open ones away, one that stood still gives its time back. */
@Injectable()
export class DeliveryReactions implements Reader, OnModuleInit {
  readonly name = 'delivery';
  readonly reactions = {
    [contractActive]: (tx: Tx, entry: Entry) => this.plan(tx, entry),
    [contractTerminated]: (tx: Tx, entry: Entry) => this.milestones.drop(tx, entry.subject),
    [contractResumed]: (tx: Tx, { subject, facts }: Entry) => this.clocks.giveBack(tx, subject, Number(facts.stoodMs)),
  };

  constructor(
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly contracts: ContractQueries,
    private readonly milestones: MilestoneService,
    private readonly clocks: MilestoneClocks,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
    this.alarms.on(silenceAlarm, (tx, { subject }) => this.milestones.hearSilence(tx, subject));
  }

  private async plan(tx: Tx, { subject }: Entry): Promise<void> {
    const contract = await this.contracts.byId(subject);
    if (contract) await this.milestones.plan(tx, contract);
  }
}
