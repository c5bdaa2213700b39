import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The registry of organizations and the history of their standing. */
export class OrganizationsRegistry1760000000400 implements MigrationInterface {
  name = 'OrganizationsRegistry1760000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema organizations;
      grant usage on schema organizations to qiyue_app;

      -- Both check places of GB 32100-2015: the organization code's own (17th) and the last (18th).
      create function organizations.uscc_valid(code text) returns boolean language sql immutable strict as $$
        select code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'
          and substr(code, 17, 1) = (
            select case check_value when 10 then 'X' when 11 then '0' else check_value::text end
            from (select 11 - sum((strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(code, 8 + place::int, 1)) - 1) * weight) % 11 as check_value
                  from unnest(array[3, 7, 9, 10, 5, 8, 4, 2]) with ordinality as w (weight, place)) as organization_code)
          and substr(code, 18, 1) = (
            select substr('0123456789ABCDEFGHJKLMNPQRTUWXY', ((31 - total % 31) % 31)::int + 1, 1)
            from (select sum((strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, place::int, 1)) - 1) * weight) as total
                  from unnest(array[1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])
                    with ordinality as w (weight, place)) as whole)
      $$;

      create table organizations.organization (
        id uuid primary key,
        uscc text not null unique check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
        -- Why a code whose check digits fail was accepted; early pilot codes do.
        uscc_override text check (uscc_override <> ''),
        name text not null check (name <> ''),
        kind text not null check (kind in ('department', 'finance', 'supervisor', 'provider', 'agency')),
        classification text not null check (classification <> ''),
        region text not null check (region ~ '^[0-9]{6}$'),
        grade text check (grade in ('1A', '2A', '3A', '4A', '5A')),
        grade_valid_until date,
        domain text,
        may_buy boolean not null default false,
        class_one boolean not null default false,
        standing text not null default 'good' check (standing in ('good', 'noted', 'abnormal', 'banned')),
        contact text,
        source text not null check (source in ('import', 'registration', 'platform')),
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp(),
        check (uscc_override is not null or organizations.uscc_valid(uscc)),
        check ((grade is null) = (grade_valid_until is null)),
        check (grade is null or kind = 'provider'),
        check (not may_buy or kind = 'department'),
        -- 102号令 Art. 8: such a unit can be neither buyer nor provider.
        check (not class_one or (not may_buy and kind <> 'provider'))
      );
      create index organization_name on organizations.organization (name, id);
      create index organization_kind on organizations.organization (kind, name, id);

      create table organizations.standing_event (
        id uuid primary key,
        organization_id uuid not null references organizations.organization,
        act text not null check (act in ('note', 'list', 'ban', 'clear')),
        from_state text not null check (from_state in ('good', 'noted', 'abnormal', 'banned')),
        to_state text not null check (to_state in ('good', 'noted', 'abnormal', 'banned') and to_state <> from_state),
        reason text not null check (reason <> ''),
        source text not null check (source <> ''),
        source_url text check (source_url ~ '^https?://'),
        decided_on date not null,
        appeal text,
        at timestamptz not null default clock_timestamp(),
        person_id uuid not null
      );
      create index standing_event_organization on organizations.standing_event (organization_id, at);
      create trigger no_change before update or delete on organizations.standing_event
        for each row execute function platform.append_only();
      create trigger no_truncate before truncate on organizations.standing_event
        for each statement execute function platform.append_only();

      grant select, insert, update on organizations.organization to qiyue_app;
      grant select, insert on organizations.standing_event to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
