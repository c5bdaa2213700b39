import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, next, refuse } from '#kernel';
import { Deadlines } from '#calendar';
import { dropAlarm, now, record, type Tx } from '#platform';
import { Award } from './award.entity.js';
import { awardLifecycle } from './award.lifecycle.js';
import { awardFacts } from './award.view.js';
import { Cases } from './case.queries.js';
import { decideKey, silenceAlarm } from './decision.clock.service.js';
import { Evaluation } from './evaluation.entity.js';
import { evaluationLifecycle, livingStates } from './evaluation.lifecycle.js';
import { settledLotStates } from './lot.lifecycle.js';
import { Lots } from './lot.service.js';
import { Projects } from './project.queries.js';

/** Ends an evaluation whose purchase begins anew: awards are taken back, every lot without a contract leads to nothing. */
@Injectable()
export class Abandonment {
  constructor(
    private readonly cases: Cases,
    private readonly lots: Lots,
    private readonly projects: Projects,
    private readonly deadlines: Deadlines,
  ) {}

  /** Leaves the procedure itself to the caller. Where nothing was evaluated, or no more is, it does nothing. */
  async abandon(tx: Tx, actor: Actor, procedureId: string, { reason }: { reason: string }): Promise<void> {
    if (!(await tx.existsBy(Evaluation, { procedureId, state: In([...livingStates]) }))) return;
    const file = await this.cases.open(tx, procedureId);
    const { evaluation, project } = file;
    const at = await now(tx);

    const active = await tx.find(Award, {
      where: { procedureId, state: In(['decided', 'announced', 'held']) },
      order: { lot: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const award of active) {
      award.state = next(awardLifecycle, award.state, 'withdraw');
      await tx.save(Object.assign(award, { withdrawnAt: at, withdrawnReason: reason }));
      await this.deadlines.cancel(tx, award.id, this.projects.rules(project).replyKeys.announce);
      const facts = { ...awardFacts(award), reason: 'restart' };
      await record(tx, actor, { type: 'award.withdrawn', subject: award.id, project: procedureId, facts });
    }
    for (const lot of file.lots.filter(({ state }) => !settledLotStates.includes(state))) {
      if (lot.state === 'decided') await this.lots.move(tx, lot, 'reopen');
      await this.lots.fail(tx, actor, file, lot, refuse('conflict', 'evaluation.abandoned', { reason }));
      await this.deadlines.cancel(tx, lot.id, decideKey(this.projects, project));
      await dropAlarm(tx, silenceAlarm, lot.id);
    }
    await this.deadlines.cancel(tx, evaluation.id, this.projects.rules(project).replyKeys.report);
    evaluation.state = next(evaluationLifecycle, evaluation.state, 'supersede');
    await tx.save(evaluation);
    await record(tx, actor, { type: 'evaluation.abandoned', subject: evaluation.id, project: procedureId, facts: { reason } });
  }
}
