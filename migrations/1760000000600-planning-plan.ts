import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Approved budget lines, the items of the annual plan that draw on them, and the files they came in. */
export class PlanningPlan1760000000600 implements MigrationInterface {
  name = 'PlanningPlan1760000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema planning;
      grant usage on schema planning to qiyue_app;

      create table planning.import_file (
        id uuid primary key,
        kind text not null check (kind in ('budget-lines', 'plan-items')),
        name text not null check (name <> '' and length(name) <= 200),
        sha256 bytea not null check (octet_length(sha256) = 32),
        bytes bytea not null check (octet_length(bytes) <= 2097152),
        rows int not null check (rows >= 0),
        faults jsonb not null,
        organization_id uuid not null references organizations.organization,
        person_id uuid not null,
        at timestamptz not null default clock_timestamp(),
        imported_at timestamptz,
        check (imported_at is null or faults = '[]')
      );
      create unique index import_file_once on planning.import_file (kind, sha256) where imported_at is not null;

      create table planning.budget_line (
        id uuid primary key,
        number text not null unique check (number ~ '^[0-9]{4}-[0-9A-Za-z]+(-[0-9A-Za-z]+)*$' and length(number) <= 40),
        year int not null check (year between 2000 and 2100),
        department_id uuid not null references organizations.organization,
        subject_code text not null check (subject_code ~ '^[0-9]{3,9}$'),
        subject_name text not null check (subject_name <> ''),
        fund_source text not null check (fund_source <> ''),
        amount bigint not null check (amount > 0),
        state text not null check (state in ('draft', 'approved', 'closed')),
        import_id uuid not null references planning.import_file,
        imported_by uuid not null,
        approved_by uuid,
        approved_at timestamptz,
        closed_at timestamptz,
        created_at timestamptz not null default clock_timestamp(),
        check (state = 'draft' or (approved_by is not null and approved_at is not null)),
        -- Budget and its approval need two persons.
        check (approved_by <> imported_by),
        check ((state = 'closed') = (closed_at is not null))
      );
      create index budget_line_department on planning.budget_line (department_id, number);

      create table planning.line_adjustment (
        id uuid primary key,
        budget_line_id uuid not null references planning.budget_line,
        from_amount bigint not null check (from_amount > 0),
        to_amount bigint not null check (to_amount > 0 and to_amount <> from_amount),
        reason text not null check (reason <> ''),
        person_id uuid not null,
        at timestamptz not null default clock_timestamp()
      );
      create index line_adjustment_line on planning.line_adjustment (budget_line_id, at);
      create trigger no_change before update or delete on planning.line_adjustment
        for each row execute function platform.append_only();
      create trigger no_truncate before truncate on planning.line_adjustment
        for each statement execute function platform.append_only();

      create table planning.plan_item (
        id uuid primary key,
        number text not null unique check (number <> ''),
        year int not null,
        budget_line_id uuid not null references planning.budget_line,
        department_id uuid not null references organizations.organization,
        title text not null check (title <> ''),
        category text not null check (category <> ''),
        beneficiaries text not null check (beneficiaries <> ''),
        quantity int not null check (quantity > 0),
        unit text not null check (unit <> ''),
        quality text not null check (quality <> ''),
        amount bigint not null check (amount > 0),
        quarter text not null check (quarter ~ '^[0-9]{4}Q[1-4]$' and left(quarter, 4) = year::text),
        method text not null check (method in ('open_tender', 'competitive_consultation', 'local_small_purchase')),
        months int not null check (months > 0),
        state text not null
          check (state in ('draft', 'in_review', 'endorsed', 'approved', 'announced', 'in_procedure', 'settled', 'dropped')),
        version int not null,
        import_id uuid references planning.import_file,
        drafted_by uuid not null,
        drafted_at timestamptz not null default clock_timestamp(),
        negative_list jsonb,
        term_statements text[],
        sme_reserve text check (sme_reserve in ('reserve', 'exempt', 'unsuitable')),
        sme_basis text,
        submitted_by uuid,
        submitted_at timestamptz,
        endorsed_by uuid,
        endorsed_at timestamptz,
        approved_by uuid,
        approved_at timestamptz,
        split_reason text,
        reservation_id uuid unique,
        return_reason text,
        announced_by uuid,
        announced_at timestamptz,
        official_url text check (official_url ~ '^https?://'),
        procedure_id uuid,
        contract_id uuid unique,
        settled_price bigint check (settled_price > 0 and settled_price <= amount),
        drop_reason text,
        closed_at timestamptz,
        check (sme_reserve is distinct from 'exempt' or sme_basis <> ''),
        check (state not in ('in_review', 'endorsed', 'approved', 'announced', 'in_procedure', 'settled')
          or (submitted_by is not null and submitted_at is not null and negative_list is not null)),
        check (state not in ('endorsed', 'approved', 'announced', 'in_procedure', 'settled') or endorsed_by is not null),
        check (state not in ('approved', 'announced', 'in_procedure', 'settled')
          or (approved_by is not null and reservation_id is not null)),
        check (state not in ('announced', 'in_procedure', 'settled') or (announced_at is not null and official_url is not null)),
        check (state not in ('in_procedure', 'settled') or procedure_id is not null),
        check ((state = 'settled') = (contract_id is not null and settled_price is not null)),
        -- Three steps, three persons.
        check (endorsed_by <> submitted_by),
        check (approved_by <> submitted_by and approved_by <> endorsed_by and approved_by <> drafted_by)
      );
      create index plan_item_line on planning.plan_item (budget_line_id, number);
      create index plan_item_department on planning.plan_item (department_id, number);
      create index plan_item_state on planning.plan_item (state, number);
      create unique index plan_item_title on planning.plan_item (budget_line_id, title) where state <> 'dropped';

      grant select, insert, update on planning.budget_line, planning.plan_item to qiyue_app;
      grant select, insert, update (imported_at) on planning.import_file to qiyue_app;
      grant select, insert on planning.line_adjustment to qiyue_app;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
