import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LedgerAccounts1760000000300 implements MigrationInterface {
  name = 'LedgerAccounts1760000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema ledger; grant usage on schema ledger to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
