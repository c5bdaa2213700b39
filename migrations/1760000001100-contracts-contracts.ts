import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ContractsContracts1760000001100 implements MigrationInterface {
  name = 'ContractsContracts1760000001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema contracts; grant usage on schema contracts to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
