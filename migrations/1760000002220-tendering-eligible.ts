import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of what an organization may take part in: what is reserved for small enterprises is known beside the state. */
export class TenderingEligible1760000002220 implements MigrationInterface {
  name = 'TenderingEligible1760000002220';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tendering.sheet add column reserved boolean not null default false;
      create index invitation_provider on tendering.invitation (provider, procedure);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
