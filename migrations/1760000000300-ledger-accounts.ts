import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts and immutable transfers. The application reads both tables and writes neither: two functions do. */
export class LedgerAccounts1760000000300 implements MigrationInterface {
  name = 'LedgerAccounts1760000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(openAccount);
    await runner.query(postTransfer);
    await runner.query(rights);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}

const tables = `
  create schema ledger;

  create table ledger.account (
    id uuid primary key,
    code text not null unique check (code ~ '^[a-z]+(:[0-9A-Za-z-]+)+$' and length(code) <= 120),
    -- The budget line whose money it holds, when it holds the money of one.
    line text,
    limit_kind text not null check (limit_kind in ('none', 'debit-within-credit')),
    debits_pending bigint not null default 0 check (debits_pending >= 0),
    debits_posted bigint not null default 0 check (debits_posted >= 0),
    credits_pending bigint not null default 0 check (credits_pending >= 0),
    credits_posted bigint not null default 0 check (credits_posted >= 0),
    opened_at timestamptz not null default clock_timestamp(),
    constraint account_within_limit
      check (limit_kind = 'none' or debits_pending + debits_posted <= credits_posted)
  );
  create index account_line on ledger.account (line) where line is not null;

  create table ledger.transfer (
    -- Made by the caller: the same id with the same content is the same transfer.
    id uuid primary key,
    -- Drawn under the locks of both accounts, so it orders the history of every account.
    seq bigint generated always as identity unique,
    kind text not null check (kind in ('direct', 'pending', 'post', 'void')),
    debit_account uuid not null references ledger.account,
    credit_account uuid not null references ledger.account check (credit_account <> debit_account),
    amount bigint not null check (amount > 0),
    code text not null check (code ~ '^[a-z]+(-[a-z]+)*$'),
    source_type text not null check (source_type ~ '^[a-z]+(-[a-z]+)*$'),
    source_id uuid not null,
    pending_id uuid unique references ledger.transfer,
    line text,
    at timestamptz not null default clock_timestamp(),
    unique (source_type, source_id, code),
    check ((kind in ('post', 'void')) = (pending_id is not null))
  );
  create index transfer_debit on ledger.transfer (debit_account, seq);
  create index transfer_credit on ledger.transfer (credit_account, seq);
  create index transfer_line on ledger.transfer (line, seq) where line is not null;

  create trigger no_change before update or delete on ledger.transfer
    for each row execute function platform.append_only();
  create trigger no_truncate before truncate on ledger.transfer
    for each statement execute function platform.append_only();
  create function ledger.account_keeps() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and (new.id, new.code, new.line, new.limit_kind, new.opened_at)
         is not distinct from (old.id, old.code, old.line, old.limit_kind, old.opened_at) then
      return new;
    end if;
    raise exception 'an account keeps its name and its limit and is never removed';
  end $$;
  create trigger keeps before update or delete on ledger.account
    for each row execute function ledger.account_keeps();
  create trigger no_truncate before truncate on ledger.account
    for each statement execute function platform.append_only();
`;

const openAccount = `
  -- Opens an account or answers the one that has this code; another limit or line under the same code is refused.
  create function ledger.open_account(p_id uuid, p_code text, p_limit text, p_line text) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare known ledger.account;
  begin
    insert into ledger.account (id, code, limit_kind, line) values (p_id, p_code, p_limit, p_line)
      on conflict (code) do nothing;
    select * into known from ledger.account where code = p_code;
    if known.limit_kind <> p_limit or known.line is distinct from p_line then
      raise exception 'account % is known with another limit or line', p_code using errcode = 'QL002';
    end if;
    return known.id;
  end $$;
`;

