import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts whose performance stands still because of an objection. */
export class ObjectionsStandstills1760000002410 implements MigrationInterface {
  name = 'ObjectionsStandstills1760000002410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table objections.standstill (
        award_id uuid primary key references evaluation.award,
        procedure_id uuid not null references tendering.procedure,
        since timestamptz not null,
        until timestamptz check (until >= since)
      );
      create index standstill_procedure on objections.standstill (procedure_id);
      grant select, insert, update on objections.standstill to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
