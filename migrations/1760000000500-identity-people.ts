import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, their accounts, what they may do for whom, and how they prove who they are. */
export class IdentityPeople1760000000500 implements MigrationInterface {
  name = 'IdentityPeople1760000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema identity;
      grant usage on schema identity to qiyue_app;

      create table identity.person (
        id uuid primary key,
        name text not null check (name <> ''),
        created_at timestamptz not null default clock_timestamp()
      );

      create table identity.account (
        person_id uuid primary key references identity.person,
        login text not null unique check (login ~ '^[a-z0-9][a-z0-9._@-]{2,63}$'),
        password_hash text check (password_hash like '$argon2id$%'),
        password_changed_at timestamptz,
        -- Sealed with the installation's key; a copy of the database does not give the codes away.
        totp_secret bytea,
        totp_pending bytea,
        -- The last time step a code was taken for: no code counts twice.
        totp_step bigint,
        closed_at timestamptz
      );

      create table identity.membership (
        id uuid primary key,
        person_id uuid not null references identity.person,
        organization_id uuid not null references organizations.organization,
        roles text[] not null check (cardinality(roles) > 0 and roles <@ array['handler', 'approver', 'acceptor', 'provider_admin',
          'project_lead', 'provider_finance', 'field_staff', 'expert', 'finance_checker', 'finance_approver', 'cashier', 'supervisor', 'operator']),
        valid_from timestamptz not null default clock_timestamp(),
        valid_to timestamptz check (valid_to >= valid_from)
      );
      create unique index membership_current on identity.membership (person_id, organization_id) where valid_to is null;
      create index membership_organization on identity.membership (organization_id) where valid_to is null;

      create table identity.session (
        id uuid primary key,
        token_hash bytea not null unique check (octet_length(token_hash) = 32),
        door text not null check (door in ('page', 'api')),
        person_id uuid not null references identity.person,
        organization_id uuid not null references organizations.organization,
        second_factor boolean not null,
        agent text,
        started_at timestamptz not null default clock_timestamp(),
        used_at timestamptz not null default clock_timestamp(),
        idle_seconds int not null check (idle_seconds > 0),
        expires_at timestamptz not null check (expires_at > started_at),
        confirmed_at timestamptz not null default clock_timestamp(),
        ended_at timestamptz
      );
      create index session_person on identity.session (person_id, started_at) where ended_at is null;

      create table identity.api_token (
        id uuid primary key,
        token_hash bytea not null unique check (octet_length(token_hash) = 32),
        person_id uuid not null references identity.person,
        organization_id uuid not null references organizations.organization,
        name text not null check (name <> ''),
        created_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null check (expires_at > created_at and expires_at <= created_at + interval '90 days 1 minute'),
        used_at timestamptz,
        revoked_at timestamptz
      );
      create index api_token_person on identity.api_token (person_id, created_at);

      create table identity.invitation (
        id uuid primary key,
        kind text not null check (kind in ('join', 'reset')),
        token_hash bytea not null unique check (octet_length(token_hash) = 32),
        organization_id uuid not null references organizations.organization,
        person_id uuid references identity.person,
        name text not null check (name <> ''),
        roles text[] not null,
        invited_by uuid not null,
        created_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null check (expires_at > created_at),
        used_at timestamptz,
        withdrawn_at timestamptz,
        check (used_at is null or withdrawn_at is null),
        check ((kind = 'reset') = (cardinality(roles) = 0)),
        check (kind = 'join' or person_id is not null)
      );
      create index invitation_organization on identity.invitation (organization_id, created_at);

      -- Failed tries in a window; the key is a digest of a login or an address.
      create table identity.sign_in_try (
        key bytea primary key check (octet_length(key) = 32),
        window_start timestamptz not null default clock_timestamp(),
        tries int not null check (tries >= 0)
      );
      create index sign_in_try_window on identity.sign_in_try (window_start);

      grant select, insert, update on identity.person, identity.account, identity.membership, identity.session,
        identity.api_token, identity.invitation to qiyue_app;
      grant select, insert, update, delete on identity.sign_in_try to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
