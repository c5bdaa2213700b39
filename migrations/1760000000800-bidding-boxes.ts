import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BiddingBoxes1760000000800 implements MigrationInterface {
  name = 'BiddingBoxes1760000000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema bidding; grant usage on schema bidding to qiyue_app;`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
