import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SupervisionBoard1760000001700 implements MigrationInterface {
  name = 'SupervisionBoard1760000001700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema supervision; grant usage on schema supervision to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
