import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DisclosureReleases1760000001500 implements MigrationInterface {
  name = 'DisclosureReleases1760000001500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema disclosure; grant usage on schema disclosure to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
