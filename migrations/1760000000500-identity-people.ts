import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityPeople1760000000500 implements MigrationInterface {
  name = 'IdentityPeople1760000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema identity; grant usage on schema identity to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
