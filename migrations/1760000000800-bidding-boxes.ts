import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Boxes of sealed bids: drafts, submissions, late tries, the two persons of an opening, and what they opened. */
export class BiddingBoxes1760000000800 implements MigrationInterface {
  name = 'BiddingBoxes1760000000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema bidding;
      grant usage on schema bidding to qiyue_app;

      create table bidding.box (
        procedure uuid primary key references tendering.procedure,
        state text not null check (state in ('open', 'sealed', 'opened', 'void')),
        seals_at timestamptz not null,
        -- A random leaf of the tree, so that its root tells nothing about how many envelopes there are.
        filler bytea not null check (octet_length(filler) = 32),
        root bytea check (octet_length(root) = 32),
        sealed_at timestamptz,
        ended_at timestamptz,
        void_reason text check (void_reason in ('too-few', 'cancelled')),
        record jsonb,
        check ((root is null) = (sealed_at is null)),
        check (state <> 'open' or root is null),
        check (state not in ('sealed', 'opened') or root is not null),
        check ((state in ('opened', 'void')) = (ended_at is not null)),
        check ((state = 'void') = (void_reason is not null)),
        check (void_reason <> 'too-few' or root is not null)
      );
      create index box_state on bidding.box (state, sealed_at) where state = 'sealed';
      create index box_newest on bidding.box (seals_at desc, procedure desc);

      -- Nobody is named here: the mark is a keyed digest of procedure and provider, the draft is sealed.
      create table bidding.bid (
        id uuid primary key,
        procedure uuid not null references bidding.box,
        mark bytea not null unique check (octet_length(mark) = 32),
        state text not null check (state in ('draft', 'submitted', 'withdrawn', 'opened', 'invalid', 'void')),
        draft bytea not null check (octet_length(draft) <= 1048576),
        draft_version int not null default 0 check (draft_version >= 0),
        version int not null default 0 check (version >= 0),
        fault text check (fault <> ''),
        check ((state = 'draft') = (version = 0)),
        check ((state = 'invalid') = (fault is not null))
      );
      create index bid_procedure on bidding.bid (procedure, state);

      -- Every envelope handed in, and every withdrawal; none is ever changed.
      create table bidding.submission (
        bid uuid not null references bidding.bid,
        version int not null check (version > 0),
        kind text not null check (kind in ('submitted', 'replaced', 'withdrawn')),
        number text not null unique,
        envelope bytea check (octet_length(envelope) between 1 and 1048576),
        envelope_sha256 bytea check (octet_length(envelope_sha256) = 32),
        envelope_size int generated always as (octet_length(envelope)) stored,
        receipt bytea not null,
        received_at timestamptz not null,
        primary key (bid, version),
        check ((kind = 'withdrawn') = (envelope is null)),
        check ((envelope is null) = (envelope_sha256 is null)),
        check (envelope is null or envelope_sha256 = sha256(envelope))
      );
      alter table bidding.submission alter column envelope set storage external;

      -- Tries that came too late; what exactly was tried is sealed and only its author reads it.
      create table bidding.attempt (
        id uuid primary key,
        bid uuid not null references bidding.bid,
        tried_at timestamptz not null,
        closed_at timestamptz not null,
        detail bytea not null
      );
      create index attempt_bid on bidding.attempt (bid, tried_at);

      -- Two sides, two persons, two organizations.
      create table bidding.consent (
        procedure uuid not null references bidding.box,
        side text not null check (side in ('buyer', 'oversight')),
        person uuid not null,
        name text not null,
        role text not null,
        organization uuid not null references organizations.organization,
        at timestamptz not null,
        primary key (procedure, side),
        unique (procedure, person),
        unique (procedure, organization)
      );

      create table bidding.opened_bid (
        bid uuid primary key references bidding.bid,
        procedure uuid not null references bidding.box,
        provider uuid not null references organizations.organization,
        price bigint not null check (price > 0),
        offer jsonb not null,
        version int not null,
        envelope_sha256 bytea not null,
        received_at timestamptz not null,
        opened_at timestamptz not null,
        unique (procedure, provider),
        foreign key (bid, version) references bidding.submission
      );
      create index opened_bid_provider on bidding.opened_bid (provider, opened_at desc);

      -- What is received is received while the procedure is open, before its deadline, and its box not yet sealed.
      create function bidding.in_time() returns trigger language plpgsql as $$
      begin
        if exists (
          select from bidding.bid b join bidding.box x on x.procedure = b.procedure
          join tendering.procedure p on p.id = b.procedure
          where b.id = new.bid and x.state = 'open' and p.state = 'open' and new.received_at < p.closes_at
        ) then return new; end if;
        raise exception 'nothing is received after the deadline';
      end $$;
      create trigger in_time before insert on bidding.submission for each row execute function bidding.in_time();

      -- A box goes its way once: the root stays, it is opened by two, and never again closed.
      create function bidding.box_goes_on() returns trigger language plpgsql as $$
      begin
        if old.state in ('opened', 'void') then raise exception 'a box that was opened or voided stays as it is'; end if;
        if old.root is not null and (new.root is distinct from old.root or new.sealed_at is distinct from old.sealed_at) then
          raise exception 'the root of a sealed box does not change';
        end if;
        if new.filler <> old.filler then raise exception 'the filler of a box does not change'; end if;
        if old.state = 'sealed' and new.state = 'open' then raise exception 'a sealed box is not unsealed'; end if;
        if new.state = 'opened' and old.state <> 'sealed' then raise exception 'only a sealed box is opened'; end if;
        if (new.state = 'opened' or new.void_reason = 'too-few')
           and (select count(*) from bidding.consent where procedure = new.procedure) < 2 then
          raise exception 'a box is opened by two';
        end if;
        return new;
      end $$;
      create trigger goes_on before update on bidding.box for each row execute function bidding.box_goes_on();

      create function bidding.only_sealed() returns trigger language plpgsql as $$
      begin
        if (select state from bidding.box where procedure = new.procedure) = 'sealed' then return new; end if;
        raise exception 'only a sealed box waits for its opening';
      end $$;
      create trigger only_sealed before insert on bidding.consent for each row execute function bidding.only_sealed();

      create function bidding.only_opened() returns trigger language plpgsql as $$
      begin
        if (select state from bidding.box where procedure = new.procedure) = 'opened' then return new; end if;
        raise exception 'nothing is read before its box is opened';
      end $$;
      create trigger only_opened before insert on bidding.opened_bid for each row execute function bidding.only_opened();

      create function bidding.bid_stays_put() returns trigger language plpgsql as $$
      begin
        if new.id <> old.id or new.procedure <> old.procedure or new.mark <> old.mark or new.version < old.version then
          raise exception 'a bid keeps its procedure, its author and its versions';
        end if;
        return new;
      end $$;
      create trigger stays_put before update on bidding.bid for each row execute function bidding.bid_stays_put();

      create trigger no_change before update or delete on bidding.submission for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.attempt for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.consent for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.opened_bid for each row execute function platform.append_only();
      create trigger no_delete before delete on bidding.bid for each row execute function platform.append_only();
      create trigger no_delete before delete on bidding.box for each row execute function platform.append_only();
      create trigger no_truncate before truncate on bidding.submission for each statement execute function platform.append_only();

      grant select, insert, update on bidding.box, bidding.bid to qiyue_app;
      grant select, insert on bidding.submission, bidding.attempt, bidding.consent, bidding.opened_bid to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
