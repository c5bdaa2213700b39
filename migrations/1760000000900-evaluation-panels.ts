import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EvaluationPanels1760000000900 implements MigrationInterface {
  name = 'EvaluationPanels1760000000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema evaluation; grant usage on schema evaluation to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
