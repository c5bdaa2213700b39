import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Working days and rules as dated data, and the clocks of legal duties. */
export class CalendarDaysRulesDeadlines1760000000100 implements MigrationInterface {
  name = 'CalendarDaysRulesDeadlines1760000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema calendar;
      grant usage on schema calendar to qiyue_app;

      -- Days that differ from Monday to Friday; a year without a row is not announced yet.
      create table calendar.day (
        day date primary key,
        year int not null,
        name text not null check (name <> ''),
        off boolean not null,
        paper text not null check (paper <> ''),
        imported_at timestamptz not null default clock_timestamp(),
        check (extract(year from day) = year or extract(year from day + 31) = year)
      );

      create table calendar.rule (
        key text not null check (key ~ '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$'),
        value text not null,
        unit text not null check (unit in ('cd', 'wd', 'year', '%', 'yuan', 'n', 'x', 'bool', 'date')),
        valid_from date not null,
        valid_to date check (valid_to >= valid_from),
        region text not null check (region ~ '^(CN|[0-9]{6})$'),
        citation text not null check (citation <> ''),
        verified boolean not null,
        note text,
        imported_at timestamptz not null default clock_timestamp(),
        primary key (key, region, valid_from),
        check (case unit
          when 'bool' then value in ('true', 'false')
          when 'date' then value ~ '^[0-9]{2}-[0-9]{2}$'
          when 'yuan' then value ~ '^[0-9]+(\\.[0-9]{2})?$'
          when '%' then value ~ '^[0-9]+(\\.[0-9]+)?$'
          when 'x' then value ~ '^[0-9]+(\\.[0-9]+)?$'
          else value ~ '^[0-9]+$' end)
      );

      create table calendar.deadline (
        id uuid primary key,
        subject uuid not null,
        subject_type text not null check (subject_type <> ''),
        project uuid,
        key text not null check (key <> ''),
        holder uuid not null,
        starts_at timestamptz not null,
        amber_at timestamptz not null,
        due_at timestamptz not null,
        met_at timestamptz,
        cancelled_at timestamptz,
        rule_day date,
        fixed boolean not null default false,
        provisional boolean not null,
        unique (subject, key),
        check (starts_at <= amber_at),
        check (amber_at <= due_at or amber_at = starts_at),
        check (fixed or rule_day is not null),
        check (not (fixed and provisional)),
        check (met_at is null or cancelled_at is null)
      );
      create index deadline_project on calendar.deadline (project) where project is not null;
      create index deadline_open_holder on calendar.deadline (holder, due_at) where met_at is null and cancelled_at is null;
      create index deadline_open_due on calendar.deadline (due_at) where met_at is null and cancelled_at is null;

      grant select, insert, update on calendar.day, calendar.rule, calendar.deadline to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
