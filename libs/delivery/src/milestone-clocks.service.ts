import { Injectable } from '@nestjs/common';
import { DeadlineQueries, Deadlines } from '#calendar';
import { setAlarm, type Tx } from '#platform';
import { lockMilestone } from './milestone.queries.js';

/** Rings when the buyer's time to answer is over. */
export const silenceAlarm = 'delivery.silence';
const keys: readonly string[] = ['delivery.submission', 'delivery.acceptance', 'delivery.rectify'];

/** The clocks of milestones, when the contract they belong to stood still. */
@Injectable()
export class MilestoneClocks {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly deadlineQueries: DeadlineQueries,
  ) {}

  /** The contract goes on: every clock that runs gets the time back for which it stood still. */
  async giveBack(tx: Tx, contractId: string, stoodMs: number): Promise<void> {
    const rows = (await tx.query('select id from delivery.milestone where contract_id = $1 order by id', [contractId])) as { id: string }[];
    for (const { id } of rows) {
      await lockMilestone(tx, id);
      for (const { key, dueAt, metAt, cancelledAt } of await this.deadlineQueries.ofSubjects([id])) {
        if (metAt || cancelledAt || !keys.includes(key)) continue;
        const later = new Date(dueAt.getTime() + stoodMs);
        await this.deadlines.move(tx, id, key, later);
        if (key === 'delivery.acceptance') await setAlarm(tx, { kind: silenceAlarm, subject: id, dueAt: later });
      }
    }
  }

  /** When the buyer has to have answered; null when nothing waits for an answer. */
  async answerDueAt(id: string): Promise<Date | null> {
    const deadlines = await this.deadlineQueries.ofSubjects([id]);
    return deadlines.find(({ key, metAt, cancelledAt }) => key === 'delivery.acceptance' && !metAt && !cancelledAt)?.dueAt ?? null;
  }
}
