import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts that stand still because of an objection, with what causes it and until when it is to be settled. */
export class ContractsStandstills1760000003100 implements MigrationInterface {
  name = 'ContractsStandstills1760000003100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(cause);
    await runner.query(standstills);
    await runner.query(guards);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}

const cause = `
  alter table objections.standstill
    add column kind text check (kind in ('enquiry', 'challenge', 'complaint')),
    add column number text check (number <> ''),
    add column settled_by timestamptz;
`;

const standstills = `
  create table contracts.standstill (
    id uuid primary key,
    contract_id uuid not null references contracts.contract,
    kind text check (kind in ('enquiry', 'challenge', 'complaint')),
    number text check (number <> ''),
    settled_by timestamptz,
    since timestamptz not null,
    ended_at timestamptz check (ended_at >= since)
  );
  create unique index standstill_open on contracts.standstill (contract_id) where ended_at is null;
  create index standstill_contract on contracts.standstill (contract_id, since);
  grant select, insert, update on contracts.standstill to qiyue_app;

  insert into contracts.standstill (id, contract_id, since)
    select gen_random_uuid(), c.id, s.since from objections.standstill s
    join contracts.contract c on c.award_id = s.award_id and c.state = 'active' where s.until is null;
`;

const guards = `
  -- What stands still is not completed, and only what binds stands still.
  create function contracts.still_is_still() returns trigger language plpgsql as $$
  begin
    if new.state = 'completed' and exists (select from contracts.standstill where contract_id = new.id and ended_at is null) then
      raise exception 'contract % stands still', new.number using errcode = '23514';
    end if;
    return null;
  end $$;
  create constraint trigger still after update of state on contracts.contract
    deferrable initially deferred for each row execute function contracts.still_is_still();
`;
