import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The result of an entry into a framework agreement, and of an application to one, may be challenged. */
export class ObjectionsEntries1760000003110 implements MigrationInterface {
  name = 'ObjectionsEntries1760000003110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table objections.challenge
        drop constraint challenge_stage_check,
        add constraint challenge_stage_check
          check (stage in ('documents', 'receipt', 'opening', 'ending', 'result', 'entry', 'application')),
        drop constraint challenge_remedy_check,
        add constraint challenge_remedy_check check (remedy in ('correct', 'next_candidate', 'redo', 'restart', 'readmit'));
      alter table objections.complaint
        drop constraint complaint_remedy_check,
        add constraint complaint_remedy_check check (remedy in ('correct', 'next_candidate', 'redo', 'restart', 'readmit'));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
