import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Enquiries, challenges to every stage with their points, complaints, and what they bring about. */
export class ObjectionsStages1760000002400 implements MigrationInterface {
  name = 'ObjectionsStages1760000002400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table objections.enquiry (
        id uuid primary key,
        number text not null unique,
        procedure_id uuid not null references tendering.procedure,
        department_id uuid not null,
        asker_id uuid not null,
        asked_by uuid not null,
        text text not null check (text <> ''),
        state text not null check (state in ('asked', 'held', 'answered')),
        held_by uuid,
        answer text,
        answered_by uuid,
        answered_at timestamptz,
        rule_day date not null,
        asked_at timestamptz not null,
        answer_due_at timestamptz not null,
        check ((state = 'answered') = (answer is not null)),
        check (state <> 'answered' or (answer <> '' and answered_by is not null and answered_at is not null))
      );
      create index enquiry_procedure on objections.enquiry (procedure_id, asked_at);
      create index enquiry_department on objections.enquiry (department_id, asked_at desc, id desc);
      create index enquiry_asker on objections.enquiry (asker_id, asked_at desc, id desc);

      -- What was said before is one point of the new form.
      alter table objections.challenge
        add column stage text not null default 'result' check (stage in ('documents', 'receipt', 'opening', 'ending', 'result')),
        add column points jsonb,
        add column petitioner jsonb,
        add column returned_reason text,
        add column returned_at timestamptz,
        add column supplement_due_at timestamptz,
        add column supplemented_at timestamptz,
        add column remedy text check (remedy in ('correct', 'next_candidate', 'redo', 'restart')),
        add column withdrawn_at timestamptz,
        add column paper_id uuid,
        alter column award_id drop not null;
      alter table objections.challenge disable trigger filed_stays;
      update objections.challenge set points = jsonb_build_array(jsonb_build_object('facts', facts, 'request', request, 'basis', basis)),
        remedy = case when outcome = 'upheld' then 'next_candidate' end;
      alter table objections.challenge enable trigger filed_stays;
      drop trigger filed_stays on objections.challenge;
      drop function objections.filed_stays();
      do $$
      declare named text;
      begin
        for named in select conname from pg_constraint where conrelid = 'objections.challenge'::regclass and contype = 'c'
          and pg_get_constraintdef(oid) like '%state%' loop
          execute format('alter table objections.challenge drop constraint %I', named);
        end loop;
      end $$;
      alter table objections.challenge
        drop column facts, drop column request, drop column basis,
        alter column points set not null,
        alter column stage drop default,
        add check (jsonb_typeof(points) = 'array' and jsonb_array_length(points) > 0),
        add check (state in ('filed', 'returned', 'accepted', 'refused', 'answered', 'withdrawn')),
        add check ((stage = 'result') = (award_id is not null)),
        add check (state in ('filed', 'withdrawn') or (examined_by is not null and examined_at is not null)),
        add check (state not in ('accepted', 'answered') or may_affect_result is not null),
        add check (state <> 'returned' or (returned_at is not null and returned_reason <> '' and supplement_due_at is not null)),
        add check (state <> 'refused' or refusal_reason <> ''),
        add check ((state = 'answered') = (outcome is not null)),
        add check ((outcome = 'upheld') = (remedy is not null)),
        add check (state <> 'answered' or (answer <> '' and answered_at is not null)),
        add check (state <> 'withdrawn' or withdrawn_at is not null);
      drop index objections.challenge_one_a_result;
      create unique index challenge_one_a_stage on objections.challenge
        (procedure_id, stage, coalesce(award_id, procedure_id), provider_id) where state not in ('refused', 'withdrawn');

      create table objections.complaint (
        id uuid primary key,
        number text not null unique,
        challenge_id uuid not null references objections.challenge,
        procedure_id uuid not null references tendering.procedure,
        award_id uuid references evaluation.award,
        department_id uuid not null,
        complainant_id uuid not null,
        filed_by uuid not null,
        points jsonb not null check (jsonb_typeof(points) = 'array' and jsonb_array_length(points) > 0),
        petitioner jsonb not null,
        evidence jsonb not null default '[]' check (jsonb_typeof(evidence) = 'array'),
        state text not null check (state in ('filed', 'returned', 'turning', 'refused', 'redirected', 'accepted', 'sent', 'stopped',
          'decided', 'withdrawn')),
        returned_reason text,
        returned_at timestamptz,
        supplement_due_at timestamptz,
        supplemented_at timestamptz,
        turn text check (turn in ('refuse', 'redirect')),
        turn_reason text,
        turned_at timestamptz,
        examined_by uuid,
        examined_at timestamptz,
        sent_at timestamptz,
        stopped_at timestamptz,
        stop_reason text,
        stopped_ms bigint not null default 0 check (stopped_ms >= 0),
        paused_at timestamptz,
        pause_until timestamptz,
        pause_lifted_at timestamptz,
        outcome text check (outcome in ('upheld', 'partly', 'dismissed')),
        ground text check (ground in ('unfounded', 'unproven', 'fabricated')),
        remedy text check (remedy in ('correct', 'next_candidate', 'redo', 'restart')),
        decision text,
        decided_by uuid,
        decided_at timestamptz,
        paper_id uuid,
        withdrawn_at timestamptz,
        rule_day date not null,
        filed_at timestamptz not null,
        window_ends_at timestamptz not null,
        decide_due_at timestamptz not null,
        check (filed_at < window_ends_at),
        check (state not in ('accepted', 'sent', 'stopped', 'decided') or (examined_by is not null and examined_at is not null)),
        check (state not in ('turning', 'refused', 'redirected') or (turn is not null and turn_reason <> '')),
        check ((state = 'stopped') = (stopped_at is not null)),
        check ((state = 'decided') = (outcome is not null)),
        check ((outcome = 'dismissed') = (ground is not null)),
        check ((outcome = 'upheld') = (remedy is not null)),
        check (state <> 'decided' or (decision <> '' and decided_at is not null)),
        check ((paused_at is null) = (pause_until is null)),
        check (state <> 'withdrawn' or withdrawn_at is not null),
        -- Who examines a complaint does not decide it.
        check (decided_by is null or decided_by <> examined_by)
      );
      create unique index complaint_one_a_challenge on objections.complaint (challenge_id) where state not in ('refused', 'redirected', 'withdrawn');
      create index complaint_procedure on objections.complaint (procedure_id, filed_at);
      create index complaint_complainant on objections.complaint (complainant_id, filed_at desc, id desc);
      create index complaint_department on objections.complaint (department_id, filed_at desc, id desc);
      create index complaint_all on objections.complaint (filed_at desc, id desc);
      create index complaint_decided on objections.complaint (decided_at desc, id desc) where decided_at is not null;

      create table objections.response (
        id uuid primary key,
        complaint_id uuid not null references objections.complaint,
        organization_id uuid not null,
        due_at timestamptz not null,
        text text,
        evidence jsonb not null default '[]' check (jsonb_typeof(evidence) = 'array'),
        responded_by uuid,
        responded_at timestamptz,
        unique (complaint_id, organization_id),
        check ((text is null) = (responded_at is null))
      );
      create index response_organization on objections.response (organization_id);

      -- Three baseless complaints within the time of the rule, or a fabricated one.
      create table objections.bad_record (
        id uuid primary key,
        organization_id uuid not null,
        complaint_id uuid not null references objections.complaint,
        cause text not null check (cause in ('baseless', 'fabricated')),
        complaints int not null check (complaints > 0),
        recorded_at timestamptz not null
      );
      create index bad_record_organization on objections.bad_record (organization_id, recorded_at);
      create trigger keep_record before update or delete on objections.bad_record for each row execute function platform.append_only();

      -- What was filed stays as it was filed; a supplement asked for replaces the words once.
      create function objections.filed_stays() returns trigger language plpgsql as $$
      declare
        fixed_new jsonb := to_jsonb(new);
        fixed_old jsonb := to_jsonb(old);
        name text;
      begin
        foreach name in array tg_argv loop
          if old.state = 'returned' and new.state = 'filed' and name in ('points', 'petitioner', 'evidence') then continue; end if;
          if (fixed_new -> name) is distinct from (fixed_old -> name) then
            raise exception 'a filed % is not rewritten', tg_table_name;
          end if;
        end loop;
        return new;
      end $$;
      create trigger filed_stays before update on objections.challenge for each row execute function
        objections.filed_stays('number', 'stage', 'award_id', 'provider_id', 'points', 'petitioner', 'evidence', 'filed_at', 'window_ends_at');
      create trigger filed_stays before update on objections.complaint for each row execute function
        objections.filed_stays('number', 'challenge_id', 'complainant_id', 'points', 'petitioner', 'evidence', 'filed_at', 'window_ends_at');
      create trigger filed_stays before update on objections.enquiry for each row execute function
        objections.filed_stays('number', 'asker_id', 'text', 'asked_at');

      grant select, insert, update on objections.enquiry, objections.complaint, objections.response to qiyue_app;
      grant select, insert on objections.bad_record to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
