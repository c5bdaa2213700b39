import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a panel asked for last prices, until when, and when they took the place of the first ones. */
export class EvaluationLastPrices1760000003010 implements MigrationInterface {
  name = 'EvaluationLastPrices1760000003010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table evaluation.evaluation
        add column last_called_at timestamptz,
        add column last_called_by uuid,
        add column last_closes_at timestamptz,
        add column last_taken_at timestamptz,
        -- A round that is done again before its panel was drawn is superseded without one.
        drop constraint evaluation_check,
        add constraint evaluation_panel check (state in ('qualifying', 'qualified', 'failed', 'superseded') or panel_size is not null),
        add constraint evaluation_last_called check ((last_called_at is null) = (last_closes_at is null)),
        add constraint evaluation_last_taken check (last_taken_at is null or last_called_at is not null);
      alter table evaluation.candidate
        drop constraint candidate_excluded_check,
        add constraint candidate_excluded_check check (excluded in ('over-price', 'not-compliant', 'low-price', 'no-last-price'));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
