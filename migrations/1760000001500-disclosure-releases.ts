import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DisclosureReleases1760000001500 implements MigrationInterface {
  name = 'DisclosureReleases1760000001500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema disclosure;
      grant usage on schema disclosure to qiyue_app;

      create table disclosure.release (
        seq bigint primary key check (seq > 0),
        id text not null unique,
        ocid text not null,
        no int not null check (no > 0),
        date timestamptz not null check (date = date_trunc('second', date)),
        tags text[] not null check (cardinality(tags) > 0),
        event text not null,
        project uuid,
        journal_seq bigint not null,
        body bytea not null,
        sha256 bytea not null check (sha256 = sha256(previous_sha256 || body)),
        previous_sha256 bytea not null check (length(previous_sha256) = 32),
        unique (ocid, no),
        unique (ocid, date),
        unique (ocid, journal_seq, event)
      );
      create index on disclosure.release (date, seq);
      create trigger append_only before update or delete or truncate on disclosure.release
        for each statement execute function platform.append_only();
      grant select, insert on disclosure.release to qiyue_app;

      create table disclosure.record (
        ocid text primary key,
        kind text not null check (kind in ('planning', 'contracting')),
        subject uuid not null unique,
        number text not null unique,
        title text not null,
        department text not null,
        department_code text not null,
        category text not null,
        year int not null,
        stage text not null,
        planned bigint not null check (planned >= 0),
        contracted bigint not null default 0 check (contracted >= 0),
        paid bigint not null default 0 check (paid >= 0),
        compiled text not null,
        releases int not null check (releases > 0),
        first_at timestamptz not null,
        changed_at timestamptz not null,
        changed_seq bigint not null unique references disclosure.release (seq)
      );
      create index on disclosure.record (kind, changed_at desc, ocid desc);
      grant select, insert, update on disclosure.record to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
