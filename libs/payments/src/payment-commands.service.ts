import { Injectable } from '@nestjs/common';
import { type Actor, absent, found } from '#kernel';
import { Database, now, type Tx } from '#platform';
import type { Payment } from './payment.entity.js';
import { maySee } from './payment.policy.js';
import { PaymentQueries } from './payment.queries.js';
import { lockedPayment } from './payment.rows.queries.js';

/** What every command on a payment begins with: the lock, the one clock read, and that the actor may see it at all. */
@Injectable()
export class PaymentCommands {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentQueries,
  ) {}

  async run(actor: Actor, id: string, work: (tx: Tx, payment: Payment, at: Date) => Promise<unknown>): Promise<Payment> {
    await this.database.transaction(async (tx) => {
      const payment = await lockedPayment(tx, id);
      const at = await now(tx);
      if (!maySee(actor, payment)) throw absent('payment');
      await work(tx, payment, at);
    });
    return found(await this.payments.byId(id), 'payment');
  }
}
