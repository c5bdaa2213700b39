import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Winners who would not sign, or let the time pass: the reason stays, and whoever it was takes no part when it is bought again. */
export class ContractsAwardRefusals1760000004610 implements MigrationInterface {
  name = 'ContractsAwardRefusals1760000004610';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table contracts.award_refusal (
        award_id uuid primary key,
        procedure_id uuid not null,
        plan_item_id uuid not null,
        provider_id uuid not null,
        side text not null check (side in ('buyer', 'provider')),
        reason text not null check (reason <> ''),
        person uuid not null,
        at timestamptz not null
      );
      create index award_refusal_item on contracts.award_refusal (plan_item_id, provider_id);
      create trigger keep_refusal before update or delete on contracts.award_refusal
        for each row execute function platform.append_only();
      grant select, insert on contracts.award_refusal to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
