import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Entry, entryColumns, type Reader, type Reaction, Readers, toEntry, type Tx } from '#platform';
import { ContractStories } from './contract.stories.queries.js';
import { FrameworkStories } from './framework.stories.queries.js';
import { Press } from './press.service.js';
import { ProcessQueries } from './process.queries.js';
import type { Story } from './release.view.js';
import { TenderStories } from './tender.stories.queries.js';

/** Reads the journal and prints one immutable release for each public event. */
@Injectable()
export class DisclosureReactions implements Reader, OnModuleInit {
  readonly name = 'disclosure';
  readonly reactions: Readonly<Record<string, Reaction>>;

  constructor(
    private readonly readers: Readers,
    private readonly press: Press,
    private readonly processes: ProcessQueries,
    private readonly tenders: TenderStories,
    private readonly contracts: ContractStories,
    frameworks: FrameworkStories,
  ) {
    const on =
      (tell: (tx: Tx, entry: Entry) => Promise<Story | null>): Reaction =>
      async (tx, entry) => {
        const story = await tell(tx, entry);
        if (story) await this.press.print(tx, entry, story, await this.processes.boxThen(tx, entry));
      };
    const implemented = on((tx, entry) => this.contracts.implemented(tx, entry));
    this.reactions = {
      'plan-item.announced': on((_tx, entry) => tenders.announced(entry)),
      'plan-item.dropped': on((tx, entry) => tenders.planEnded(tx, entry, 'withdrawn')),
      'plan-item.settled': on((tx, entry) => tenders.planEnded(tx, entry, 'complete')),
      'notice.published': on((tx, entry) => tenders.published(tx, entry)),
      'notice.corrected': on((tx, entry) => tenders.corrected(tx, entry)),
      'notice.official': on((_tx, entry) => tenders.official(entry)),
      'question.answered': on((_tx, entry) => tenders.answered(entry)),
      'procedure.suspended': on((_tx, entry) => tenders.suspended(entry)),
      'procedure.cancelled': on((_tx, entry) => tenders.ended(entry, 'cancelled')),
      'procedure.failed': on((_tx, entry) => tenders.ended(entry, 'unsuccessful')),
      'box.opened': on((_tx, entry) => tenders.opened(entry)),
      'lot.failed': on((_tx, entry) => tenders.lotFailed(entry)),
      'award.announced': on((_tx, entry) => tenders.awarded(entry)),
      'award.held': on((_tx, entry) => tenders.awardMoved(entry, 'pending')),
      'award.released': on((_tx, entry) => tenders.awardMoved(entry, 'pending')),
      'award.finalized': on((_tx, entry) => tenders.awardMoved(entry, 'active')),
      'award.withdrawn': on((_tx, entry) => tenders.awardMoved(entry, 'cancelled')),
      'challenge.accepted': on((_tx, entry) => tenders.complaint(entry)),
      'challenge.answered': on((_tx, entry) => tenders.complaint(entry)),
      'framework.concluded': on((_tx, entry) => frameworks.concluded(entry)),
      'order.announced': on((_tx, entry) => frameworks.ordered(entry)),
      'contract.published': async (tx, entry) => {
        await on((_tx, one) => contracts.published(one))(tx, entry);
        for (const earlier of await workBefore(tx, entry)) await implemented(tx, earlier);
      },
      'milestone.accepted': implemented,
      'assessment.posted': implemented,
      'assessment.final': implemented,
      'payment.paid': implemented,
      'contract.completed': on((tx, entry) => contracts.ended(tx, entry)),
      'contract.terminated': on((tx, entry) => contracts.ended(tx, entry)),
    };
  }

  onModuleInit(): void {
    this.readers.add(this);
  }
}

/** Work done and paid under a contract before its text became public: it is told right after. */
async function workBefore(tx: Tx, { project, subject, seq }: Entry): Promise<Entry[]> {
  const rows = (await tx.query(
    `select ${entryColumns} from platform.journal
     where project = $1 and seq < $2 and type in ('milestone.accepted', 'assessment.posted', 'assessment.final', 'payment.paid') order by seq`,
    [project, seq.toString()],
  )) as Parameters<typeof toEntry>[0][];
  return rows.map(toEntry).filter(({ facts }) => facts.contractId === subject);
}