const postTransfer = `
  -- The only way a balance changes: one debit, one credit, both accounts locked in id order.
  create function ledger.post_transfer(
    p_id uuid, p_kind text, p_debit uuid, p_credit uuid, p_amount bigint, p_code text,
    p_source_type text, p_source_id uuid, p_pending uuid, p_line text
  ) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare
    known ledger.transfer;
    held ledger.transfer;
    debit ledger.account;
    credit ledger.account;
    money_of text;
    number bigint;
  begin
    if p_kind in ('post', 'void') then
      select * into held from ledger.transfer where id = p_pending and kind = 'pending';
      if not found then raise exception 'no pending transfer %', p_pending using errcode = 'QL004'; end if;
      if (p_debit, p_credit) is distinct from (held.debit_account, held.credit_account) then
        raise exception 'other accounts than the pending transfer' using errcode = 'QL004';
      end if;
    end if;

    perform 1 from ledger.account where id in (p_debit, p_credit) order by id for update;
    select * into debit from ledger.account where id = p_debit;
    select * into credit from ledger.account where id = p_credit;
    if debit.id is null or credit.id is null then
      raise exception 'unknown account' using errcode = 'QL005';
    end if;

    select * into known from ledger.transfer where id = p_id;
    if found then
      if (known.kind, known.debit_account, known.credit_account, known.amount, known.code, known.source_type,
          known.source_id, known.pending_id)
         is not distinct from (p_kind, p_debit, p_credit, p_amount, p_code, p_source_type, p_source_id, p_pending) then
        return known.seq;
      end if;
      raise exception 'transfer % is known with other content', p_id using errcode = 'QL001';
    end if;

    if p_kind in ('post', 'void') then
      if exists (select from ledger.transfer where pending_id = held.id) then
        raise exception 'pending transfer % is resolved', held.id using errcode = 'QL006';
      end if;
      if p_amount > held.amount or (p_kind = 'void' and p_amount <> held.amount) then
        raise exception 'more than was held' using errcode = 'QL007',
          detail = json_build_object('held', held.amount::text, 'wanted', p_amount::text)::text;
      end if;
    elsif debit.limit_kind = 'debit-within-credit'
      and debit.debits_pending + debit.debits_posted + p_amount > debit.credits_posted then
      raise exception 'over the limit of %', debit.code using errcode = 'QL003',
        detail = json_build_object('account', debit.code, 'wanted', p_amount::text,
          'free', (debit.credits_posted - debit.debits_posted - debit.debits_pending)::text)::text;
    end if;

    update ledger.account set
      debits_pending = debits_pending + case p_kind when 'pending' then p_amount when 'direct' then 0 else -held.amount end,
      debits_posted = debits_posted + case when p_kind in ('direct', 'post') then p_amount else 0 end
    where id = p_debit;
    update ledger.account set
      credits_pending = credits_pending + case p_kind when 'pending' then p_amount when 'direct' then 0 else -held.amount end,
      credits_posted = credits_posted + case when p_kind in ('direct', 'post') then p_amount else 0 end
    where id = p_credit;

    money_of := coalesce(held.line, debit.line, credit.line, p_line);
    insert into ledger.transfer
      (id, kind, debit_account, credit_account, amount, code, source_type, source_id, pending_id, line)
    values (p_id, p_kind, p_debit, p_credit, p_amount, p_code, p_source_type, p_source_id, p_pending, money_of)
    returning seq into number;
    return number;
  end $$;
`;

/** The functions belong to a role that cannot sign in and may do nothing else; the application may only call them. */
const rights = `
  do $$ begin
    if not exists (select from pg_roles where rolname = 'qiyue_ledger') then create role qiyue_ledger nologin; end if;
    if not pg_has_role(current_user, 'qiyue_ledger', 'member') then
      execute format('grant qiyue_ledger to %I', current_user);
    end if;
  end $$;
  grant usage, create on schema ledger to qiyue_ledger;
  grant usage on schema platform to qiyue_ledger;
  alter function ledger.open_account owner to qiyue_ledger;
  alter function ledger.post_transfer owner to qiyue_ledger;
  revoke create on schema ledger from qiyue_ledger;
  grant select, insert on ledger.transfer to qiyue_ledger;
  grant select, insert, update (debits_pending, debits_posted, credits_pending, credits_posted)
    on ledger.account to qiyue_ledger;
  revoke all on function ledger.open_account, ledger.post_transfer from public;

  grant usage on schema ledger to qiyue_app;
  grant select on ledger.account, ledger.transfer to qiyue_app;
  grant execute on function ledger.open_account, ledger.post_transfer to qiyue_app;
`;
