import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Alarms, now, type Tx } from '#platform';
import { lockProcedure } from './procedure.lock.service.js';
import { answersAlarm, Revisions } from './revision.service.js';

/** What a notice does by itself when its times come. */
@Injectable()
export class TenderingReactions implements OnModuleInit {
  constructor(
    private readonly alarms: Alarms,
    private readonly revisions: Revisions,
  ) {}

  onModuleInit(): void {
    this.alarms.on(answersAlarm, (tx, alarm) => this.lookForAnswers(tx, alarm.subject));
  }

  /** May ring early, late or twice: the time is judged anew under the procedure's own lock. */
  private async lookForAnswers(tx: Tx, id: string): Promise<void> {
    const procedure = await lockProcedure(tx, id);
    const at = await now(tx);
    if (procedure.answersBy && at >= procedure.answersBy) await this.revisions.waitForAnswers(tx, procedure, at);
  }
}
