import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An objection that is upheld may ask for the qualification to be judged again. */
export class ObjectionsRequalify1760000004600 implements MigrationInterface {
  name = 'ObjectionsRequalify1760000004600';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['challenge', 'complaint'])
      await runner.query(`
        alter table objections.${table}
          drop constraint ${table}_remedy_check,
          add constraint ${table}_remedy_check
            check (remedy in ('correct', 'next_candidate', 'redo', 'requalify', 'restart', 'readmit'));
      `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
