import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PaymentsPayments1760000001400 implements MigrationInterface {
  name = 'PaymentsPayments1760000001400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema payments; grant usage on schema payments to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
