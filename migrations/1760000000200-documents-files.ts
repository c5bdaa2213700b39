import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bytes by their SHA-256, files that name them, papers once issued, and who may fetch what. */
export class DocumentsFiles1760000000200 implements MigrationInterface {
  name = 'DocumentsFiles1760000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema documents;
      grant usage on schema documents to qiyue_app;

      -- Named by their content: the name of a row can be checked against the row.
      create table documents.blob (
        sha256 bytea primary key check (octet_length(sha256) = 32),
        bytes bytea not null check (octet_length(bytes) between 1 and 20972544),
        stored_at timestamptz not null default clock_timestamp(),
        check (sha256 = sha256(bytes))
      );
      alter table documents.blob alter column bytes set storage external;

      create table documents.file (
        id uuid primary key,
        sha256 bytea not null references documents.blob,
        name text not null check (length(name) between 1 and 160),
        media_type text not null,
        size int not null check (size between 1 and 20971520),
        owner uuid not null,
        public boolean not null default false,
        created_at timestamptz not null default clock_timestamp()
      );
      create index file_sha256 on documents.file (sha256);
      create table documents.file_grant (
        file uuid not null references documents.file,
        organization uuid not null,
        granted_at timestamptz not null default clock_timestamp(),
        primary key (file, organization)
      );

      create table documents.paper (
        id uuid primary key,
        kind text not null check (kind ~ '^[a-z][a-z-]*$'),
        subject uuid not null,
        number text,
        title text not null,
        html bytea not null,
        sha256 bytea not null check (sha256 = sha256(html)),
        public boolean not null,
        issued_at timestamptz not null
      );
      create index paper_subject on documents.paper (subject, kind, issued_at);
      create index paper_sha256 on documents.paper (sha256);
      create table documents.paper_grant (
        paper uuid not null references documents.paper,
        organization uuid not null,
        granted_at timestamptz not null default clock_timestamp(),
        primary key (paper, organization)
      );

      -- Receipts outlive the key that signed them.
      create table documents.signing_key (
        key_id text primary key check (key_id ~ '^[0-9a-f]{16}$'),
        public_key text not null,
        known_since timestamptz not null default clock_timestamp()
      );

      -- A file's bytes and name stay; only a private file may become public.
      create function documents.file_only_opens() returns trigger language plpgsql as $$
      begin
        if (to_jsonb(new) - 'public') = (to_jsonb(old) - 'public') and not old.public then return new; end if;
        raise exception 'a stored file is not changed';
      end $$;
      create trigger only_opens before update on documents.file
        for each row execute function documents.file_only_opens();
      create trigger keep_file before delete on documents.file for each row execute function platform.append_only();
      create trigger keep_blob before update or delete on documents.blob for each row execute function platform.append_only();
      create trigger keep_paper before update or delete on documents.paper for each row execute function platform.append_only();
      create trigger keep_key before update or delete on documents.signing_key for each row execute function platform.append_only();

      grant select, insert on documents.blob, documents.file, documents.file_grant, documents.paper, documents.paper_grant,
        documents.signing_key to qiyue_app;
      grant update (public) on documents.file to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
