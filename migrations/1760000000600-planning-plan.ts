import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlanningPlan1760000000600 implements MigrationInterface {
  name = 'PlanningPlan1760000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema planning; grant usage on schema planning to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
