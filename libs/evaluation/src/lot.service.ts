import { Injectable } from '@nestjs/common';
import { type Actor, next, type Refusal } from '#kernel';
import { record, sentence, type Tx } from '#platform';
import { ProcedureService } from '#tendering';
import { Award } from './award.entity.js';
import type { Case } from './case.queries.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { responsiveIn } from './counting.rules.js';
import type { EvaluatedLot } from './lot.entity.js';
import { type LotAct, lotLifecycle, settledLotStates } from './lot.lifecycle.js';

/** Moves one lot, and with the last of them the evaluation and the procedure. */
@Injectable()
export class Lots {
  constructor(private readonly procedures: ProcedureService) {}

  async move(tx: Tx, lot: EvaluatedLot, act: LotAct, changes: Partial<EvaluatedLot> = {}): Promise<void> {
    lot.state = next(lotLifecycle, lot.state, act);
    await tx.save(Object.assign(lot, changes));
  }

  /** The lot leads to nothing; `why` is what everybody is told. Others go on. */
  async fail(tx: Tx, actor: Actor, { evaluation }: Case, lot: EvaluatedLot, why: Refusal): Promise<void> {
    const facts = why.facts as Record<string, string | number>;
    await this.move(tx, lot, 'fail', { failure: why.code, failureFacts: facts });
    await record(tx, actor, {
      type: 'lot.failed',
      subject: lot.id,
      project: evaluation.procedureId,
      facts: { lot: lot.lot, code: why.code, ...facts },
    });
  }

  /**
   * What the lots together mean: all failed, nothing is left; all that did not fail have their award, the evaluation is
   * decided; all have their contract or failed, the procedure is complete.
   */
  async follow(tx: Tx, actor: Actor, file: Case): Promise<void> {
    const { evaluation, lots } = file;
    const states = lots.map(({ state }) => state);
    const waiting = states.some((state) => state === 'open' || state === 'reported');
    if (evaluation.state === 'decided' && states.includes('reported')) await this.step(tx, file, 'reopen');
    if (states.every((state) => state === 'failed')) return this.end(tx, actor, file);
    if (evaluation.state === 'reported' && !waiting) await this.step(tx, file, 'decide');
    if (states.every((state) => settledLotStates.includes(state))) await this.procedures.complete(tx, actor, evaluation.procedureId);
  }

  private async step(tx: Tx, { evaluation }: Case, act: 'reopen' | 'decide' | 'fail'): Promise<void> {
    evaluation.state = next(evaluationLifecycle, evaluation.state, act);
    await tx.save(evaluation);
  }

  /** Every lot of this round has failed: the procedure too, unless a lot of an earlier round has its contract. */
  private async end(tx: Tx, actor: Actor, file: Case): Promise<void> {
    const { evaluation, lots } = file;
    if (evaluation.state === 'decided') await this.step(tx, file, 'reopen');
    await this.step(tx, file, 'fail');
    const [{ failure, failureFacts }] = lots as [EvaluatedLot];
    await record(tx, actor, {
      type: 'evaluation.failed',
      subject: evaluation.id,
      project: evaluation.procedureId,
      facts: { code: failure!, ...failureFacts },
    });
    if (await tx.existsBy(Award, { procedureId: evaluation.procedureId, state: 'final' }))
      return this.procedures.complete(tx, actor, evaluation.procedureId);
    await this.procedures.fail(tx, actor, evaluation.procedureId, failureText(lots), responsiveIn(lots));
  }
}

/** Why a procedure ends, lot by lot where there are several. */
export function failureText(lots: readonly Pick<EvaluatedLot, 'lot' | 'name' | 'failure' | 'failureFacts'>[]): string {
  const why = lots.map(({ failure, failureFacts }) => sentence(failure!, failureFacts ?? {}, 'zh'));
  return lots.length === 1 ? why[0]! : lots.map(({ lot, name }, place) => `第 ${lot} 包“${name}”：${why[place]!}`).join('');
}
