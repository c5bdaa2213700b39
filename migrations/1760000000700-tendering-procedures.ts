import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TenderingProcedures1760000000700 implements MigrationInterface {
  name = 'TenderingProcedures1760000000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema tendering; grant usage on schema tendering to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
