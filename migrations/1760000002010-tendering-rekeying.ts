import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TenderingRekeying1760000002010 implements MigrationInterface {
  name = 'TenderingRekeying1760000002010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tendering.notice drop constraint notice_kind_check;
      alter table tendering.notice add constraint notice_kind_check
        check (kind in ('original', 'correction', 'extension', 'resumption', 'rekeying'));

      -- One person asks for new key holders in an open procedure, another grants it.
      create table tendering.rekeying (
        id uuid primary key,
        procedure uuid not null references tendering.procedure,
        reason text not null check (reason <> ''),
        asked_by uuid not null,
        asked_at timestamptz not null,
        version int,
        done_by uuid,
        done_at timestamptz,
        check ((done_at is null) = (version is null) and (done_at is null) = (done_by is null)),
        check (done_by <> asked_by)
      );
      create unique index rekeying_asked on tendering.rekeying (procedure) where done_at is null;
      grant select, insert on tendering.rekeying to qiyue_app;
      grant update (version, done_by, done_at) on tendering.rekeying to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
