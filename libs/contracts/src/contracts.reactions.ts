import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '#kernel';
import { Deadlines } from '#calendar';
import { AwardQueries } from '#evaluation';
import { type Entry, type Reader, Readers, type Tx } from '#platform';
import { ProcedureQueries } from '#tendering';
import { ContractService } from './contract.service.js';

const self = system('contracts');

/** What the life of an award means for the contract: the clock of signing, and the end of a text that lost its award. */
@Injectable()
export class ContractsReactions implements Reader, OnModuleInit {
  readonly name = 'contracts';
  readonly reactions = {
    'award.announced': (tx: Tx, entry: Entry) => this.startClock(tx, entry),
    'award.withdrawn': (tx: Tx, entry: Entry) => this.withdrawn(tx, entry),
  };

  constructor(
    private readonly readers: Readers,
    private readonly procedures: ProcedureQueries,
    private readonly awards: AwardQueries,
    private readonly deadlines: Deadlines,
    private readonly contracts: ContractService,
  ) {}

  onModuleInit(): void {
    this.readers.add(this);
  }

  /** Thirty days from the announcement to sign (Procurement Law Art. 46). */
  private async startClock(tx: Tx, { subject, project }: Entry): Promise<void> {
    const [procedure, award] = await Promise.all([this.procedures.byId(project!), this.awards.byId(subject)]);
    if (!procedure || !award?.announcedAt || award.state === 'withdrawn') return;
    await this.deadlines.open(tx, {
      subject,
      subjectType: 'award',
      project,
      key: 'contract.sign',
      holder: procedure.departmentId,
      startsAt: award.announcedAt,
      ruleDay: procedure.ruleDay,
    });
    if (award.state === 'final') await this.deadlines.meet(tx, subject, 'contract.sign', award.announcedAt);
  }

  private async withdrawn(tx: Tx, { subject }: Entry): Promise<void> {
    await this.deadlines.cancel(tx, subject, 'contract.sign');
    await this.contracts.fall(tx, self, subject);
  }
}
