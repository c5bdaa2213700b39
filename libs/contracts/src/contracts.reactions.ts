import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '#kernel';
import { Deadlines } from '#calendar';
import { AwardQueries } from '#evaluation';
import type { PerformanceSuspended, RemedyOrdered } from '#objections';
import { type Entry, type Reader, Readers, type Tx } from '#platform';
import { ProcedureQueries } from '#tendering';
import { ContractService } from './contract.service.js';
import { EndingService } from './ending.service.js';
import { Standstills } from './standstill.service.js';

const self = system('contracts');

/**
 * What the life of an award means for the contract: the clock of signing, the end of a text that lost its award, and
 * what an objection makes of a contract that is signed already.
 */
@Injectable()
export class ContractsReactions implements Reader, OnModuleInit {
  readonly name = 'contracts';
  readonly reactions = {
    'award.announced': (tx: Tx, entry: Entry) => this.startClock(tx, entry),
    'award.withdrawn': (tx: Tx, entry: Entry) => this.withdrawn(tx, entry),
    'performance.suspended': (tx: Tx, entry: Entry) => this.suspended(tx, entry),
    'performance.resumed': (tx: Tx, entry: Entry) => this.resumed(tx, entry),
    'remedy.ordered': (tx: Tx, entry: Entry) => this.remedied(tx, entry),
  };

  constructor(
    private readonly readers: Readers,
    private readonly procedures: ProcedureQueries,
    private readonly awards: AwardQueries,
    private readonly deadlines: Deadlines,
    private readonly contracts: ContractService,
    private readonly standstills: Standstills,
    private readonly endings: EndingService,
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

  private async suspended(tx: Tx, { subject, facts }: Entry): Promise<void> {
    for (const id of await boundOf(tx, subject)) await this.standstills.begin(tx, self, id, facts as unknown as PerformanceSuspended);
  }

  private async resumed(tx: Tx, { subject }: Entry): Promise<void> {
    for (const id of await boundOf(tx, subject)) await this.standstills.end(tx, self, id);
  }

  /** An objection upheld after the signature; one about no single result concerns every contract of the procedure. */
  private async remedied(tx: Tx, { project, facts }: Entry): Promise<void> {
    const { signed, award, ...order } = facts as unknown as RemedyOrdered;
    if (!signed) return;
    for (const id of await boundOf(tx, award ?? project!)) await this.endings.undo(tx, self, id, order);
  }
}

/** The signed contracts that come from an award, or from any award of a procedure; never from an order of an agreement. */
async function boundOf(tx: Tx, origin: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select id from contracts.contract where (award_id = $1 or (procedure_id = $1 and award_id is not null)) and active_at is not null
     order by id`,
    [origin],
  );
  return rows.map(({ id }) => id);
}
