import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Bids that only their bidders can write and only two key holders can open: workspaces and uploads of ciphertext,
 * envelopes with their statements, what the holders gave for an opening, and its signed minutes.
 */
export class BiddingEnvelopes1760000002100 implements MigrationInterface {
  name = 'BiddingEnvelopes1760000002100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Bids that the platform itself had sealed could not be opened any more: their boxes are to be opened first.
      do $$
      declare waiting text;
      begin
        select string_agg(p.number, ', ') into waiting from tendering.procedure p
        where exists (select from bidding.box x join bidding.bid b on b.procedure = x.procedure
          where x.procedure = p.id and x.state in ('open', 'sealed') and b.state = 'submitted');
        if waiting is not null then
          raise exception 'These procedures hold bids sealed by an earlier version of Qiyue: %. Open or cancel them with that version, then update.', waiting;
        end if;
      end $$;

      -- A box may be opened in rounds: 1 holds the offers, 2 the last prices that some methods call for.
      alter table bidding.bid drop constraint bid_procedure_fkey, add foreign key (procedure) references tendering.procedure;
      alter table bidding.consent drop constraint consent_procedure_fkey, add foreign key (procedure) references tendering.procedure;
      alter table bidding.opened_bid drop constraint opened_bid_procedure_fkey, add foreign key (procedure) references tendering.procedure;
      alter table bidding.box drop constraint box_pkey,
        add column round int not null default 1 check (round in (1, 2)),
        add column minutes text,
        add column minutes_sha256 bytea check (minutes_sha256 = sha256(convert_to(minutes, 'UTF8'))),
        add column result_at timestamptz,
        add primary key (procedure, round);

      -- Drafts that the platform could read are gone. The owner is sealed beside the bid from now on.
      alter table bidding.bid drop column draft, drop column draft_version, add column owner bytea;

      -- What a bidder's browser keeps between two sittings, closed to a key that only the bidder has.
      create table bidding.part (
        bid uuid not null references bidding.bid,
        part text not null check (part ~ '^[a-z][a-z0-9-]{0,39}$'),
        version int not null check (version > 0),
        bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
        saved_by bytea not null,
        saved_at timestamptz not null,
        primary key (bid, part)
      );
      alter table bidding.part alter column bytes set storage external;

      -- Ciphertext on its way and in its place; once complete it never changes.
      create table bidding.upload (
        id uuid primary key,
        bid uuid not null references bidding.bid,
        sha256 bytea not null check (octet_length(sha256) = 32),
        size bigint not null check (size > 0),
        received bigint not null default 0 check (received between 0 and size),
        begun_at timestamptz not null,
        completed_at timestamptz check (completed_at is null or received = size),
        unique (bid, sha256)
      );
      create table bidding.chunk (
        upload uuid not null references bidding.upload on delete cascade,
        start bigint not null check (start >= 0),
        bytes bytea not null check (octet_length(bytes) between 1 and 8388608),
        sha256 bytea not null check (sha256 = sha256(bytes)),
        primary key (upload, start)
      );
      alter table bidding.chunk alter column bytes set storage external;

      -- An envelope as its bidder's statement describes it; its digest names it.
      create table bidding.envelope (
        sha256 bytea primary key check (octet_length(sha256) = 32),
        bid uuid not null references bidding.bid,
        kind text not null check (kind in ('qualification', 'technical', 'price')),
        pk text not null check (pk ~ '^age1[0-9a-z]{58}$'),
        statement bytea not null check (octet_length(statement) between 1 and 65536),
        files bytea[] not null check (cardinality(files) > 0),
        size bigint not null check (size > 0),
        check (sha256 = sha256(statement))
      );
      create index envelope_bid on bidding.envelope (bid);
      create index envelope_pk on bidding.envelope (pk);

      alter table bidding.submission
        add column round int not null default 1 check (round in (1, 2)),
        add column qualification bytea references bidding.envelope,
        add column technical bytea references bidding.envelope,
        add column price bytea references bidding.envelope;

