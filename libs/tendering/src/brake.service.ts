import { Injectable } from '@nestjs/common';
import type { Refusal } from '#kernel';
import type { Tx } from '#platform';

/** What may be stopped: going on with a suspended procedure, deciding or announcing an award. */
export type Braked = 'resume' | 'award';
export type Brake = (tx: Tx, procedureId: string, act: Braked) => Promise<Refusal | undefined>;

/** Through this door later rooms stop a procedure: an objection that may change its result, an order of the bureau. */
@Injectable()
export class Brakes {
  private readonly brakes: Brake[] = [];

  add(brake: Brake): void {
    this.brakes.push(brake);
  }

  /** What stands in the way of an act now, or nothing. Joins the caller's transaction, after its lock. */
  async standing(tx: Tx, procedureId: string, act: Braked): Promise<Refusal | undefined> {
    for (const brake of this.brakes) {
      const refusal = await brake(tx, procedureId, act);
      if (refusal) return refusal;
    }
    return undefined;
  }
}
