import { Injectable } from '@nestjs/common';
import { type Actor, ensure, refuse } from '#kernel';
import { Abandonment, Award, AwardService, EvaluationService } from '#evaluation';
import { record, type Tx } from '#platform';
import { ProcedureOrders } from '#tendering';
import type { Remedy } from './challenge.lifecycle.js';

/** What an upheld objection asks for. */
export interface RemedyWanted {
  readonly procedureId: string;
  readonly awardId: string | null;
  readonly remedy: Remedy;
  /** Number of the challenge or complaint. */
  readonly number: string;
  readonly kind: 'challenge' | 'complaint';
  /** Who objected. */
  readonly providerId: string;
}

const names = { challenge: '质疑', complaint: '投诉' } as const;

/** Carries out what follows from an objection that is upheld (Order 94 Art. 16, 31, 32). */
@Injectable()
export class Remedies {
  constructor(
    private readonly awards: AwardService,
    private readonly evaluations: EvaluationService,
    private readonly abandonment: Abandonment,
    private readonly orders: ProcedureOrders,
  ) {}

  /** Refuses what the procedure is past: corrections after the deadline. A signed contract is left to its own room. */
  async carryOut(tx: Tx, actor: Actor, wanted: RemedyWanted): Promise<void> {
    const { procedureId, awardId, remedy, number, kind, providerId } = wanted;
    const reason = `${names[kind]} ${number} 成立`;
    const award = awardId ? await this.awards.lock(tx, awardId) : null;
    const signed = await this.signed(tx, procedureId, awardId);
    await record(tx, actor, {
      type: 'remedy.ordered',
      subject: awardId ?? procedureId,
      project: procedureId,
      facts: { number, kind, remedy, award: awardId, signed, provider: providerId },
    });
    // Framework agreements carry out what concerns an entry by themselves.
    if (signed || remedy === 'readmit') return;
    if (remedy === 'correct') return this.correct(tx, actor, procedureId, reason);
    if (remedy === 'redo') return void (await this.evaluations.redo(tx, actor, procedureId, { reason }));
    if (remedy === 'requalify') return void (await this.evaluations.redo(tx, actor, procedureId, { reason, from: 'qualification' }));
    if (remedy === 'restart') return this.restart(tx, actor, procedureId, reason);
    if (award && award.state !== 'withdrawn') await this.awards.withdraw(tx, actor, award.id, { cause: 'upheld-challenge', reason });
  }

  /** The competition stands still until the department has corrected the documents and goes on. */
  private async correct(tx: Tx, actor: Actor, procedureId: string, reason: string): Promise<void> {
    const state = await this.orders.halt(tx, actor, procedureId, reason);
    ensure(state === 'open' || state === 'suspended' ? undefined : refuse('conflict', 'challenge.correction-late'));
  }

  private async restart(tx: Tx, actor: Actor, procedureId: string, reason: string): Promise<void> {
    await this.abandonment.abandon(tx, actor, procedureId, { reason });
    await this.orders.end(tx, actor, procedureId, reason);
  }

  private async signed(tx: Tx, procedureId: string, awardId: string | null): Promise<boolean> {
    return tx.existsBy(Award, { procedureId, state: 'final', ...(awardId ? { id: awardId } : {}) });
  }
}
