import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What framework agreements need of earlier rooms: plan items used contract by contract, contracts made from orders. */
export class FrameworksGround1760000002500 implements MigrationInterface {
  name = 'FrameworksGround1760000002500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table planning.plan_item
        add column drawn bigint not null default 0 check (drawn >= 0 and drawn <= amount);

      alter table contracts.contract
        alter column award_id drop not null,
        -- The order of a framework agreement that it comes from, when it comes from none of the awards.
        add column order_id uuid,
        add constraint contract_origin check ((award_id is null) <> (order_id is null));
      create unique index contract_order on contracts.contract (order_id) where state <> 'rejected';

      create function contracts.order_is_fixed() returns trigger language plpgsql as $$
      begin
        raise exception 'the origin of a contract is fixed' using errcode = '23514';
      end $$;
      create trigger order_fixed before update on contracts.contract
        for each row when (new.order_id is distinct from old.order_id) execute function contracts.order_is_fixed();

      -- As before, but a price is held against the award only where there is one; an order's price is checked by its room.
      create or replace function contracts.bound_by_both() returns trigger language plpgsql as $$
      declare
        signed int;
        awarded bigint;
      begin
        select count(*) into signed from contracts.signature where contract_id = new.id;
        if signed <> 2 and new.state in ('active', 'completed', 'terminated') then
          raise exception 'contract % has % of 2 signatures', new.number, signed using errcode = '23514';
        end if;
        if new.award_id is null then return null; end if;
        select price into awarded from evaluation.award where id = new.award_id;
        if awarded is distinct from new.price then
          raise exception 'contract % says %, the award %', new.number, new.price, awarded using errcode = '23514';
        end if;
        return null;
      end $$;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
