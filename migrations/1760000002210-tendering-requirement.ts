import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reviews of requirements, draws and invitations, notices of a single source, askers under a name that says nothing. */
export class TenderingRequirement1760000002210 implements MigrationInterface {
  name = 'TenderingRequirement1760000002210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A later round after a failed tender may need fewer offers.
      alter table tendering.procedure add column converted boolean not null default false;
      -- When the deadline is looked at for questions nobody answered.
      alter table tendering.procedure add column answers_by timestamptz;

      -- Opinions on the requirement by people who did not write it (财库〔2021〕22号).
      create table tendering.requirement_review (
        procedure uuid not null references tendering.procedure,
        no int not null check (no > 0),
        submission int not null check (submission > 0),
        person uuid not null,
        person_name text not null,
        kind text not null check (kind in ('general', 'focused')),
        passed boolean not null,
        opinions jsonb not null,
        at timestamptz not null,
        primary key (procedure, no)
      );
      create function tendering.reviewer_did_not_write() returns trigger language plpgsql as $$
      begin
        if exists (select from tendering.edit where procedure = new.procedure and person = new.person)
           or exists (select from tendering.submission where procedure = new.procedure and person = new.person) then
          raise exception 'whoever wrote a requirement does not review it';
        end if;
        return new;
      end $$;
      create trigger reviewer_did_not_write before insert on tendering.requirement_review
        for each row execute function tendering.reviewer_did_not_write();

      -- The draw of those who are invited: seed, candidates in their order, who was drawn, who watched.
      create table tendering.draw (
        procedure uuid primary key references tendering.procedure,
        source text not null,
        seed bytea not null check (octet_length(seed) = 32),
        candidates jsonb not null,
        drawn jsonb not null,
        witnesses jsonb not null,
        person uuid not null,
        person_name text not null,
        at timestamptz not null
      );
      -- Who may send an offer where not everybody may; nobody but the department and the invited reads it before the result.
      create table tendering.invitation (
        procedure uuid not null references tendering.procedure,
        provider uuid not null references organizations.organization,
        at timestamptz not null,
        primary key (procedure, provider)
      );
      create table tendering.invitation_shown (
        procedure uuid primary key references tendering.procedure,
        at timestamptz not null
      );

      -- The public notice of a single source and what was objected to it.
      create table tendering.prior_notice (
        id uuid primary key,
        procedure uuid not null unique references tendering.procedure,
        number text not null unique,
        content jsonb not null,
        publisher uuid not null,
        published_at timestamptz not null,
        until timestamptz not null,
        official_url text check (official_url ~ '^https?://'),
        state text not null check (state in ('open', 'upheld', 'confirmed')),
        settled_at timestamptz,
        check (until > published_at),
        check ((state = 'open') = (settled_at is null))
      );
      create index prior_notice_newest on tendering.prior_notice (published_at desc, id desc);
      create table tendering.prior_objection (
        id uuid primary key,
        prior uuid not null references tendering.prior_notice,
        no int not null check (no > 0),
        organization uuid not null,
        person uuid not null,
        text text not null check (length(text) between 5 and 4000),
        at timestamptz not null,
        outcome text check (outcome in ('upheld', 'rejected')),
        answer text check (length(answer) between 2 and 4000),
        answered_by uuid,
        answered_at timestamptz,
        unique (prior, no),
        check ((answer is null) = (outcome is null) and (answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
      );

      -- Askers stand under a name that holds within one procedure only; who they are is not kept.
      alter table tendering.question
        add column alias text check (alias ~ '^[A-Z0-9]{8}$'),
        add column same_as uuid references tendering.question,
        alter column asker drop not null,
        add constraint question_asker check ((asker is null) <> (alias is null)),
        add constraint question_same_as check (same_as <> id);
      create index question_open on tendering.question (procedure) where answer is null and same_as is null;

      create or replace function tendering.answered_once() returns trigger language plpgsql as $$
      begin
        if old.answer is not null or (old.same_as is not null and new.same_as is distinct from old.same_as)
           or (to_jsonb(new) - array['answer', 'answered_by', 'answered_at', 'same_as'])
           <> (to_jsonb(old) - array['answer', 'answered_by', 'answered_at', 'same_as']) then
          raise exception 'a question is answered once and otherwise never changed';
        end if;
        return new;
      end $$;

      create trigger no_change before update or delete on tendering.requirement_review
        for each row execute function platform.append_only();
      create trigger no_change before update or delete on tendering.draw
        for each row execute function platform.append_only();
      create trigger no_change before update or delete on tendering.invitation
        for each row execute function platform.append_only();

      -- Lists by one condition in the order of each of the three sortings, so that no page is slower than another.
      create index sheet_state_newest on tendering.sheet (state, published_at desc, procedure desc);
      create index sheet_state_closing on tendering.sheet (state, closes_at, procedure);
      create index sheet_method_newest on tendering.sheet (method, published_at desc, procedure desc);

      grant select, insert on tendering.requirement_review, tendering.draw, tendering.invitation, tendering.invitation_shown to qiyue_app;
      grant select, insert, update on tendering.prior_notice, tendering.prior_objection to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
