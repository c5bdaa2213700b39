import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Last prices: who was called to them, and what they opened to. The first ones stay where they are. */
export class BiddingLastPrices1760000002110 implements MigrationInterface {
  name = 'BiddingLastPrices1760000002110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bidding.bid add column last_version int check (last_version > version);

      create table bidding.called (
        bid uuid primary key references bidding.bid,
        procedure uuid not null,
        round int not null default 2 check (round = 2),
        called_at timestamptz not null,
        foreign key (procedure, round) references bidding.box
      );
      create index called_procedure on bidding.called (procedure);

      create table bidding.last_price (
        bid uuid primary key references bidding.called,
        procedure uuid not null references tendering.procedure,
        price bigint not null check (price > 0),
        prices jsonb not null,
        version int not null,
        envelope_sha256 bytea not null,
        received_at timestamptz not null,
        opened_at timestamptz not null,
        foreign key (bid, version) references bidding.submission
      );

      create function bidding.only_last_opened() returns trigger language plpgsql as $$
      begin
        if (select state from bidding.box where procedure = new.procedure and round = 2) = 'opened' then return new; end if;
        raise exception 'nothing is read before its box is opened';
      end $$;
      create trigger only_opened before insert on bidding.last_price for each row execute function bidding.only_last_opened();

      -- Last prices are asked of those whose offers were opened, and only while nobody has sealed the box.
      create function bidding.called_in_time() returns trigger language plpgsql as $$
      begin
        if exists (
          select from bidding.box x join bidding.bid b on b.procedure = x.procedure
          where x.procedure = new.procedure and x.round = 2 and x.state = 'open' and b.id = new.bid and b.state = 'opened'
        ) then return new; end if;
        raise exception 'last prices are asked of opened offers';
      end $$;
      create trigger in_time before insert on bidding.called for each row execute function bidding.called_in_time();

      create or replace function bidding.in_time() returns trigger language plpgsql as $$
      begin
        if exists (
          select from bidding.bid b join bidding.box x on x.procedure = b.procedure and x.round = new.round
          join tendering.procedure p on p.id = b.procedure
          where b.id = new.bid and x.state = 'open'
            and (new.round = 1 and p.state = 'open' and new.received_at < p.closes_at
              or new.round = 2 and new.received_at < x.seals_at and exists (select from bidding.called where bid = new.bid))
        ) then return new; end if;
        raise exception 'nothing is received after the deadline';
      end $$;

      create trigger no_change before update or delete on bidding.called for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.last_price for each row execute function platform.append_only();
      grant select, insert on bidding.called, bidding.last_price to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
