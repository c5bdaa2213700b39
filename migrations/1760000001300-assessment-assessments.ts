import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AssessmentAssessments1760000001300 implements MigrationInterface {
  name = 'AssessmentAssessments1760000001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema assessment; grant usage on schema assessment to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
