import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Evaluations by lot and in rounds, the fuller register of experts, and what passes between panel and bidders. */
export class EvaluationLots1760000002300 implements MigrationInterface {
  name = 'EvaluationLots1760000002300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(rounds);
    await runner.query(lots);
    await runner.query(guards);
    await runner.query(experts);
    await runner.query(exchanges);
    await runner.query(`
      grant select, insert, update on evaluation.lot, evaluation.clarification, evaluation.note, evaluation.outlier to qiyue_app;
      grant select, insert on evaluation.expert_tie, evaluation.unit_tie to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}

const rounds = `
  alter table evaluation.evaluation
    add column round int not null default 1 check (round > 0),
    add column redo_reason text check (redo_reason <> ''),
    add column meets_at timestamptz,
    add column place text,
    add column hours int check (hours > 0),
    add column fee bigint check (fee >= 0),
    add column compliance_at timestamptz,
    add column compliance_by uuid,
    drop constraint evaluation_procedure_id_key,
    drop constraint evaluation_state_check,
    add constraint evaluation_state check (state in
      ('qualifying', 'qualified', 'scoring', 'locked', 'signing', 'reported', 'decided', 'failed', 'superseded')),
    add unique (procedure_id, round);
  update evaluation.evaluation set compliance_at = coalesce(locked_at, started_at) where panel_size is not null;
  -- An evaluation that was done again stays as it was; one a procedure counts.
  create unique index evaluation_current on evaluation.evaluation (procedure_id) where state <> 'superseded';
`;

const lots = `
  -- A lot stands or falls alone: its minimum, its ranking, its award.
  create table evaluation.lot (
    id uuid primary key,
    evaluation_id uuid not null references evaluation.evaluation,
    lot text not null check (lot <> ''),
    name text not null,
    max_price bigint not null check (max_price > 0),
    state text not null check (state in ('open', 'reported', 'decided', 'final', 'failed')),
    tie_seed text,
    decide_due_at timestamptz,
    failure text,
    failure_facts jsonb,
    unique (evaluation_id, lot),
    check ((state = 'failed') = (failure is not null)),
    check (state not in ('reported', 'decided', 'final') or decide_due_at is not null)
  );
  -- What there was before is one lot; it keeps the evaluation's id, so that clocks and alarms that run find it.
  insert into evaluation.lot (id, evaluation_id, lot, name, max_price, state, tie_seed, decide_due_at, failure, failure_facts)
    select e.id, e.id, '1', coalesce(n.content->>'title', p.number, '1'), greatest(p.max_price, 1),
      case when e.state in ('reported', 'failed') then e.state
           when e.state = 'decided' then case when exists (select from evaluation.award a where a.evaluation_id = e.id and a.state = 'final')
             then 'final' else 'decided' end
           else 'open' end,
      e.tie_seed, e.decide_due_at,
      case when e.state = 'failed' then 'evaluation.too-few-qualified' end,
      case when e.state = 'failed' then '{}'::jsonb end
    from evaluation.evaluation e join tendering.procedure p on p.id = e.procedure_id
      left join tendering.notice n on n.procedure = p.id and n.version = p.version;
  create index lot_evaluation on evaluation.lot (evaluation_id, lot);

  alter table evaluation.award
    drop constraint award_bid_id_provider_id_price_rank_fkey,
    drop constraint award_bid_id_key,
    drop constraint award_check,
    add column lot text not null default '1';
  alter table evaluation.score drop constraint score_bid_id_fkey, drop constraint score_pkey, add column lot text not null default '1';
  alter table evaluation.score add primary key (seat_id, bid_id, lot, criterion_id);
  alter table evaluation.score_history add column lot text not null default '1';

  alter table evaluation.candidate
    drop constraint candidate_pkey,
    drop constraint candidate_evaluation_id_provider_id_key,
    drop constraint candidate_evaluation_id_rank_key,
    drop constraint candidate_bid_id_provider_id_price_rank_key,
    drop constraint candidate_check2,
    add column lot text not null default '1',
    -- The price at the opening; \`price\` is the one that counts, after a last round of prices if there was one.
    add column first_price bigint check (first_price > 0),
    add column enterprise text check (enterprise in ('none', 'large', 'medium', 'small', 'micro')),
    add column statement boolean not null default false,
    add column excluded text check (excluded in ('over-price', 'not-compliant', 'low-price')),
    add column exclusion text,
    add column excluded_by uuid,
    add column excluded_at timestamptz,
    add column reasons jsonb not null default '{}',
    add primary key (evaluation_id, bid_id, lot),
    add unique (evaluation_id, lot, provider_id),
    add unique (evaluation_id, lot, rank),
    add unique (evaluation_id, bid_id, lot, provider_id, price, rank),
    add constraint candidate_ranked check (rank is null or (passed and excluded is null)),
    add constraint candidate_excluded check ((excluded is null) = (exclusion is null or exclusion = ''));
  update evaluation.candidate set first_price = price;
  alter table evaluation.candidate alter column first_price set default null;
  create index candidate_bid on evaluation.candidate (bid_id);

  alter table evaluation.award
    add unique (evaluation_id, bid_id, lot),
    add foreign key (evaluation_id, bid_id, lot, provider_id, price, rank)
      references evaluation.candidate (evaluation_id, bid_id, lot, provider_id, price, rank),
    add constraint award_announced check (state in ('decided', 'withdrawn') or (announced_at is not null and challenge_ends_at > announced_at));
  drop index evaluation.award_one_active;
  create unique index award_one_active on evaluation.award (procedure_id, lot) where state <> 'withdrawn';
`;

const guards = `
  -- Only a member who declared and has not locked scores, an offer that is still in the race; what was there is kept.
  create or replace function evaluation.score_in_time() returns trigger language plpgsql as $$
  begin
    if (select state from evaluation.seat where id = new.seat_id for share) is distinct from 'declared' then
      raise exception 'this seat cannot score now';
    end if;
    if not exists (select from evaluation.candidate c join evaluation.seat s on s.evaluation_id = c.evaluation_id
                   where c.bid_id = new.bid_id and c.lot = new.lot and s.id = new.seat_id and c.passed and c.excluded is null) then
      raise exception 'this bid is not for this panel to score';
    end if;
    if tg_op = 'UPDATE' and (old.points, old.reason) is distinct from (new.points, new.reason) then
      insert into evaluation.score_history (seat_id, bid_id, lot, criterion_id, points, reason, at)
      values (old.seat_id, old.bid_id, old.lot, old.criterion_id, old.points, old.reason, old.at);
    end if;
    return new;
  end $$;

  -- Nobody is passed over: every better ranked offer for the lot had an award that was withdrawn.
  create or replace function evaluation.award_in_order() returns trigger language plpgsql as $$
  begin
    if exists (select from evaluation.candidate c
               where c.evaluation_id = new.evaluation_id and c.lot = new.lot and c.rank < new.rank
                 and not exists (select from evaluation.award w
                   where w.evaluation_id = c.evaluation_id and w.bid_id = c.bid_id and w.lot = c.lot and w.state = 'withdrawn')) then
      raise exception 'the award follows the ranking';
    end if;
    return new;
  end $$;

  -- Nothing is announced before every other bidder for the lot has a reason.
  create or replace function evaluation.award_told() returns trigger language plpgsql as $$
  begin
    if exists (select from evaluation.candidate c
               where c.evaluation_id = new.evaluation_id and c.lot = new.lot and c.bid_id <> new.bid_id
                 and coalesce(nullif(c.reason, ''), c.judgement, c.exclusion, '') = '') then
      raise exception 'a bidder who does not win has no reason';
    end if;
    return new;
  end $$;
`;

const experts = `
  alter table evaluation.expert
    add column specialties text[] not null default '{}',
    add column unit text not null default '',
    add column region text not null default '',
    add column title text not null default '',
    add column qualifications text not null default '',
    add column suspended_reason text check (suspended_reason <> ''),
    -- Not to be drawn for a session up to this instant.
    add column away_until timestamptz;

  -- What somebody declared about themselves: employment, kin, other ties to an organization.
  create table evaluation.expert_tie (
    person_id uuid not null references evaluation.expert,
    organization_id uuid not null,
    kind text not null check (kind in ('employment', 'kin', 'other')),
    declared_at timestamptz not null,
    primary key (person_id, organization_id, kind, declared_at)
  );
  create trigger no_change before update or delete on evaluation.expert_tie
    for each row execute function platform.append_only();

  -- Organizations that had a contract with each other.
  create table evaluation.unit_tie (
    contract_id uuid primary key,
    buyer_id uuid not null,
    provider_id uuid not null,
    since timestamptz not null
  );
  create index unit_tie_provider on evaluation.unit_tie (provider_id);
  insert into evaluation.unit_tie (contract_id, buyer_id, provider_id, since)
    select id, department_id, provider_id, active_at from contracts.contract where active_at is not null;

  alter table evaluation.draw
    -- Who was to be drawn: how many of which specialty; a null specialty takes anybody.
    add column wanted jsonb not null default '[]',
    -- The specialties of each person on the register, as they stood.
    add column skills jsonb not null default '{}',
    -- Who was asked first, in the order of the seats.
    add column chosen jsonb not null default '[]';
  alter table evaluation.seat add column specialty text;
`;

const exchanges = `
  -- A question of the panel to one bidder, put by the chair; the answer changes neither price nor substance.
  create table evaluation.clarification (
    id uuid primary key,
    evaluation_id uuid not null references evaluation.evaluation,
    bid_id uuid not null,
    lot text not null,
    kind text not null check (kind in ('question', 'low-price')),
    question text not null check (question <> ''),
    asked_by uuid not null references evaluation.seat,
    asked_at timestamptz not null,
    due_at timestamptz not null check (due_at > asked_at),
    answer text check (answer <> ''),
    answered_by uuid,
    answered_at timestamptz check (answered_at < due_at),
    foreign key (evaluation_id, bid_id, lot) references evaluation.candidate,
    check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
  );
  create index clarification_evaluation on evaluation.clarification (evaluation_id, asked_at);
  create index clarification_bid on evaluation.clarification (bid_id);

  -- A member's notes on an offer; nobody else reads them.
  create table evaluation.note (
    seat_id uuid not null references evaluation.seat,
    bid_id uuid not null,
    lot text not null,
    text text not null,
    at timestamptz not null,
    primary key (seat_id, bid_id, lot)
  );

  -- Why a member stands by a score far from the others'. It holds for these points only.
  create table evaluation.outlier (
    seat_id uuid not null references evaluation.seat,
    bid_id uuid not null,
    lot text not null,
    criterion_id text not null,
    points int not null,
    explanation text not null check (explanation <> ''),
    at timestamptz not null,
    primary key (seat_id, bid_id, lot, criterion_id)
  );
`;
