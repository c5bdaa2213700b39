import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationsMessages1760000001600 implements MigrationInterface {
  name = 'NotificationsMessages1760000001600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema notifications; grant usage on schema notifications to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
