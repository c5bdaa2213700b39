import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CustodyKeyHolders1760000002000 implements MigrationInterface {
  name = 'CustodyKeyHolders1760000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table identity.membership drop constraint membership_roles_check;
      alter table identity.membership add constraint membership_roles_check check (cardinality(roles) > 0 and roles <@ array['handler',
        'approver', 'acceptor', 'provider_admin', 'project_lead', 'provider_finance', 'field_staff', 'expert', 'finance_checker',
        'finance_approver', 'cashier', 'supervisor', 'operator', 'key_holder']);

      create schema custody;
      grant usage on schema custody to qiyue_app;

      -- Who keeps which key. Only public keys stand here; a row is never reused for another key.
      create table custody.key_holder (
        id uuid primary key,
        organization uuid not null references organizations.organization,
        office text not null check (office in ('purchaser', 'finance', 'supervisor')),
        person uuid not null references identity.person,
        name text not null check (name <> ''),
        unit text not null check (unit <> ''),
        recipient text not null unique check (recipient ~ '^age1[0-9a-z]{58}$'),
        made_at timestamptz not null,
        state text not null check (state in ('active', 'lost', 'replaced')),
        ended_at timestamptz check (ended_at >= made_at),
        reason text check (reason <> ''),
        check ((state = 'active') = (ended_at is null)),
        check ((state = 'active') = (reason is null))
      );
      create unique index key_holder_of_unit on custody.key_holder (organization) where state = 'active';
      create unique index key_holder_person on custody.key_holder (person) where state = 'active';

      -- Random bytes closed to a public key: who gives them back holds the secret one.
      create table custody.challenge (
        id uuid primary key,
        person uuid not null references identity.person,
        organization uuid not null references organizations.organization,
        recipient text not null,
        answer_hash bytea not null check (octet_length(answer_hash) = 32),
        made_at timestamptz not null,
        answered_at timestamptz
      );
      create index challenge_person on custody.challenge (person, made_at);

      grant select, insert on custody.key_holder, custody.challenge to qiyue_app;
      grant update (state, ended_at, reason) on custody.key_holder to qiyue_app;
      grant update (answered_at) on custody.challenge to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
