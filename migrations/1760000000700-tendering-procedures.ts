import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Procedures with their drafts, the published versions of their notices, questions, and the sheets the public reads. */
export class TenderingProcedures1760000000700 implements MigrationInterface {
  name = 'TenderingProcedures1760000000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema tendering;
      grant usage on schema tendering to qiyue_app;

      -- The row of a procedure is also the barrier between submitting (for share) and closing (for update).
      create table tendering.procedure (
        id uuid primary key,
        plan_item uuid not null references planning.plan_item,
        round int not null check (round > 0),
        department uuid not null references organizations.organization,
        method text not null check (method in ('open_tender', 'competitive_consultation', 'local_small_purchase')),
        rule_day date not null,
        state text not null
          check (state in ('draft', 'in_review', 'open', 'suspended', 'closed', 'failed', 'completed', 'cancelled')),
        number text unique,
        version int not null default 0 check (version >= 0),
        draft jsonb not null,
        budget bigint not null check (budget > 0),
        max_price bigint not null check (max_price > 0 and max_price <= budget),
        author uuid,
        submitted_at timestamptz,
        return_reason text check (return_reason <> ''),
        publisher uuid,
        published_at timestamptz,
        questions_until timestamptz,
        closes_at timestamptz,
        suspended_at timestamptz,
        closed_at timestamptz,
        end_reason text check (end_reason <> ''),
        ended_at timestamptz,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp(),
        unique (plan_item, round),
        check (publisher is distinct from author or publisher is null),
        check (questions_until < closes_at),
        check (state in ('draft', 'in_review') or (number is not null and version > 0 and publisher is not null
          and published_at is not null and questions_until is not null and closes_at is not null)),
        check (state <> 'in_review' or author is not null),
        check ((state = 'suspended') = (suspended_at is not null)),
        -- Closed is closed at or after the deadline, never before.
        check (closed_at >= closes_at),
        check (state not in ('closed', 'failed', 'completed') or closed_at is not null),
        check (state not in ('failed', 'cancelled') or (end_reason is not null and ended_at is not null))
      );
      -- One live procedure for a plan item; a new round only after the last one failed or was cancelled.
      create unique index procedure_live on tendering.procedure (plan_item) where state not in ('failed', 'cancelled');
      create index procedure_department on tendering.procedure (department, updated_at desc, id desc);

      -- Every save of a task of a draft: who, when, what. The version counts per task and settles who came first.
      create table tendering.edit (
        procedure uuid not null references tendering.procedure,
        task text not null
          check (task in ('basics', 'service', 'indicators', 'budget', 'eligibility', 'criteria', 'schedule', 'attachments', 'reasons')),
        version int not null check (version > 0),
        person uuid not null,
        person_name text not null,
        at timestamptz not null default clock_timestamp(),
        before jsonb not null,
        after jsonb not null,
        primary key (procedure, task, version)
      );

      -- What was submitted each time, so that an approver sees what changed since a return.
      create table tendering.submission (
        procedure uuid not null references tendering.procedure,
        no int not null check (no > 0),
        person uuid not null,
        person_name text not null,
        at timestamptz not null default clock_timestamp(),
        content jsonb not null,
        primary key (procedure, no)
      );

      -- Published text: versions are added, none is ever changed.
      create table tendering.notice (
        procedure uuid not null references tendering.procedure,
        version int not null check (version > 0),
        kind text not null check (kind in ('original', 'correction', 'extension', 'resumption')),
        content jsonb not null,
        changes jsonb not null,
        reason text check (reason <> ''),
        publisher uuid not null,
        published_at timestamptz not null,
        primary key (procedure, version),
        check ((kind = 'original') = (version = 1)),
        check (version = 1 or reason is not null)
      );

      create table tendering.official_publication (
        procedure uuid not null,
        version int not null,
        url text not null check (url ~ '^https?://'),
        published_at timestamptz not null,
        recorded_by uuid not null,
        recorded_at timestamptz not null,
        primary key (procedure, version),
        foreign key (procedure, version) references tendering.notice,
        check (published_at <= recorded_at)
      );