      -- Two holders of two offices, two persons; what they gave stays unreadable until the box is opened.
      create table bidding.attendance (
        procedure uuid not null,
        round int not null,
        office text not null check (office in ('purchaser', 'finance', 'supervisor')),
        person uuid not null,
        name text not null,
        organization uuid not null references organizations.organization,
        at timestamptz not null,
        primary key (procedure, round, office),
        unique (procedure, round, person),
        unique (procedure, round, organization),
        foreign key (procedure, round) references bidding.box
      );
      create table bidding.contribution (
        envelope bytea not null references bidding.envelope,
        office text not null check (office in ('purchaser', 'finance', 'supervisor')),
        -- Null: the holder's key does not open this share.
        file_key bytea,
        at timestamptz not null,
        primary key (envelope, office)
      );
      create table bidding.refused_contribution (
        id uuid primary key,
        procedure uuid not null references tendering.procedure,
        round int not null,
        envelope bytea not null references bidding.envelope,
        office text not null check (office in ('purchaser', 'finance', 'supervisor')),
        person uuid not null,
        file_key bytea not null,
        at timestamptz not null
      );
      create index refused_contribution_box on bidding.refused_contribution (procedure, round, at);

      -- When two holders lost their keys after the deadline: two persons let the bidders open their own envelopes.
      create table bidding.fallback (
        procedure uuid not null,
        round int not null,
        side text not null check (side in ('buyer', 'supervisor')),
        person uuid not null,
        name text not null,
        organization uuid not null references organizations.organization,
        reason text not null check (length(reason) between 1 and 1000),
        until timestamptz,
        at timestamptz not null,
        primary key (procedure, round, side),
        unique (procedure, round, person),
        unique (procedure, round, organization),
        foreign key (procedure, round) references bidding.box
      );
      create table bidding.handed_secret (
        envelope bytea primary key references bidding.envelope,
        secret bytea not null,
        at timestamptz not null
      );

      -- The keys of envelopes that were opened, sealed by us: attachments are opened when somebody who may reads them.
      create table bidding.opened_envelope (
        envelope bytea primary key references bidding.envelope,
        bid uuid not null references bidding.bid,
        kind text not null check (kind in ('qualification', 'technical', 'price')),
        secret bytea not null,
        opened_at timestamptz not null
      );
      create index opened_envelope_bid on bidding.opened_envelope (bid);
      -- Prices by lot, in fen.
      alter table bidding.opened_bid add column prices jsonb;
      alter table bidding.opened_bid disable trigger no_change;
      update bidding.opened_bid set prices = jsonb_build_object('1', price::text);
      alter table bidding.opened_bid enable trigger no_change;
      alter table bidding.opened_bid alter column prices set not null;

      create table bidding.minutes_signature (
        procedure uuid not null,
        round int not null,
        office text not null check (office in ('purchaser', 'finance', 'supervisor')),
        person uuid not null,
        name text not null,
        sha256 bytea not null check (octet_length(sha256) = 32),
        at timestamptz not null,
        primary key (procedure, round, office),
        foreign key (procedure, round) references bidding.box
      );

      create or replace function bidding.in_time() returns trigger language plpgsql as $$
      begin
        if exists (
          select from bidding.bid b join bidding.box x on x.procedure = b.procedure and x.round = new.round
          join tendering.procedure p on p.id = b.procedure
          where b.id = new.bid and x.state = 'open'
            and (new.round = 2 and new.received_at < x.seals_at or new.round = 1 and p.state = 'open' and new.received_at < p.closes_at)
        ) then return new; end if;
        raise exception 'nothing is received after the deadline';
      end $$;

      create or replace function bidding.box_goes_on() returns trigger language plpgsql as $$
      begin
        if old.state in ('opened', 'void') then
          if new.state = old.state and new.root is not distinct from old.root and new.record is not distinct from old.record
             and new.minutes is not distinct from old.minutes and old.result_at is null then return new; end if;
          raise exception 'a box that was opened or voided stays as it is';
        end if;
        if old.root is not null and (new.root is distinct from old.root or new.sealed_at is distinct from old.sealed_at) then
          raise exception 'the root of a sealed box does not change';
        end if;
        if new.filler <> old.filler then raise exception 'the filler of a box does not change'; end if;
        if old.state = 'sealed' and new.state = 'open' then raise exception 'a sealed box is not unsealed'; end if;
        if new.state = 'opened' and old.state <> 'sealed' then raise exception 'only a sealed box is opened'; end if;
        if (new.state = 'opened' or new.void_reason = 'too-few')
           and (select count(*) from bidding.attendance where procedure = new.procedure and round = new.round) < 2
           and (select count(*) from bidding.fallback where procedure = new.procedure and round = new.round) < 2 then
          raise exception 'a box is opened by two';
        end if;
        return new;
      end $$;

