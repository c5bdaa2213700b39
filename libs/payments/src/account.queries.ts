import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { AccountVault } from './account-vault.gateway.js';
import { maySeeAccount } from './payment.policy.js';

/** Whole account numbers, for finance only. */
@Injectable()
export class PaymentAccounts {
  constructor(
    private readonly database: Database,
    private readonly vault: AccountVault,
  ) {}

  /** The account of the last request, in groups of four; null for everybody who does not pay. */
  async of(actor: Actor, paymentId: string): Promise<string | null> {
    if (!maySeeAccount(actor, null)) return null;
    const [row] = await this.database.query<{ id: string; account: Buffer }>(
      'select id, account from payments.request where payment_id = $1 order by no desc limit 1',
      [paymentId],
    );
    return row ? this.vault.open(row.account, row.id).replace(/(.{4})(?=.)/g, '$1 ') : null;
  }
}