      -- The asker is known to the asker alone.
      create table tendering.question (
        id uuid primary key,
        procedure uuid not null references tendering.procedure,
        no int not null check (no > 0),
        text text not null check (length(text) between 5 and 2000),
        asker uuid not null,
        asked_at timestamptz not null,
        answer text check (length(answer) between 2 and 4000),
        answered_by uuid,
        answered_at timestamptz,
        unique (procedure, no),
        check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
      );

      -- What the public reads, written once at each public act: the notice as JSON, and what lists are searched by.
      create table tendering.sheet (
        procedure uuid primary key references tendering.procedure,
        number text not null unique,
        revision int not null check (revision > 0),
        etag text not null,
        detail text not null,
        summary text not null,
        questions text not null,
        department uuid not null,
        method text not null,
        state text not null,
        budget bigint not null,
        published_at timestamptz not null,
        closes_at timestamptz not null,
        words tsvector not null
      );
      create index sheet_newest on tendering.sheet (published_at desc, procedure desc);
      create index sheet_closing on tendering.sheet (closes_at, procedure);
      create index sheet_budget on tendering.sheet (budget desc, procedure desc);
      create index sheet_department on tendering.sheet (department, published_at desc, procedure desc);
      create index sheet_words on tendering.sheet using gin (words);

      create trigger no_change before update or delete on tendering.notice
        for each row execute function platform.append_only();
      create trigger no_change before update or delete on tendering.edit
        for each row execute function platform.append_only();
      create trigger no_change before update or delete on tendering.submission
        for each row execute function platform.append_only();
      create trigger no_change before update or delete on tendering.official_publication
        for each row execute function platform.append_only();
      create trigger no_truncate before truncate on tendering.notice
        for each statement execute function platform.append_only();

      -- Four eyes: nobody publishes a draft they wrote on.
      create function tendering.four_eyes() returns trigger language plpgsql as $$
      begin
        if exists (select from tendering.edit where procedure = new.procedure and person = new.publisher)
           or exists (select from tendering.submission where procedure = new.procedure and person = new.publisher) then
          raise exception 'the publisher of a notice has written on its draft';
        end if;
        return new;
      end $$;
      create trigger four_eyes before insert on tendering.notice
        for each row execute function tendering.four_eyes();

      -- Order 87 Art. 27: no later version changes the object or who may take part.
      create function tendering.same_object() returns trigger language plpgsql as $$
      declare part text;
      begin
        foreach part in array array['title', 'category', 'months', 'service', 'indicators', 'evaluation', 'budget',
                                    'instalments', 'eligibility'] loop
          if (select content -> part from tendering.notice where procedure = new.procedure and version = 1)
             is distinct from new.content -> part then
            raise exception 'a later version of a notice changes its %', part;
          end if;
        end loop;
        return new;
      end $$;
      create trigger same_object before insert on tendering.notice
        for each row when (new.version > 1) execute function tendering.same_object();

      -- An answer is given once.
      create function tendering.answered_once() returns trigger language plpgsql as $$
      begin
        if old.answer is not null or (to_jsonb(new) - array['answer', 'answered_by', 'answered_at'])
           <> (to_jsonb(old) - array['answer', 'answered_by', 'answered_at']) then
          raise exception 'a question is answered once and otherwise never changed';
        end if;
        return new;
      end $$;
      create trigger answered_once before update on tendering.question
        for each row execute function tendering.answered_once();

      -- A published deadline never comes nearer.
      create function tendering.deadline_never_earlier() returns trigger language plpgsql as $$
      begin
        raise exception 'a published deadline never moves to an earlier time';
      end $$;
      create trigger deadline_never_earlier before update on tendering.procedure
        for each row when (old.version > 0 and new.closes_at < old.closes_at)
        execute function tendering.deadline_never_earlier();

      grant select, insert, update on tendering.procedure, tendering.sheet, tendering.question to qiyue_app;
      grant select, insert on tendering.notice, tendering.edit, tendering.submission, tendering.official_publication to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
