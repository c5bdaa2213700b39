import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize } from '#kernel';
import { Database, record } from '#platform';
import { OrderFiles, type OrderFormat } from './order-file.gateway.js';
import { mayReadOrders } from './payment.policy.js';
import { orderDownloaded } from './payments.events.js';

/** Hands order files to the cashier; each download is written down, for a file carries a whole account number. */
@Injectable()
export class TreasuryOrderService {
  constructor(
    private readonly database: Database,
    private readonly files: OrderFiles,
  ) {}

  /** Refuses `treasury-order.gone` while the file is not written. */
  download(actor: Actor, id: string, format: OrderFormat): Promise<{ name: string; bytes: Buffer }> {
    return this.database.transaction(async (tx) => {
      authorize(mayReadOrders, actor, null, 'payment.not-yours');
      const [order] = (await tx.query(
        'select p.project from payments.attempt t join payments.payment p on p.id = t.payment_id where t.id = $1',
        [id],
      )) as { project: string }[];
      if (!order) throw absent('treasury-order');
      const bytes = await this.files.read(id, format);
      await record(tx, actor, {
        type: orderDownloaded,
        subject: id,
        project: order.project,
        facts: { format },
      });
      return { name: `${id}.${format}`, bytes };
    });
  }
}
