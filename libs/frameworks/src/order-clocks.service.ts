import { Injectable } from '@nestjs/common';
import { Deadlines } from '#calendar';
import type { Actor } from '#kernel';
import { record, type Tx } from '#platform';
import type { Agreement } from './agreement.entity.js';
import { ofOrder } from './happenings.rules.js';
import type { Order } from './order.entity.js';

const accept = 'framework.order.accept';
const announce = 'framework.order.announce';
const sign = 'contract.sign';

/** The clocks that run about an order. Every method joins. */
@Injectable()
export class OrderClocks {
  constructor(private readonly deadlines: Deadlines) {}

  /** It lies before an entrant; a turn that passed starts the time anew. */
  async offered(tx: Tx, actor: Actor, agreement: Agreement, order: Order, at: Date): Promise<void> {
    const { id, entrantId } = order;
    const [row] = await tx.query<{ provider: string }[]>('select provider_id as provider from frameworks.entrant where id = $1', [
      entrantId,
    ]);
    await this.deadlines.cancel(tx, id, accept);
    await this.open(tx, agreement, id, accept, row!.provider, at);
    await record(tx, actor, ofOrder(agreement, order, 'order.offered', { providerId: row!.provider }));
  }

  /** It has its entrant: the result is due in public, the contract to be signed. */
  async accepted(tx: Tx, agreement: Agreement, id: string, at: Date): Promise<void> {
    await this.deadlines.meet(tx, id, accept, at);
    await this.open(tx, agreement, id, announce, agreement.departmentId, at);
    await this.open(tx, agreement, id, sign, agreement.departmentId, at);
  }

  async announced(tx: Tx, id: string, at: Date): Promise<void> {
    await this.deadlines.meet(tx, id, announce, at);
  }

  async ended(tx: Tx, id: string): Promise<void> {
    for (const key of [accept, announce, sign]) await this.deadlines.cancel(tx, id, key);
  }

  private async open(tx: Tx, { procedureId, ruleDay }: Agreement, id: string, key: string, holder: string, startsAt: Date): Promise<void> {
    await this.deadlines.open(tx, { subject: id, subjectType: 'framework-order', project: procedureId, key, holder, startsAt, ruleDay });
  }
}
