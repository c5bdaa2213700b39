import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft may be given up before it is published; a single source whose draft changed is announced anew. */
export class TenderingAbandonment1760000004300 implements MigrationInterface {
  name = 'TenderingAbandonment1760000004300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$
      declare old record;
      begin
        for old in
          select conrelid::regclass as place, conname as name from pg_constraint
          where contype = 'c' and conrelid = 'tendering.procedure'::regclass and pg_get_constraintdef(oid) like '%in_review%'
        loop
          execute format('alter table %s drop constraint %I', old.place, old.name);
        end loop;
      end $$;

      alter table tendering.procedure
        add constraint procedure_state check (state in
          ('draft', 'in_review', 'open', 'suspended', 'closed', 'failed', 'completed', 'cancelled', 'abandoned')),
        add constraint procedure_published check (state in ('draft', 'in_review', 'abandoned') or (number is not null and version > 0
          and publisher is not null and published_at is not null and questions_until is not null and closes_at is not null)),
        add constraint procedure_author check (state <> 'in_review' or author is not null),
        add constraint procedure_abandoned check (state <> 'abandoned' or (version = 0 and end_reason is not null and ended_at is not null));
      drop index tendering.procedure_live;
      create unique index procedure_live on tendering.procedure (plan_item) where state not in ('failed', 'cancelled', 'abandoned');

      -- A notice of a single source may be withdrawn; a new one says what the draft says then.
      alter table tendering.prior_notice drop constraint prior_notice_procedure_key;
      alter table tendering.prior_notice drop constraint prior_notice_state_check;
      alter table tendering.prior_notice add constraint prior_notice_state
        check (state in ('open', 'upheld', 'confirmed', 'withdrawn'));
      create unique index prior_notice_open on tendering.prior_notice (procedure) where state = 'open';
      create index prior_notice_procedure on tendering.prior_notice (procedure, published_at desc);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
