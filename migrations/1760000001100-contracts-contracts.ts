import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts with their instalments and signatures; what must hold for any writer is held here. */
export class ContractsContracts1760000001100 implements MigrationInterface {
  name = 'ContractsContracts1760000001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
    await runner.query(`
      grant usage on schema contracts to qiyue_app;
      grant select, insert, update on contracts.contract to qiyue_app;
      grant select, insert, update, delete on contracts.instalment to qiyue_app;
      grant select, insert on contracts.signature to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}

const tables = `
  create schema contracts;

  create table contracts.contract (
    id uuid primary key,
    number text not null unique,
    award_id uuid not null references evaluation.award,
    procedure_id uuid not null references tendering.procedure,
    plan_item_id uuid not null references planning.plan_item,
    department_id uuid not null references organizations.organization,
    provider_id uuid not null references organizations.organization,
    title text not null check (title <> ''),
    price bigint not null check (price > 0),
    state text not null check (state in ('drafted', 'offered', 'signed_once', 'active', 'rejected', 'completed', 'terminated')),
    content jsonb not null,
    manager_person uuid not null,
    drafted_by uuid not null,
    offered_by uuid,
    rule_day date not null,
    document_id uuid,
    sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
    drafted_at timestamptz not null,
    offered_at timestamptz,
    active_at timestamptz,
    ends_at timestamptz,
    published_at timestamptz,
    filed_at timestamptz,
    filed_under text check (filed_under <> ''),
    ended_at timestamptz,
    end_code text,
    end_text text,
    search text generated always as (title || ' ' || number || ' ' || coalesce(content->'provider'->>'name', '') || ' ' || coalesce(content->'buyer'->>'name', '')) stored,
    check (department_id <> provider_id),
    check (state in ('drafted', 'rejected') or (offered_at is not null and offered_by is not null and sha256 is not null and document_id is not null)),
    check (state not in ('active', 'completed', 'terminated') or (active_at is not null and ends_at is not null)),
    check (published_at is null or active_at is not null),
    check ((filed_at is null) = (filed_under is null)),
    check ((state in ('rejected', 'completed', 'terminated')) = (ended_at is not null)),
    check (state not in ('rejected', 'terminated') or (end_code is not null and end_text <> ''))
  );
  -- One award has one contract; only a rejected one makes room for another.
  create unique index contract_award on contracts.contract (award_id) where state <> 'rejected';
  create index contract_procedure on contracts.contract (procedure_id);
  create index contract_department on contracts.contract (department_id, id desc);
  create index contract_provider on contracts.contract (provider_id, id desc);
  create index contract_public on contracts.contract (published_at desc, id desc) where published_at is not null;

  create table contracts.instalment (
    id uuid primary key,
    contract_id uuid not null references contracts.contract,
    no int not null check (no > 0),
    name text not null check (name <> ''),
    percent numeric(5, 2) not null check (percent > 0 and percent <= 100),
    amount bigint not null check (amount > 0),
    due_months int not null check (due_months >= 0),
    due_at timestamptz,
    payable bigint check (payable >= 0 and payable <= amount),
    closed_at timestamptz,
    unique (contract_id, no),
    check ((payable is null) = (closed_at is null))
  );

  create table contracts.signature (
    contract_id uuid not null references contracts.contract,
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
    primary key (contract_id, side)
  );
`;

const guards = `
  -- The instalments make the price, to the fen, whenever a transaction ends.
  create function contracts.instalments_make_price() returns trigger language plpgsql as $$
  declare
    deal uuid := case when tg_table_name = 'contract' then (to_jsonb(new)->>'id')::uuid
                          else (coalesce(to_jsonb(new), to_jsonb(old))->>'contract_id')::uuid end;
    agreed bigint;
    split numeric;
  begin
    select price into agreed from contracts.contract where id = deal;
    select coalesce(sum(amount), 0) into split from contracts.instalment where contract_id = deal;
    if agreed <> split then
      raise exception 'instalments of contract % come to %, the price is %', deal, split, agreed using errcode = '23514';
    end if;
    return null;
  end $$;
  create constraint trigger makes_price after insert or update of price on contracts.contract
    deferrable initially deferred for each row execute function contracts.instalments_make_price();
  create constraint trigger makes_price after insert or delete or update on contracts.instalment
    deferrable initially deferred for each row execute function contracts.instalments_make_price();

  -- What was offered is fixed: text, price, parties and people; states only go forward.
  create function contracts.offered_is_fixed() returns trigger language plpgsql as $$
  begin
    if (new.id, new.number, new.award_id, new.procedure_id, new.plan_item_id, new.department_id, new.provider_id)
       is distinct from
       (old.id, old.number, old.award_id, old.procedure_id, old.plan_item_id, old.department_id, old.provider_id) then
      raise exception 'the parties and origin of a contract are fixed' using errcode = '23514';
    end if;
    if old.state <> 'drafted' and
       (new.content, new.price, new.title, new.manager_person, new.drafted_by, new.offered_by, new.document_id, new.sha256, new.rule_day)
       is distinct from
       (old.content, old.price, old.title, old.manager_person, old.drafted_by, old.offered_by, old.document_id, old.sha256, old.rule_day) then
      raise exception 'the text of contract % is fixed since it was offered', old.number using errcode = '23514';
    end if;
    if old.published_at is not null and new.published_at is distinct from old.published_at then
      raise exception 'contract % was published once and for all', old.number using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger fixed before update on contracts.contract
    for each row execute function contracts.offered_is_fixed();
  create trigger no_truncate before truncate on contracts.contract
    for each statement execute function platform.append_only();

  -- Amounts are fixed with the offer; a due date and a result are filled in once.
  create function contracts.instalment_is_fixed() returns trigger language plpgsql as $$
  begin
    if (select state from contracts.contract where id = old.contract_id) = 'drafted' then
      if tg_op = 'DELETE' then return old; end if;
      return new;
    end if;
    if tg_op = 'DELETE' then
      raise exception 'instalments are fixed since the contract was offered' using errcode = '23514';
    end if;
    if (new.id, new.contract_id, new.no, new.name, new.percent, new.amount, new.due_months)
       is distinct from (old.id, old.contract_id, old.no, old.name, old.percent, old.amount, old.due_months)
       or (old.due_at is not null and new.due_at is distinct from old.due_at)
       or (old.closed_at is not null and (new.closed_at, new.payable) is distinct from (old.closed_at, old.payable)) then
      raise exception 'instalments are fixed since the contract was offered' using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger fixed before update or delete on contracts.instalment
    for each row execute function contracts.instalment_is_fixed();

  -- A signature is under the offered text, by the side's own organization, and never by who wrote the text (Art. 61).
  create function contracts.signature_fits() returns trigger language plpgsql as $$
  declare
    deal contracts.contract;
  begin
    select c.* into deal from contracts.contract c where c.id = new.contract_id;
    if deal.state not in ('offered', 'signed_once') or new.sha256 is distinct from deal.sha256 then
      raise exception 'contract % is not open for this signature', deal.number using errcode = '23514';
    end if;
    if new.organization_id <> (case new.side when 'buyer' then deal.department_id else deal.provider_id end) then
      raise exception 'this organization is not the % of contract %', new.side, deal.number using errcode = '23514';
    end if;
    if new.side = 'buyer' and new.person in (deal.drafted_by, deal.offered_by) then
      raise exception 'who drafted or offered contract % does not sign it', deal.number using errcode = '23514';
    end if;
    if exists (select from contracts.signature where contract_id = new.contract_id and person = new.person) then
      raise exception 'one person does not sign for both sides' using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger fits before insert on contracts.signature
    for each row execute function contracts.signature_fits();
  create trigger append_only before update or delete on contracts.signature
    for each row execute function platform.append_only();
  create trigger no_truncate before truncate on contracts.signature
    for each statement execute function platform.append_only();

  -- It binds when both have signed, and not before; the price is the price of the award.
  create function contracts.bound_by_both() returns trigger language plpgsql as $$
  declare
    signed int;
    awarded bigint;
  begin
    select count(*) into signed from contracts.signature where contract_id = new.id;
    if signed <> 2 and new.state in ('active', 'completed', 'terminated') then
      raise exception 'contract % has % of 2 signatures', new.number, signed using errcode = '23514';
    end if;
    select price into awarded from evaluation.award where id = new.award_id;
    if awarded is distinct from new.price then
      raise exception 'contract % says %, the award %', new.number, new.price, awarded using errcode = '23514';
    end if;
    return null;
  end $$;
  create constraint trigger bound after insert or update of state, price on contracts.contract
    deferrable initially deferred for each row execute function contracts.bound_by_both();
`;
