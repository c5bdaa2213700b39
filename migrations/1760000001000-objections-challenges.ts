import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ObjectionsChallenges1760000001000 implements MigrationInterface {
  name = 'ObjectionsChallenges1760000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema objections; grant usage on schema objections to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
