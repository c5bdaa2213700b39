import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrganizationsRegistry1760000000400 implements MigrationInterface {
  name = 'OrganizationsRegistry1760000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema organizations; grant usage on schema organizations to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
