import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments with their requests, orders to the treasury and the treasury's answers. */
export class PaymentsPayments1760000001400 implements MigrationInterface {
  name = 'PaymentsPayments1760000001400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(answers);
    await runner.query(guards);
    await runner.query(`
      grant usage on schema payments to qiyue_app;
      grant select, insert on payments.invoice, payments.request, payments.act, payments.answer_file, payments.answer_line to qiyue_app;
      grant select, insert, update on payments.payment to qiyue_app;
      grant select, insert, update (state, written_at, settled_at, reason) on payments.attempt to qiyue_app;
      grant select, insert, update (resolved_at, resolved_by, resolution) on payments.exception to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}

const tables = `
  create schema payments;

  create table payments.payment (
    id uuid primary key,
    number text not null unique,
    contract_id uuid not null references contracts.contract,
    -- One accepted instalment is paid once.
    instalment_id uuid not null unique references contracts.instalment,
    milestone_id uuid not null unique references delivery.milestone,
    assessment_id uuid not null unique references assessment.assessment,
    project uuid not null,
    department_id uuid not null references organizations.organization,
    provider_id uuid not null references organizations.organization,
    amount bigint not null check (amount > 0),
    line text,
    rule_day date not null,
    state text not null check (state in
      ('payable', 'requested', 'returned', 'confirmed', 'checked', 'approved', 'instructed', 'unknown', 'rejected', 'paid')),
    -- The state is as old as this.
    since timestamptz not null,
    payable_at timestamptz not null,
    paid_at timestamptz,
    requested_by uuid,
    confirmed_by uuid,
    checked_by uuid,
    approved_by uuid,
    unique (id, amount),
    check (department_id <> provider_id),
    check ((state = 'paid') = (paid_at is not null)),
    check (state not in ('requested', 'confirmed', 'checked', 'approved', 'instructed', 'unknown', 'rejected', 'paid') or requested_by is not null),
    check (state not in ('confirmed', 'checked', 'approved', 'instructed', 'unknown', 'rejected', 'paid') or confirmed_by is not null),
    check (state not in ('checked', 'approved', 'instructed', 'unknown', 'paid') or checked_by is not null),
    check (state not in ('approved', 'instructed', 'unknown', 'paid') or approved_by is not null),
    -- Nobody does two of these; the null of a step not yet done equals nothing.
    constraint payment_four_persons check (
      confirmed_by <> requested_by and checked_by <> requested_by and checked_by <> confirmed_by
      and approved_by <> requested_by and approved_by <> confirmed_by and approved_by <> checked_by)
  );
  create index payment_department on payments.payment (department_id, id desc);
  create index payment_provider on payments.payment (provider_id, id desc);
  create index payment_contract on payments.payment (contract_id, id);
  create index payment_project on payments.payment (project);
  create index payment_open on payments.payment (state, id) where state <> 'paid';

  -- An invoice belongs to one payment for good.
  create table payments.invoice (
    number text primary key check (number ~ '^[0-9]{20}$'),
    payment_id uuid not null references payments.payment,
    registered_at timestamptz not null,
    unique (number, payment_id)
  );

  create table payments.request (
    id uuid primary key,
    payment_id uuid not null,
    no int not null check (no > 0),
    amount bigint not null,
    invoice_number text not null,
    invoice_date date not null,
    payee_name text not null check (payee_name <> ''),
    bank text not null check (bank <> ''),
    -- Sealed; equal accounts have equal marks.
    account bytea not null,
    account_mark bytea not null check (octet_length(account_mark) = 32),
    account_tail text not null check (account_tail ~ '^[0-9]{4}$'),
    file_id uuid references documents.file,
    by uuid not null,
    at timestamptz not null,
    unique (payment_id, no),
    -- What is asked for is what is payable, to the fen, and the invoice is this payment's own.
    foreign key (payment_id, amount) references payments.payment (id, amount),
    foreign key (invoice_number, payment_id) references payments.invoice (number, payment_id)
  );

  create table payments.act (
    id uuid primary key,
    payment_id uuid not null references payments.payment,
    act text not null check (act in ('request', 'confirm', 'check', 'approve', 'return', 'instruct', 'settle', 'reject', 'lose', 'remind')),
    from_state text not null,
    to_state text not null,
    person uuid not null,
    organization_id uuid not null,
    code text,
    text text,
    at timestamptz not null,
    check (act not in ('return', 'reject') or (code is not null and text <> ''))
  );
  create index act_payment on payments.act (payment_id, id);

  -- An order to the treasury. Its id is the key the treasury and the bank know it by.
  create table payments.attempt (
    id uuid primary key,
    payment_id uuid not null,
    no int not null check (no > 0),
    request_id uuid not null references payments.request,
    amount bigint not null,
    checked_by uuid not null,
    approved_by uuid not null,
    hold uuid not null unique references ledger.transfer,
    state text not null check (state in ('ordered', 'written', 'paid', 'rejected')),
    ordered_at timestamptz not null,
    written_at timestamptz,
    settled_at timestamptz,
    reason text,
    unique (payment_id, no),
    foreign key (payment_id, amount) references payments.payment (id, amount),
    constraint attempt_two_persons check (checked_by <> approved_by),
    check ((state in ('paid', 'rejected')) = (settled_at is not null)),
    check (state = 'ordered' or written_at is not null)
  );
  -- A payment has at most one order that is out or done: no payment is made twice.
  create unique index attempt_once on payments.attempt (payment_id) where state <> 'rejected';
`;

const answers = `
  create table payments.answer_file (
    id uuid primary key,
    digest bytea not null unique check (octet_length(digest) = 32),
    kind text not null check (kind in ('pain.002', 'csv')),
    bytes bytea not null,
    by uuid not null,
    at timestamptz not null
  );

  create table payments.answer_line (
    id uuid primary key,
    file_id uuid not null references payments.answer_file,
    place int not null check (place > 0),
    reference text not null,
    status text not null,
    amount bigint,
    reason text,
    outcome text not null check (outcome in ('matched', 'repeated', 'waiting', 'exception')),
    attempt_id uuid references payments.attempt,
    unique (file_id, place)
  );
  create index answer_line_attempt on payments.answer_line (attempt_id);

  -- What no payment explains stays open until a person says what became of it.
  create table payments.exception (
    id uuid primary key,
    line_id uuid unique references payments.answer_line,
    attempt_id uuid references payments.attempt,
    kind text not null check (kind in ('unknown-order', 'amount-differs', 'contradicts', 'unreadable', 'no-answer')),
    opened_at timestamptz not null,
    resolved_at timestamptz,
    resolved_by uuid,
    resolution text check (resolution <> ''),
    check (line_id is not null or attempt_id is not null),
    check ((resolved_at is null) = (resolved_by is null) and (resolved_at is null) = (resolution is null))
  );
  create index exception_open on payments.exception (id) where resolved_at is null;
`;

const guards = `
  -- A payment comes from a final result, of the same instalment, over the amount found payable.
  create function payments.comes_from_result() returns trigger language plpgsql as $$
  declare
    result assessment.assessment;
    agreed bigint;
    asked numeric;
  begin
    select * into result from assessment.assessment where id = new.assessment_id;
    if result.state <> 'final' or result.payable is distinct from new.amount
       or (result.contract_id, result.milestone_id, result.instalment_id, result.department_id, result.provider_id)
          is distinct from (new.contract_id, new.milestone_id, new.instalment_id, new.department_id, new.provider_id) then
      raise exception 'payment % does not follow from a final result', new.number using errcode = '23514';
    end if;
    select price into agreed from contracts.contract where id = new.contract_id for update;
    select sum(amount) into asked from payments.payment where contract_id = new.contract_id;
    if coalesce(asked, 0) + new.amount > agreed then
      raise exception 'payments of contract % would come to more than its price', new.contract_id using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger follows before insert on payments.payment
    for each row execute function payments.comes_from_result();

  create function payments.payment_is_fixed() returns trigger language plpgsql as $$
  begin
    if old.state = 'paid' then raise exception 'payment % is paid', old.number using errcode = '23514'; end if;
    if (to_jsonb(new) - array['state', 'since', 'paid_at', 'requested_by', 'confirmed_by', 'checked_by', 'approved_by'])
       is distinct from
       (to_jsonb(old) - array['state', 'since', 'paid_at', 'requested_by', 'confirmed_by', 'checked_by', 'approved_by']) then
      raise exception 'what payment % stands for is fixed', old.number using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger fixed before update on payments.payment
    for each row execute function payments.payment_is_fixed();

  -- Who asked, confirmed or checked, in any round, never releases; what the ledger holds is what is ordered.
  create function payments.order_is_released() returns trigger language plpgsql as $$
  declare
    held ledger.transfer;
    asking payments.payment;
  begin
    select * into asking from payments.payment where id = new.payment_id;
    if new.checked_by is distinct from asking.checked_by or new.approved_by is distinct from asking.approved_by
       or new.approved_by in (select person from payments.act where payment_id = new.payment_id and act in ('request', 'confirm', 'check')) then
      raise exception 'an order needs two persons who did nothing else for it' using errcode = '23514';
    end if;
    select * into held from ledger.transfer where id = new.hold;
    if held.kind <> 'pending' or held.amount <> new.amount or held.source_id <> new.id then
      raise exception 'an order is for the money held for it' using errcode = '23514';
    end if;
    return null;
  end $$;
  create constraint trigger released after insert on payments.attempt
    deferrable initially deferred for each row execute function payments.order_is_released();

  create function payments.attempt_goes_forward() returns trigger language plpgsql as $$
  begin
    if old.state in ('paid', 'rejected') or (old.state = 'written' and new.state = 'ordered') then
      raise exception 'order % is settled', old.id using errcode = '23514';
    end if;
    return new;
  end $$;
  create trigger forward before update on payments.attempt
    for each row execute function payments.attempt_goes_forward();

  -- Paid means that one order was carried out, and the other way round.
  create function payments.paid_by_order() returns trigger language plpgsql as $$
  declare
    about uuid := case when tg_table_name = 'payment' then (to_jsonb(new)->>'id')::uuid else (to_jsonb(new)->>'payment_id')::uuid end;
  begin
    if (select state = 'paid' from payments.payment where id = about)
       <> exists (select from payments.attempt where payment_id = about and state = 'paid') then
      raise exception 'payment % and its order disagree', about using errcode = '23514';
    end if;
    return null;
  end $$;
  create constraint trigger paid_by_order after insert or update of state on payments.payment
    deferrable initially deferred for each row execute function payments.paid_by_order();
  create constraint trigger paid_by_order after insert or update of state on payments.attempt
    deferrable initially deferred for each row execute function payments.paid_by_order();

  create function payments.resolved_once() returns trigger language plpgsql as $$
  begin
    if old.resolved_at is not null then raise exception 'this case is closed' using errcode = '23514'; end if;
    return new;
  end $$;
  create trigger once before update on payments.exception
    for each row execute function payments.resolved_once();

  create trigger append_only before update or delete on payments.invoice for each row execute function platform.append_only();
  create trigger append_only before update or delete on payments.request for each row execute function platform.append_only();
  create trigger append_only before update or delete on payments.act for each row execute function platform.append_only();
  create trigger append_only before update or delete on payments.answer_file for each row execute function platform.append_only();
  create trigger append_only before update or delete on payments.answer_line for each row execute function platform.append_only();
  create trigger no_delete before delete on payments.payment for each row execute function platform.append_only();
  create trigger no_delete before delete on payments.attempt for each row execute function platform.append_only();
  create trigger no_delete before delete on payments.exception for each row execute function platform.append_only();
`;
