import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeliveryMilestones1760000001200 implements MigrationInterface {
  name = 'DeliveryMilestones1760000001200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema delivery; grant usage on schema delivery to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
