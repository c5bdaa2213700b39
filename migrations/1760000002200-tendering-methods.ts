import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Methods of buying are rows of a rule book: the database asks only that their codes look like codes. */
export class TenderingMethods1760000002200 implements MigrationInterface {
  name = 'TenderingMethods1760000002200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$
      declare old record;
      begin
        for old in
          select conrelid::regclass as place, conname as name from pg_constraint
          where contype = 'c' and (
            (conrelid = 'tendering.procedure'::regclass and pg_get_constraintdef(oid) like '%local_small_purchase%')
            or (conrelid = 'planning.plan_item'::regclass and pg_get_constraintdef(oid) like '%local_small_purchase%')
            or (conrelid = 'calendar.rule'::regclass and pg_get_constraintdef(oid) like '%bool%')
            or (conrelid = 'tendering.edit'::regclass and pg_get_constraintdef(oid) like '%eligibility%'))
        loop
          execute format('alter table %s drop constraint %I', old.place, old.name);
        end loop;
      end $$;

      alter table tendering.procedure add constraint procedure_method check (method ~ '^[a-z][a-z_]{1,39}$');
      alter table planning.plan_item add constraint plan_item_method check (method ~ '^[a-z][a-z_]{1,39}$');
      alter table planning.plan_item add column method_approval jsonb;
      alter table tendering.edit add constraint edit_task check (task ~ '^[a-z][a-z_]{1,39}$');

      alter table calendar.rule
        add constraint rule_unit check (unit in ('cd', 'wd', 'year', '%', 'yuan', 'n', 'x', 'bool', 'date', 'method')),
        add constraint rule_value check (case unit
          when 'bool' then value in ('true', 'false')
          when 'date' then value ~ '^[0-9]{2}-[0-9]{2}$'
          when 'yuan' then value ~ '^[0-9]+(\\.[0-9]{2})?$'
          when '%' then value ~ '^[0-9]+(\\.[0-9]+)?$'
          when 'x' then value ~ '^[0-9]+(\\.[0-9]+)?$'
          when 'method' then jsonb_typeof(value::jsonb) = 'object' and key ~ '^method\\.[a-z][a-z_]{1,39}$'
          else value ~ '^[0-9]+$' end);

      -- Order 87 Art. 27: no later version changes the object or who may take part; the lots are the object's parts.
      create or replace function tendering.same_object() returns trigger language plpgsql as $$
      declare part text;
      begin
        foreach part in array array['title', 'category', 'months', 'service', 'lots', 'indicators', 'evaluation', 'budget',
                                    'instalments', 'eligibility', 'policy'] loop
          if (select content -> part from tendering.notice where procedure = new.procedure and version = 1)
             is distinct from new.content -> part then
            raise exception 'a later version of a notice changes its %', part;
          end if;
        end loop;
        return new;
      end $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
