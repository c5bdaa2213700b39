import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Milestones with their service log, the provider's reports and the buyer's answers. */
export class DeliveryMilestones1760000001200 implements MigrationInterface {
  name = 'DeliveryMilestones1760000001200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema delivery;
      grant usage on schema delivery to qiyue_app;

      create table delivery.milestone (
        id uuid primary key,
        contract_id uuid not null references contracts.contract,
        instalment_id uuid not null unique references contracts.instalment,
        project uuid not null,
        department_id uuid not null,
        provider_id uuid not null,
        no int not null check (no > 0),
        name text not null check (name <> ''),
        amount bigint not null check (amount > 0),
        due_at timestamptz not null,
        state text not null check (state in ('planned', 'submitted', 'accepted', 'rejected', 'dropped')),
        rule_day date not null,
        version int not null default 0 check (version >= 0),
        submitted_at timestamptz,
        answered_at timestamptz,
        unique (contract_id, no),
        check (state in ('planned', 'dropped') or (version > 0 and submitted_at is not null)),
        check (state not in ('accepted', 'rejected') or answered_at is not null)
      );
      create index milestone_department on delivery.milestone (department_id, due_at);
      create index milestone_provider on delivery.milestone (provider_id, due_at);

      -- Counts only: there is no column for a person who was served.
      create table delivery.log_entry (
        id uuid primary key,
        milestone_id uuid not null references delivery.milestone,
        day date not null,
        place text not null check (place <> ''),
        people int not null check (people between 0 and 100000),
        hours int not null check (hours between 0 and 9999999),
        note text not null,
        person uuid not null,
        at timestamptz not null,
        struck_at timestamptz,
        struck_by uuid,
        struck_reason text check (struck_reason <> ''),
        check ((struck_at is null) = (struck_by is null) and (struck_at is null) = (struck_reason is null))
      );
      create index log_entry_milestone on delivery.log_entry (milestone_id, day desc, id desc);

      create table delivery.report (
        id uuid primary key,
        milestone_id uuid not null references delivery.milestone,
        version int not null check (version > 0),
        text text not null check (text <> ''),
        figures jsonb not null check (jsonb_typeof(figures) = 'array'),
        sums jsonb not null,
        person uuid not null,
        at timestamptz not null,
        unique (milestone_id, version)
      );

      create table delivery.answer (
        id uuid primary key,
        milestone_id uuid not null,
        version int not null,
        kind text not null check (kind in ('return', 'accept', 'reject')),
        code text,
        text text not null,
        person uuid not null,
        at timestamptz not null,
        unique (milestone_id, version),
        foreign key (milestone_id, version) references delivery.report (milestone_id, version),
        check (kind = 'accept' or (code is not null and text <> ''))
      );

      -- A line is struck once, with a reason; nothing else in it changes, and only while the log is open.
      create function delivery.log_is_kept() returns trigger language plpgsql as $$
      begin
        if (select state from delivery.milestone where id = new.milestone_id) <> 'planned' then
          raise exception 'the log of this milestone is closed' using errcode = '23514';
        end if;
        if tg_op = 'UPDATE' and (old.struck_at is not null
           or (to_jsonb(new) - array['struck_at', 'struck_by', 'struck_reason']) is distinct from (to_jsonb(old) - array['struck_at', 'struck_by', 'struck_reason'])) then
          raise exception 'a line of the log is struck, never changed' using errcode = '23514';
        end if;
        return new;
      end $$;
      create trigger kept before insert or update on delivery.log_entry
        for each row execute function delivery.log_is_kept();

      -- Who wrote, signed or manages the contract, and the provider's own reporter, never accept (Art. 61).
      create function delivery.second_person_answers() returns trigger language plpgsql as $$
      declare
        deal contracts.contract;
      begin
        select c.* into deal from contracts.contract c join delivery.milestone m on m.contract_id = c.id where m.id = new.milestone_id;
        if new.person in (deal.manager_person, deal.drafted_by, deal.offered_by)
           or exists (select from contracts.signature s where s.contract_id = deal.id and s.person = new.person)
           or exists (select from delivery.report r where r.milestone_id = new.milestone_id and r.version = new.version and r.person = new.person) then
          raise exception 'a second person answers' using errcode = '23514';
        end if;
        return new;
      end $$;
      create trigger second_person before insert on delivery.answer
        for each row execute function delivery.second_person_answers();

      -- A state that stands for an answer has that answer.
      create function delivery.answer_is_kept() returns trigger language plpgsql as $$
      begin
        if new.state in ('accepted', 'rejected') and not exists (
          select from delivery.answer a where a.milestone_id = new.id and a.version = new.version
            and a.kind = case new.state when 'accepted' then 'accept' else 'reject' end) then
          raise exception 'milestone % is % without an answer', new.id, new.state using errcode = '23514';
        end if;
        if new.state = 'submitted' and not exists (
          select from delivery.report r where r.milestone_id = new.id and r.version = new.version) then
          raise exception 'milestone % is submitted without a report', new.id using errcode = '23514';
        end if;
        return null;
      end $$;
      create constraint trigger answered after insert or update of state on delivery.milestone
        deferrable initially deferred for each row execute function delivery.answer_is_kept();

      create function delivery.milestone_is_fixed() returns trigger language plpgsql as $$
      begin
        if (new.id, new.contract_id, new.instalment_id, new.project, new.department_id, new.provider_id, new.no, new.name, new.amount, new.due_at)
           is distinct from
           (old.id, old.contract_id, old.instalment_id, old.project, old.department_id, old.provider_id, old.no, old.name, old.amount, old.due_at)
           or old.state in ('accepted', 'rejected', 'dropped') then
          raise exception 'what milestone % stands for is fixed', old.id using errcode = '23514';
        end if;
        return new;
      end $$;
      create trigger fixed before update on delivery.milestone
        for each row execute function delivery.milestone_is_fixed();
      create trigger append_only before update or delete on delivery.report for each row execute function platform.append_only();
      create trigger append_only before update or delete on delivery.answer for each row execute function platform.append_only();
      create trigger no_delete before delete on delivery.log_entry for each row execute function platform.append_only();

      grant select, insert on delivery.report, delivery.answer to qiyue_app;
      grant select, insert, update on delivery.milestone to qiyue_app;
      grant select, insert, update (struck_at, struck_by, struck_reason) on delivery.log_entry to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
