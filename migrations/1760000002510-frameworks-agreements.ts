import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Framework agreements, who entered them, and the orders called off from them; what must hold for any writer is held here. */
export class FrameworksAgreements1760000002510 implements MigrationInterface {
  name = 'FrameworksAgreements1760000002510';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(agreements);
    await runner.query(orders);
    await runner.query(guards);
    await runner.query(`
      grant usage on schema frameworks to qiyue_app;
      grant select, insert, update on frameworks.agreement, frameworks.entrant, frameworks.call_off, frameworks.evidence to qiyue_app;
      grant select, insert, update (price, opened_at) on frameworks.quote to qiyue_app;
      grant update (sealed, person, at) on frameworks.quote to qiyue_app;
      grant select, insert on frameworks.fund, frameworks.lot, frameworks.price, frameworks.signature, frameworks.skip,
        frameworks.feedback to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}

const agreements = `
  create schema frameworks;

  create table frameworks.agreement (
    id uuid primary key,
    number text not null unique,
    procedure_id uuid not null unique references tendering.procedure,
    department_id uuid not null references organizations.organization,
    kind text not null check (kind in ('closed', 'open')),
    title text not null check (title <> ''),
    months int not null check (months > 0),
    ways text[] not null check (cardinality(ways) > 0 and ways <@ array['direct', 'contest', 'rotation']),
    content jsonb not null,
    rule_day date not null,
    state text not null check (state in ('signing', 'in_force', 'expired', 'summarized', 'lapsed', 'terminated')),
    -- How many entered in the first place: a supplement is measured by it.
    named int not null check (named >= 0),
    concluded_by uuid not null,
    concluded_at timestamptz not null,
    in_force_at timestamptz,
    ends_at timestamptz check (ends_at > in_force_at),
    told_at timestamptz,
    filed_at timestamptz,
    filed_under text check (filed_under <> ''),
    ended_at timestamptz,
    end_text text,
    summary jsonb,
    summarized_at timestamptz,
    search text generated always as (title || ' ' || number) stored,
    check ((in_force_at is null) = (ends_at is null)),
    check (state in ('signing', 'lapsed') or in_force_at is not null),
    check ((filed_at is null) = (filed_under is null)),
    check ((summary is null) = (summarized_at is null)),
    check (state <> 'summarized' or summary is not null),
    check (state not in ('lapsed', 'terminated') or end_text <> '')
  );
  create index agreement_department on frameworks.agreement (department_id, id desc);

  -- Money of the plan that orders may draw on; the first is the entry procedure's.
  create table frameworks.fund (
    agreement_id uuid not null references frameworks.agreement,
    plan_item_id uuid not null unique references planning.plan_item,
    procedure_id uuid not null references tendering.procedure,
    added_by uuid not null,
    added_at timestamptz not null,
    primary key (agreement_id, plan_item_id)
  );

  create table frameworks.lot (
    agreement_id uuid not null references frameworks.agreement,
    lot text not null check (lot <> ''),
    name text not null check (name <> ''),
    -- A price is for so many units.
    per int not null check (per > 0),
    unit text not null check (unit <> ''),
    max_price bigint not null check (max_price > 0),
    qualified int not null check (qualified >= 0),
    entered int not null check (entered >= 0 and entered <= qualified),
    primary key (agreement_id, lot)
  );

  create table frameworks.entrant (
    id uuid primary key,
    agreement_id uuid not null references frameworks.agreement,
    provider_id uuid not null references organizations.organization,
    state text not null check (state in ('named', 'applied', 'approved', 'in', 'refused', 'withdrawn', 'lapsed', 'left', 'removed')),
    statement text,
    applied_at timestamptz,
    reviewed_by uuid,
    reviewed_at timestamptz,
    review_reason text,
    document_id uuid,
    sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
    entered_at timestamptz,
    announced_at timestamptz,
    ended_at timestamptz,
    ended_by uuid,
    ground text check (ground in ('collusion', 'false-material', 'refuses-award', 'non-performance', 'banned', 'agreed')),
    end_reason text,
    hearing text,
    end_announced_at timestamptz,
    unique (id, agreement_id),
    check (state not in ('applied', 'approved', 'refused', 'withdrawn') or (statement <> '' and applied_at is not null)),
    check (state not in ('in', 'left') or entered_at is not null),
    check (state <> 'refused' or review_reason <> ''),
    check ((state in ('lapsed', 'left', 'removed')) = (ended_at is not null)),
    check (state <> 'removed' or (ground is not null and end_reason <> '' and hearing <> '')),
    check (state not in ('left', 'lapsed') or end_reason <> '')
  );
  create unique index entrant_once on frameworks.entrant (agreement_id, provider_id)
    where state in ('named', 'applied', 'approved', 'in', 'removed');
  create index entrant_provider on frameworks.entrant (provider_id, id desc);

  create table frameworks.price (
    entrant_id uuid not null references frameworks.entrant,
    lot text not null,
    price bigint not null check (price > 0),
    rank int not null check (rank > 0),
    primary key (entrant_id, lot)
  );

  create table frameworks.signature (
    entrant_id uuid not null references frameworks.entrant,
    side text not null check (side in ('buyer', 'provider')),
    person uuid not null,
    person_name text not null check (person_name <> ''),
    organization_id uuid not null,
    sha256 text not null,
    statement text not null check (position(sha256 in statement) > 0),
    algorithm text not null check (algorithm = 'Ed25519'),
    key_id text not null check (key_id <> ''),
    signature text not null check (signature <> ''),
    at timestamptz not null,
    primary key (entrant_id, side)
  );
`;

const orders = `
  create table frameworks.call_off (
    id uuid primary key,
    number text not null unique,
    agreement_id uuid not null references frameworks.agreement,
    lot text not null,
    entrant_id uuid,
    way text not null check (way in ('direct', 'contest', 'rotation')),
    chosen_by text not null check (chosen_by in ('buyer', 'users')),
    -- Who chose: the department's office, or the committee or institution that speaks for the users.
    chooser text not null check (chooser <> ''),
    reason text not null check (reason <> ''),
    quantity int not null check (quantity > 0),
    -- What the order is for at most: quantity at the entrant's price, or at the lot's ceiling while a contest runs.
    amount bigint not null check (amount > 0),
    price bigint check (price > 0),
    months int not null check (months > 0),
    plan_item_id uuid not null references planning.plan_item,
    state text not null check (state in ('placed', 'quoting', 'offered', 'accepted', 'contracted', 'completed', 'declined', 'failed', 'cancelled')),
    placed_by uuid not null,
    placed_at timestamptz not null,
    approved_by uuid check (approved_by <> placed_by),
    approved_at timestamptz,
    quotes_close_at timestamptz,
    tie_seed text,
    accepted_at timestamptz,
    accepted_by uuid,
    announced_at timestamptz,
    contract_id uuid,
    contracted_at timestamptz,
    ended_at timestamptz,
    end_text text,
    foreign key (agreement_id, plan_item_id) references frameworks.fund (agreement_id, plan_item_id),
    foreign key (agreement_id, lot) references frameworks.lot (agreement_id, lot),
    foreign key (entrant_id, agreement_id) references frameworks.entrant (id, agreement_id),
    check (state not in ('offered', 'accepted', 'contracted', 'completed') or (entrant_id is not null and price is not null and approved_by is not null)),
    check (state not in ('accepted', 'contracted', 'completed') or (accepted_at is not null and accepted_by is not null)),
    check (state not in ('contracted', 'completed') or (contract_id is not null and contracted_at is not null)),
    check (state <> 'quoting' or quotes_close_at is not null),
    check (way = 'contest' or quotes_close_at is null),
    check ((state in ('completed', 'declined', 'failed', 'cancelled')) = (ended_at is not null)),
    check (state not in ('declined', 'failed', 'cancelled') or end_text <> '')
  );
  create index call_off_agreement on frameworks.call_off (agreement_id, id desc);
  create index call_off_entrant on frameworks.call_off (entrant_id, id desc);
  create index call_off_plan_item on frameworks.call_off (plan_item_id);

  -- Sealed until the contest's closing; the price is written when the contest is decided.
  create table frameworks.quote (
    call_off_id uuid not null references frameworks.call_off,
    entrant_id uuid not null references frameworks.entrant,
    sealed bytea not null,
    person uuid not null,
    at timestamptz not null,
    price bigint check (price > 0),
    opened_at timestamptz,
    primary key (call_off_id, entrant_id),
    check ((price is null) = (opened_at is null))
  );

  -- Whose turn it was and why it passed to the next.
  create table frameworks.skip (
    call_off_id uuid not null references frameworks.call_off,
    entrant_id uuid not null references frameworks.entrant,
    reason text not null check (reason <> ''),
    by_person uuid not null,
    at timestamptz not null,
    primary key (call_off_id, entrant_id)
  );

  create table frameworks.evidence (
    id uuid primary key,
    call_off_id uuid not null references frameworks.call_off,
    day date not null,
    quantity int not null check (quantity > 0),
    note text not null check (note <> ''),
    file_id uuid,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    confirmed_by uuid check (confirmed_by <> recorded_by),
    confirmed_at timestamptz,
    check ((confirmed_by is null) = (confirmed_at is null))
  );
  create index evidence_call_off on frameworks.evidence (call_off_id, day, id);

  create table frameworks.feedback (
    id uuid primary key,
    agreement_id uuid not null references frameworks.agreement,
    entrant_id uuid not null references frameworks.entrant,
    call_off_id uuid not null references frameworks.call_off,
    source text not null check (source in ('user', 'buyer')),
    rating int not null check (rating between 1 and 5),
    words text not null check (words <> ''),
    recorded_by uuid not null,
    at timestamptz not null
  );
  create index feedback_entrant on frameworks.feedback (entrant_id, at);
`;

const guards = `
  create trigger append_only before update or delete on frameworks.signature for each row execute function platform.append_only();
  create trigger append_only before update or delete on frameworks.skip for each row execute function platform.append_only();
  create trigger append_only before update or delete on frameworks.feedback for each row execute function platform.append_only();
  create trigger append_only before update or delete on frameworks.price for each row execute function platform.append_only();

  -- Nobody's price is above the lot's ceiling; everybody has the same in an open agreement.
  create function frameworks.price_fits() returns trigger language plpgsql as $$
  declare
    ceiling bigint;
    form text;
  begin
    select l.max_price, a.kind into ceiling, form from frameworks.entrant e
      join frameworks.agreement a on a.id = e.agreement_id
      join frameworks.lot l on l.agreement_id = a.id and l.lot = new.lot
      where e.id = new.entrant_id;
    if ceiling is null or new.price > ceiling or (form = 'open' and new.price <> ceiling) then
      raise exception 'this price does not fit the lot' using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger fits before insert on frameworks.price for each row execute function frameworks.price_fits();

  -- Both sides sign the paper that was issued, by their own organizations.
  create function frameworks.signature_fits() returns trigger language plpgsql as $$
  declare
    known record;
  begin
    select e.sha256, e.provider_id, e.state, a.department_id into known from frameworks.entrant e
      join frameworks.agreement a on a.id = e.agreement_id where e.id = new.entrant_id;
    if known.state <> 'named' or new.sha256 is distinct from known.sha256 or
       new.organization_id <> (case new.side when 'buyer' then known.department_id else known.provider_id end) then
      raise exception 'this agreement is not open for this signature' using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger fits before insert on frameworks.signature for each row execute function frameworks.signature_fits();

  -- A quote is never taken after the closing, nor shown before it, nor changed once shown.
  create function frameworks.quote_in_time() returns trigger language plpgsql as $$
  declare
    closing timestamptz;
    contest text;
  begin
    select quotes_close_at, state into closing, contest from frameworks.call_off where id = new.call_off_id for share;
    if tg_op = 'INSERT' or new.sealed is distinct from old.sealed then
      if contest <> 'quoting' or clock_timestamp() >= closing or new.price is not null then
        raise exception 'quotes are closed' using errcode = '23514';
      end if;
    elsif new.price is distinct from old.price and (clock_timestamp() < closing or old.price is not null) then
      raise exception 'a quote is opened once, after the closing' using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger in_time before insert or update on frameworks.quote for each row execute function frameworks.quote_in_time();

  -- An order is fixed once it was taken on.
  create function frameworks.order_is_fixed() returns trigger language plpgsql as $$
  begin
    if (new.id, new.number, new.agreement_id, new.lot, new.way, new.quantity, new.months, new.plan_item_id, new.placed_by)
       is distinct from
       (old.id, old.number, old.agreement_id, old.lot, old.way, old.quantity, old.months, old.plan_item_id, old.placed_by)
       or (old.accepted_at is not null
         and (new.entrant_id, new.amount, new.price, new.accepted_at) is distinct from (old.entrant_id, old.amount, old.price, old.accepted_at)) then
      raise exception 'order % is fixed', old.number using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger fixed before update on frameworks.call_off for each row execute function frameworks.order_is_fixed();

  -- The evidence never comes to more than was ordered.
  create function frameworks.evidence_within_order() returns trigger language plpgsql as $$
  begin
    if (select sum(quantity) from frameworks.evidence where call_off_id = new.call_off_id)
       > (select quantity from frameworks.call_off where id = new.call_off_id) then
      raise exception 'more than was ordered' using errcode = '23514';
    end if;
    return null;
  end $$;
  create constraint trigger within_order after insert or update of quantity on frameworks.evidence
    deferrable initially deferred for each row execute function frameworks.evidence_within_order();

  -- A contract made from an order has the order's price and provider.
  create function frameworks.contract_of_order() returns trigger language plpgsql as $$
  begin
    if not exists (select from frameworks.call_off o join frameworks.entrant e on e.id = o.entrant_id
                   where o.id = new.order_id and o.amount = new.price and e.provider_id = new.provider_id
                     and o.plan_item_id = new.plan_item_id and o.accepted_at is not null) then
      raise exception 'contract % does not fit its order', new.number using errcode = '23514';
    end if;
    return null;
  end $$;
  create constraint trigger of_order after insert or update of state, price on contracts.contract
    deferrable initially deferred for each row when (new.order_id is not null) execute function frameworks.contract_of_order();
`;
