import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Qualification, panels, scores, reports and awards. */
export class EvaluationPanels1760000000900 implements MigrationInterface {
  name = 'EvaluationPanels1760000000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema evaluation;
      grant usage on schema evaluation to qiyue_app;

      create table evaluation.expert (
        person_id uuid primary key,
        organization_id uuid not null,
        name text not null check (name <> ''),
        active boolean not null default true,
        enrolled_at timestamptz not null default clock_timestamp()
      );

      create table evaluation.evaluation (
        id uuid primary key,
        procedure_id uuid not null unique references tendering.procedure,
        department_id uuid not null,
        rule_day date not null,
        state text not null check (state in
          ('qualifying', 'qualified', 'scoring', 'locked', 'signing', 'reported', 'decided', 'failed')),
        panel_size int check (panel_size > 0 and panel_size % 2 = 1),
        tie_seed text,
        report_id uuid,
        report_sha256 text,
        started_at timestamptz not null,
        qualified_at timestamptz,
        locked_at timestamptz,
        reported_at timestamptz,
        decide_due_at timestamptz,
        check (state in ('qualifying', 'qualified', 'failed') or panel_size is not null),
        check (state not in ('signing', 'reported', 'decided') or report_sha256 is not null),
        check (state not in ('reported', 'decided') or (reported_at is not null and decide_due_at is not null))
      );
      create index evaluation_department on evaluation.evaluation (department_id, started_at desc);

      -- A bid as it is judged: what it costs, whether it qualifies, where it comes out.
      create table evaluation.candidate (
        bid_id uuid primary key,
        evaluation_id uuid not null references evaluation.evaluation,
        provider_id uuid not null,
        price bigint not null check (price > 0),
        deduction int not null default 0 check (deduction between 0 and 10000),
        passed boolean,
        unmet text[] not null default '{}',
        judgement text,
        judged_by uuid,
        judged_at timestamptz,
        low_price_reason text,
        price_score int check (price_score between 0 and 10000),
        total int check (total between 0 and 10000),
        rank int check (rank > 0),
        drawn boolean not null default false,
        reason text,
        unique (evaluation_id, provider_id),
        unique (evaluation_id, rank),
        unique (bid_id, provider_id, price, rank),
        check (passed is null or judged_by is not null),
        check (passed is distinct from false or judgement <> ''),
        check (rank is null or (passed and total is not null))
      );

      -- Each draw stays as it was, so that anybody can do it again.
      create table evaluation.draw (
        id uuid primary key,
        evaluation_id uuid not null references evaluation.evaluation,
        no int not null check (no > 0),
        seed text not null check (length(seed) >= 32),
        register jsonb not null,
        excluded jsonb not null,
        lot jsonb not null,
        needed int not null check (needed > 0),
        drawn_by uuid not null,
        drawn_at timestamptz not null,
        unique (evaluation_id, no)
      );
      create trigger no_change before update or delete on evaluation.draw
        for each row execute function platform.append_only();

      create table evaluation.seat (
        id uuid primary key,
        evaluation_id uuid not null references evaluation.evaluation,
        person_id uuid not null references evaluation.expert,
        organization_id uuid not null,
        name text not null,
        kind text not null check (kind in ('expert', 'representative')),
        place int not null,
        state text not null check (state in
          ('invited', 'accepted', 'declared', 'locked', 'signed', 'declined', 'recused', 'replaced')),
        invited_at timestamptz not null,
        answered_at timestamptz,
        declared_at timestamptz,
        locked_at timestamptz,
        signed_at timestamptz,
        left_reason text,
        dissent text,
        unique (evaluation_id, person_id),
        unique (evaluation_id, place),
        check (state not in ('declined', 'recused', 'replaced') or left_reason <> ''),
        check (state not in ('declared', 'locked', 'signed') or declared_at is not null),
        check (state <> 'signed' or (locked_at is not null and signed_at is not null))
      );
      create index seat_person on evaluation.seat (person_id, invited_at desc);

