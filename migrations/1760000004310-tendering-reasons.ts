import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a procedure stands still, how many answered one that failed, and whether an answer may change offers. */
export class TenderingReasons1760000004310 implements MigrationInterface {
  name = 'TenderingReasons1760000004310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tendering.procedure
        add column suspend_reason text check (suspend_reason <> ''),
        -- Of a failed one: how many offers there were, or were found responsive; null where nobody counted.
        add column responsive int check (responsive >= 0);
      alter table tendering.question add column affects boolean;
      alter table tendering.question add constraint question_affects check (affects is null or answer is not null);

      create or replace function tendering.answered_once() returns trigger language plpgsql as $$
      begin
        if old.answer is not null or (old.same_as is not null and new.same_as is distinct from old.same_as)
           or (to_jsonb(new) - array['answer', 'answered_by', 'answered_at', 'affects', 'same_as'])
           <> (to_jsonb(old) - array['answer', 'answered_by', 'answered_at', 'affects', 'same_as']) then
          raise exception 'a question is answered once and otherwise never changed';
        end if;
        return new;
      end $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
