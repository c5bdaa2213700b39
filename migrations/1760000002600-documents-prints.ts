import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PDFs as they were first drawn, by everything that decides their bytes. */
export class DocumentsPrints1760000002600 implements MigrationInterface {
  name = 'DocumentsPrints1760000002600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table documents.print (
        key bytea primary key check (octet_length(key) = 32),
        kind text not null check (kind ~ '^[a-z][a-z-]*$'),
        number text,
        -- Of what the print shows; it stands at the foot of every page.
        digest bytea not null check (octet_length(digest) = 32),
        bytes bytea not null,
        sha256 bytea not null check (sha256 = sha256(bytes)),
        drawn_at timestamptz not null default clock_timestamp()
      );
      alter table documents.print alter column bytes set storage external;
      create index print_sha256 on documents.print (sha256);
      create index print_digest on documents.print (digest);
      create trigger keep_print before update or delete on documents.print for each row execute function platform.append_only();
      grant select, insert on documents.print to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
