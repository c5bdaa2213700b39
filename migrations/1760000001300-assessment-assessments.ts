import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Assessments with every score ever given, objections, and the amount that may be paid. */
export class AssessmentAssessments1760000001300 implements MigrationInterface {
  name = 'AssessmentAssessments1760000001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema assessment;
      grant usage on schema assessment to qiyue_app;

      create table assessment.assessment (
        id uuid primary key,
        contract_id uuid not null references contracts.contract,
        milestone_id uuid not null unique references delivery.milestone,
        instalment_id uuid not null unique references contracts.instalment,
        project uuid not null,
        department_id uuid not null,
        provider_id uuid not null,
        instalment_amount bigint not null check (instalment_amount > 0),
        manager_person uuid not null,
        rule_day date not null,
        indicators jsonb not null check (jsonb_typeof(indicators) = 'array' and jsonb_array_length(indicators) > 0),
        pay_rule jsonb not null,
        state text not null check (state in ('open', 'scored', 'posted', 'objected', 'final')),
        round int not null default 1 check (round > 0),
        score int check (score between 0 and 10000),
        grade text check (grade in ('excellent', 'good', 'fair', 'poor')),
        payable bigint,
        deduction bigint,
        computation jsonb,
        opened_at timestamptz not null,
        scored_by uuid,
        scored_at timestamptz,
        posted_by uuid,
        posted_at timestamptz,
        posting_ends_at timestamptz,
        final_at timestamptz,
        final_because text check (final_because in ('agreed', 'time')),
        -- What is not payable is the deduction; nothing gets lost between them.
        check (payable >= 0 and deduction >= 0 and payable + deduction = instalment_amount),
        check (state = 'open' or (score is not null and grade is not null and payable is not null and deduction is not null
               and computation is not null and scored_by is not null and scored_at is not null)),
        -- Nothing is payable from a result that was not posted.
        check (state in ('open', 'scored') or (posted_by is not null and posted_at is not null and posting_ends_at is not null)),
        check ((state = 'final') = (final_at is not null and final_because is not null)),
        check (final_because <> 'time' or final_at >= posting_ends_at),
        check (posted_by <> scored_by),
        check (posted_by <> manager_person)
      );
      create index assessment_department on assessment.assessment (department_id, id desc);
      create index assessment_provider on assessment.assessment (provider_id, id desc);
      create index assessment_contract on assessment.assessment (contract_id, id);
      create index assessment_public on assessment.assessment (posted_at desc, id desc) where posted_at is not null;

      create table assessment.score (
        id uuid primary key,
        assessment_id uuid not null references assessment.assessment,
        round int not null check (round > 0),
        indicator_id text not null check (indicator_id <> ''),
        measured int check (measured between 0 and 10000),
        score int not null check (score between 0 and 10000),
        reason text check (reason <> ''),
        person uuid not null,
        at timestamptz not null,
        check (score is not distinct from measured or reason is not null)
      );
      create index score_sheet on assessment.score (assessment_id, round, indicator_id, id desc);

      create table assessment.objection (
        id uuid primary key,
        assessment_id uuid not null references assessment.assessment,
        round int not null check (round > 0),
        text text not null check (text <> ''),
        person uuid not null,
        at timestamptz not null,
        decision text check (decision in ('upheld', 'dismissed')),
        decision_text text check (decision_text <> ''),
        decided_by uuid,
        decided_at timestamptz,
        unique (assessment_id, round),
        check ((decision is null) = (decision_text is null) and (decision is null) = (decided_by is null)
               and (decision is null) = (decided_at is null))
      );

      -- A posted result changes only after an objection was upheld; a final one never.
      create function assessment.result_is_fixed() returns trigger language plpgsql as $$
      begin
        if (new.contract_id, new.milestone_id, new.instalment_id, new.project, new.department_id, new.provider_id,
            new.instalment_amount, new.manager_person, new.indicators, new.pay_rule, new.rule_day)
           is distinct from
           (old.contract_id, old.milestone_id, old.instalment_id, old.project, old.department_id, old.provider_id,
            old.instalment_amount, old.manager_person, old.indicators, old.pay_rule, old.rule_day)
           or old.state = 'final'
           or (old.state in ('posted', 'objected') and new.state <> 'open'
               and (new.score, new.grade, new.payable, new.deduction, new.computation, new.round, new.posted_at, new.posting_ends_at)
                   is distinct from
                   (old.score, old.grade, old.payable, old.deduction, old.computation, old.round, old.posted_at, old.posting_ends_at))
           or (old.state in ('posted', 'objected') and new.state = 'open' and new.round <> old.round + 1)
           or (new.state = 'final' and old.state <> 'posted') then
          raise exception 'assessment % stands as posted', old.id using errcode = '23514';
        end if;
        return new;
      end $$;
      create trigger fixed before update on assessment.assessment
        for each row execute function assessment.result_is_fixed();

      create function assessment.decided_once() returns trigger language plpgsql as $$
      begin
        if old.decision is not null
           or (new.id, new.assessment_id, new.round, new.text, new.person, new.at)
              is distinct from (old.id, old.assessment_id, old.round, old.text, old.person, old.at)
           or new.decided_by = (select scored_by from assessment.assessment where id = old.assessment_id) then
          raise exception 'an objection is decided once, by another person than who scored' using errcode = '23514';
        end if;
        return new;
      end $$;
      create trigger decided_once before update on assessment.objection
        for each row execute function assessment.decided_once();
      create trigger append_only before update or delete on assessment.score for each row execute function platform.append_only();
      create trigger no_delete before delete on assessment.objection for each row execute function platform.append_only();

      grant select, insert on assessment.score to qiyue_app;
      grant select, insert, update on assessment.assessment to qiyue_app;
      grant select, insert, update (decision, decision_text, decided_by, decided_at) on assessment.objection to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
