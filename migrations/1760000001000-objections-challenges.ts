import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Challenges to a result. */
export class ObjectionsChallenges1760000001000 implements MigrationInterface {
  name = 'ObjectionsChallenges1760000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema objections;
      grant usage on schema objections to qiyue_app;

      create table objections.challenge (
        id uuid primary key,
        number text not null unique,
        procedure_id uuid not null references tendering.procedure,
        award_id uuid not null references evaluation.award,
        department_id uuid not null,
        provider_id uuid not null,
        filed_by uuid not null,
        facts text not null check (facts <> ''),
        request text not null check (request <> ''),
        basis text not null check (basis <> ''),
        evidence jsonb not null default '[]' check (jsonb_typeof(evidence) = 'array'),
        state text not null check (state in ('filed', 'accepted', 'refused', 'answered')),
        may_affect_result boolean,
        examined_by uuid,
        examined_at timestamptz,
        refusal_reason text,
        outcome text check (outcome in ('upheld', 'partly', 'dismissed')),
        answer text,
        answered_by uuid,
        answered_at timestamptz,
        rule_day date not null,
        filed_at timestamptz not null,
        window_ends_at timestamptz not null,
        answer_due_at timestamptz not null,
        check (filed_at < window_ends_at),
        check (state = 'filed' or (examined_by is not null and examined_at is not null)),
        check (state not in ('accepted', 'answered') or may_affect_result is not null),
        check (state <> 'refused' or refusal_reason <> ''),
        check ((state = 'answered') = (outcome is not null)),
        check (state <> 'answered' or (answer <> '' and answered_at is not null)),
        -- Who takes a challenge up does not answer it.
        check (answered_by is null or answered_by <> examined_by)
      );
      create unique index challenge_one_a_result on objections.challenge (award_id, provider_id) where state <> 'refused';
      create index challenge_procedure on objections.challenge (procedure_id, filed_at);
      create index challenge_department on objections.challenge (department_id, filed_at desc, id desc);
      create index challenge_provider on objections.challenge (provider_id, filed_at desc, id desc);

      -- What was filed stays as it was filed.
      create function objections.filed_stays() returns trigger language plpgsql as $$
      begin
        if (new.number, new.award_id, new.provider_id, new.facts, new.request, new.basis, new.evidence, new.filed_at, new.window_ends_at)
           is distinct from
           (old.number, old.award_id, old.provider_id, old.facts, old.request, old.basis, old.evidence, old.filed_at, old.window_ends_at) then
          raise exception 'a filed challenge is not rewritten';
        end if;
        return new;
      end $$;
      create trigger filed_stays before update on objections.challenge
        for each row execute function objections.filed_stays();

      grant select, insert, update on objections.challenge to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
