import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lots in which a bid was asked for a last price; before, it was asked for all that it had priced. */
export class BiddingCalledLots1760000003000 implements MigrationInterface {
  name = 'BiddingCalledLots1760000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bidding.called add column lots text[] check (cardinality(lots) > 0)');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