      create table evaluation.score (
        seat_id uuid not null references evaluation.seat,
        bid_id uuid not null references evaluation.candidate,
        criterion_id text not null,
        points int not null check (points between 0 and 10000),
        reason text not null default '',
        at timestamptz not null,
        primary key (seat_id, bid_id, criterion_id)
      );
      create table evaluation.score_history (
        seat_id uuid not null,
        bid_id uuid not null,
        criterion_id text not null,
        points int not null,
        reason text not null,
        at timestamptz not null,
        replaced_at timestamptz not null default clock_timestamp()
      );
      create index score_history_seat on evaluation.score_history (seat_id, bid_id, criterion_id);

      -- Only a member who declared and has not locked scores; what was there before is kept.
      create function evaluation.score_in_time() returns trigger language plpgsql as $$
      begin
        if (select state from evaluation.seat where id = new.seat_id for share) is distinct from 'declared' then
          raise exception 'this seat cannot score now';
        end if;
        if not exists (select from evaluation.candidate c join evaluation.seat s on s.evaluation_id = c.evaluation_id
                       where c.bid_id = new.bid_id and s.id = new.seat_id and c.passed) then
          raise exception 'this bid is not for this panel to score';
        end if;
        if tg_op = 'UPDATE' and (old.points, old.reason) is distinct from (new.points, new.reason) then
          insert into evaluation.score_history (seat_id, bid_id, criterion_id, points, reason, at)
          values (old.seat_id, old.bid_id, old.criterion_id, old.points, old.reason, old.at);
        end if;
        return new;
      end $$;
      create trigger in_time before insert or update on evaluation.score
        for each row execute function evaluation.score_in_time();
      create trigger no_change before update or delete on evaluation.score_history
        for each row execute function platform.append_only();

      create table evaluation.award (
        id uuid primary key,
        procedure_id uuid not null references tendering.procedure,
        evaluation_id uuid not null references evaluation.evaluation,
        bid_id uuid not null unique,
        provider_id uuid not null,
        price bigint not null check (price > 0),
        rank int not null,
        state text not null check (state in ('decided', 'announced', 'held', 'final', 'withdrawn')),
        by_silence boolean not null default false,
        decided_by uuid not null,
        decided_at timestamptz not null,
        announced_by uuid,
        announced_at timestamptz,
        notice_ends_at timestamptz,
        challenge_ends_at timestamptz,
        withdrawn_at timestamptz,
        withdrawn_reason text,
        -- The winner is a ranked bid at its own price.
        foreign key (bid_id, provider_id, price, rank) references evaluation.candidate (bid_id, provider_id, price, rank),
        check (state = 'decided' or (announced_at is not null and challenge_ends_at > announced_at)),
        check (announced_by is null or announced_by <> decided_by),
        check (state <> 'withdrawn' or withdrawn_reason <> '')
      );
      create unique index award_one_active on evaluation.award (procedure_id) where state <> 'withdrawn';
      create index award_announced on evaluation.award (announced_at desc, id desc) where announced_at is not null;
      create index award_provider on evaluation.award (provider_id, announced_at desc);

      -- Nobody is passed over: every better ranked bid had an award that was withdrawn.
      create function evaluation.award_in_order() returns trigger language plpgsql as $$
      begin
        if exists (select from evaluation.candidate c
                   where c.evaluation_id = new.evaluation_id and c.rank < new.rank
                     and not exists (select from evaluation.award w where w.bid_id = c.bid_id and w.state = 'withdrawn')) then
          raise exception 'the award follows the ranking';
        end if;
        return new;
      end $$;
      create trigger in_order before insert on evaluation.award
        for each row execute function evaluation.award_in_order();

      -- Nothing is announced before every other bidder has a reason.
      create function evaluation.award_told() returns trigger language plpgsql as $$
      begin
        if exists (select from evaluation.candidate c
                   where c.evaluation_id = new.evaluation_id and c.bid_id <> new.bid_id
                     and coalesce(nullif(c.reason, ''), c.judgement, '') = '') then
          raise exception 'a bidder who does not win has no reason';
        end if;
        return new;
      end $$;
      create trigger told before update on evaluation.award
        for each row when (old.state = 'decided' and new.state = 'announced') execute function evaluation.award_told();

      grant select, insert, update on evaluation.expert, evaluation.evaluation, evaluation.candidate, evaluation.seat,
        evaluation.score, evaluation.award to qiyue_app;
      grant select, insert on evaluation.draw, evaluation.score_history to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