      drop trigger only_sealed on bidding.consent;
      create or replace function bidding.only_sealed() returns trigger language plpgsql as $$
      begin
        if (select state from bidding.box where procedure = new.procedure and round = new.round) = 'sealed' then return new; end if;
        raise exception 'only a sealed box waits for its opening';
      end $$;
      create trigger only_sealed before insert on bidding.attendance for each row execute function bidding.only_sealed();
      create trigger only_sealed before insert on bidding.fallback for each row execute function bidding.only_sealed();

      create or replace function bidding.only_opened() returns trigger language plpgsql as $$
      begin
        if (select state from bidding.box where procedure = new.procedure and round = 1) = 'opened' then return new; end if;
        raise exception 'nothing is read before its box is opened';
      end $$;

      create function bidding.contribution_waits() returns trigger language plpgsql as $$
      begin
        if exists (
          select from bidding.envelope e join bidding.bid b on b.id = e.bid join bidding.box x on x.procedure = b.procedure
          where e.sha256 = new.envelope and x.state = 'sealed'
        ) then return new; end if;
        raise exception 'keys are given for sealed boxes only';
      end $$;
      create trigger waits before insert on bidding.contribution for each row execute function bidding.contribution_waits();
      create trigger waits before insert on bidding.handed_secret for each row execute function bidding.contribution_waits();

      -- A complete upload stays as it is; one that lies in a box stays until the box has ended.
      create function bidding.upload_stays() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' then
          if old.completed_at is not null or new.sha256 <> old.sha256 or new.size <> old.size or new.bid <> old.bid then
            raise exception 'a complete upload does not change';
          end if;
          return new;
        end if;
        if exists (
          select from bidding.bid b join bidding.box x on x.procedure = b.procedure
          where b.id = old.bid and x.state in ('open', 'sealed')
            and exists (select from bidding.envelope e where e.bid = old.bid and old.sha256 = any(e.files))
        ) then raise exception 'what was handed in stays in its box'; end if;
        return old;
      end $$;
      create trigger stays before update or delete on bidding.upload for each row execute function bidding.upload_stays();
      create function bidding.chunk_stays() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' then raise exception 'stored bytes do not change'; end if;
        if exists (select from bidding.upload where id = coalesce(new.upload, old.upload) and completed_at is not null) then
          raise exception 'a complete upload does not change';
        end if;
        return coalesce(new, old);
      end $$;
      create trigger stays before insert or update or delete on bidding.chunk for each row execute function bidding.chunk_stays();

      -- No envelope without its ciphertext: whoever takes an upload away has locked the bid, and looks for envelopes after.
      create function bidding.envelope_is_whole() returns trigger language plpgsql as $$
      begin
        if exists (
          select from unnest(new.files) as f where not exists (
            select from bidding.upload where bid = new.bid and sha256 = f and completed_at is not null)
        ) then raise exception 'an envelope does not lie in a box without its files'; end if;
        return new;
      end $$;
      create trigger is_whole before insert on bidding.envelope for each row execute function bidding.envelope_is_whole();

      create trigger no_change before update or delete on bidding.envelope for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.attendance for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.contribution for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.refused_contribution for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.fallback for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.handed_secret for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.opened_envelope for each row execute function platform.append_only();
      create trigger no_change before update or delete on bidding.minutes_signature for each row execute function platform.append_only();

      grant select, insert, update, delete on bidding.part, bidding.upload, bidding.chunk to qiyue_app;
      grant select, insert on bidding.envelope, bidding.attendance, bidding.contribution, bidding.refused_contribution, bidding.fallback,
        bidding.handed_secret, bidding.opened_envelope, bidding.minutes_signature to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
