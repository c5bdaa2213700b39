import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DocumentsFiles1760000000200 implements MigrationInterface {
  name = 'DocumentsFiles1760000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema documents; grant usage on schema documents to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
