import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages inside the site: who is told what, and when they read it. */
export class NotificationsMessages1760000001600 implements MigrationInterface {
  name = 'NotificationsMessages1760000001600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema notifications;
      grant usage on schema notifications to qiyue_app;

      create table notifications.message (
        id uuid primary key,
        -- The entry of the journal it tells of; nobody is told twice.
        entry uuid not null,
        person uuid not null,
        organization_id uuid not null,
        -- For which side it is worded: it decides the sentence and where it leads.
        side text not null check (side in ('department', 'provider', 'finance', 'supervisor')),
        type text not null,
        subject uuid not null,
        project uuid,
        facts jsonb not null,
        at timestamptz not null,
        read_at timestamptz,
        unique (person, entry)
      );
      create index message_person on notifications.message (person, organization_id, id desc);
      create index message_unread on notifications.message (person, organization_id) where read_at is null;

      -- Who stands on which side of a thing, as entries told: later entries of the same thing say less.
      create table notifications.heard (
        subject uuid primary key,
        department_id uuid,
        provider_id uuid,
        number text
      );

      create function notifications.only_read() returns trigger language plpgsql as $$
      begin
        if old.read_at is not null or (to_jsonb(new) - 'read_at') is distinct from (to_jsonb(old) - 'read_at') then
          raise exception 'a message is read once and never changed' using errcode = '23514';
        end if;
        return new;
      end $$;
      create trigger only_read before update on notifications.message
        for each row execute function notifications.only_read();

      grant select, insert, update (read_at) on notifications.message to qiyue_app;
      grant select, insert, update on notifications.heard to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
