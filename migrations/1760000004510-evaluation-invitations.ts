import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a panel came together, beside when it was to; and messages to the people asked to sit on one. */
export class EvaluationInvitations1760000004510 implements MigrationInterface {
  name = 'EvaluationInvitations1760000004510';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table evaluation.evaluation
        add column met_at timestamptz,
        add constraint evaluation_met check (met_at is null or meets_at is not null);
      alter table notifications.message
        drop constraint message_side_check,
        add constraint message_side_check check (side in ('department', 'provider', 'finance', 'supervisor', 'panel'));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
