import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The application's role, the journal with its readers, and the small tables every room stands on. */
export class PlatformGround1760000000000 implements MigrationInterface {
  name = 'PlatformGround1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'qiyue_app') then create role qiyue_app; end if;
      end $$;
      create schema platform;
      grant usage on schema platform to qiyue_app;

      create table platform.journal (
        id uuid primary key,
        seq bigint unique,
        at timestamptz not null default clock_timestamp(),
        person uuid not null,
        organization uuid not null,
        type text not null check (type ~ '^[a-z]+[a-z-]*\\.[a-z-]+$'),
        subject uuid not null,
        project uuid,
        payload bytea not null check (octet_length(payload) <= 65536),
        salt bytea not null check (octet_length(salt) = 32),
        commitment bytea not null check (octet_length(commitment) = 32)
      );
      create index journal_unnumbered on platform.journal (at, id) where seq is null;
      create index journal_subject on platform.journal (subject, seq);
      create index journal_project on platform.journal (project, seq) where project is not null;

      -- The one row is the sequencer's lock and fence.
      create table platform.journal_head (one boolean primary key default true check (one), seq bigint not null);
      insert into platform.journal_head (seq) values (0);

      -- History is added to, never changed; the sequencer may fill a number once, and nothing else.
      create function platform.journal_only_numbers() returns trigger language plpgsql as $$
      begin
        if old.seq is null and new.seq is not null
           and (to_jsonb(new) - 'seq') = (to_jsonb(old) - 'seq') then
          return new;
        end if;
        raise exception 'the journal is append-only';
      end $$;
      create function platform.append_only() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_schema || '.' || tg_table_name;
      end $$;
      create trigger numbers_only before update on platform.journal
        for each row execute function platform.journal_only_numbers();
      create trigger no_delete before delete on platform.journal
        for each row execute function platform.append_only();
      create trigger no_truncate before truncate on platform.journal
        for each statement execute function platform.append_only();

      create function platform.tell_journal() returns trigger language plpgsql as $$
      begin
        perform pg_notify('journal', '');
        return null;
      end $$;
      create trigger tell after insert on platform.journal
        for each statement execute function platform.tell_journal();

      create table platform.bookmark (
        reader text primary key,
        seq bigint not null default 0,
        read_at timestamptz not null default clock_timestamp()
      );
      create table platform.alarm (
        id uuid primary key,
        kind text not null,
        subject uuid not null,
        due_at timestamptz not null,
        tries int not null default 0,
        failure text,
        unique (kind, subject)
      );
      create index alarm_due on platform.alarm (due_at);
      create table platform.outbound (
        id uuid primary key,
        kind text not null,
        payload jsonb not null,
        created_at timestamptz not null default clock_timestamp(),
        leased_until timestamptz not null default clock_timestamp(),
        tries int not null default 0,
        failure text,
        sent_at timestamptz
      );
      create index outbound_waiting on platform.outbound (leased_until) where sent_at is null;
      -- Who wished what with which key is one keyed hash, and the answer is encrypted: the table names nobody.
      create table platform.idempotency (
        wish bytea primary key check (octet_length(wish) = 32),
        input_hash bytea not null check (octet_length(input_hash) = 32),
        status int,
        answer bytea,
        created_at timestamptz not null default clock_timestamp()
      );
      create table platform.number_series (
        region text not null,
        year int not null,
        series text not null,
        last int not null check (last > 0),
        primary key (region, year, series)
      );

      grant select, insert, update (seq) on platform.journal to qiyue_app;
      grant select, update on platform.journal_head to qiyue_app;
      grant select, insert, update on platform.bookmark, platform.outbound, platform.idempotency, platform.number_series to qiyue_app;
      grant select, insert, update, delete on platform.alarm to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
