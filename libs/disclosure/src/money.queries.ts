import { Injectable } from '@nestjs/common';
import type { Fen } from '#kernel';
import { publicStates } from '#planning';
import { Database } from '#platform';

/** Money of one year's budget, of one department and one kind of service, in fen. */
export interface MoneyRow {
  readonly department: string;
  readonly departmentCode: string;
  readonly category: string;
  readonly planned: Fen;
  readonly contracted: Fen;
  readonly accepted: Fen;
  readonly paid: Fen;
}

export interface MoneyYear {
  readonly year: number;
  readonly rows: readonly MoneyRow[];
  readonly total: Pick<MoneyRow, 'planned' | 'contracted' | 'accepted' | 'paid'>;
  readonly asOf: Date;
}

/** Each step of the money as transfers of the ledger: budget → contract → provider → treasury, less what came back. */
const steps = `
  select 'contracted' as step, split_part(c.code, ':', 2) as contract, t.line, t.amount from ledger.transfer t
    join ledger.account d on d.id = t.debit_account join ledger.account c on c.id = t.credit_account
    where t.kind in ('direct', 'post') and starts_with(d.code, 'budget:') and starts_with(c.code, 'contract:')
  union all
  select 'contracted', split_part(d.code, ':', 2), t.line, -t.amount from ledger.transfer t
    join ledger.account d on d.id = t.debit_account join ledger.account c on c.id = t.credit_account
    where t.kind in ('direct', 'post') and starts_with(d.code, 'contract:') and starts_with(c.code, 'budget:')
  union all
  select 'accepted', split_part(d.code, ':', 2), t.line, t.amount from ledger.transfer t
    join ledger.account d on d.id = t.debit_account join ledger.account c on c.id = t.credit_account
    where t.kind in ('direct', 'post') and starts_with(d.code, 'contract:') and starts_with(c.code, 'provider:')
  union all
  select 'paid', p.contract_id::text, t.line, t.amount from ledger.transfer t
    join ledger.account d on d.id = t.debit_account join ledger.account c on c.id = t.credit_account
    join payments.attempt a on a.id::text = t.source_id::text join payments.payment p on p.id = a.payment_id
    where t.kind in ('direct', 'post') and starts_with(d.code, 'provider:') and starts_with(c.code, 'treasury:')`;

/** Figures of the year: planned from the announced plan, everything after it from the ledger, to the fen. */
@Injectable()
export class MoneyQueries {
  constructor(private readonly database: Database) {}

  async ofYear(year: number): Promise<MoneyYear> {
    const rows = await this.database.query<Row>(
      `with step as (${steps}),
       spent as (
         select l.department_id, i.category, s.step, sum(s.amount) as amount
         from step s join contracts.contract k on k.id::text = s.contract join planning.plan_item i on i.id = k.plan_item_id
           join planning.budget_line l on l.id = i.budget_line_id
         where l.year = $1 group by l.department_id, i.category, s.step
       ), planned as (
         select i.department_id, i.category, 'planned' as step, sum(i.amount) as amount
         from planning.plan_item i where i.year = $1 and i.state = any($2) group by i.department_id, i.category
       )
       select o.name as department, o.uscc as "departmentCode", m.category,
         coalesce(sum(m.amount) filter (where step = 'planned'), 0) as planned,
         coalesce(sum(m.amount) filter (where step = 'contracted'), 0) as contracted,
         coalesce(sum(m.amount) filter (where step = 'accepted'), 0) as accepted,
         coalesce(sum(m.amount) filter (where step = 'paid'), 0) as paid
       from (select * from spent union all select * from planned) m join organizations.organization o on o.id = m.department_id
       group by o.name, o.uscc, m.category order by o.name, m.category`,
      [year, publicStates],
    );
    const asOf = await this.database.now();
    const figures = rows.map((row): MoneyRow => ({
      ...row,
      planned: BigInt(row.planned),
      contracted: BigInt(row.contracted),
      accepted: BigInt(row.accepted),
      paid: BigInt(row.paid),
    }));
    return { year, rows: figures, total: sumOf(figures), asOf };
  }

  /** Years that have a plan, newest first. */
  async years(): Promise<number[]> {
    const rows = await this.database.query<{ year: number }>(
      'select distinct year from planning.plan_item where state = any($1) order by year desc limit 20',
      [publicStates],
    );
    return rows.map(({ year }) => year);
  }
}

type Row = Omit<MoneyRow, 'planned' | 'contracted' | 'accepted' | 'paid'> & Record<'planned' | 'contracted' | 'accepted' | 'paid', string>;

/** Sums of several rows. */
export function sumOf(rows: readonly MoneyYear['total'][]): MoneyYear['total'] {
  const sum = (name: keyof MoneyYear['total']): Fen => rows.reduce((total, row) => total + row[name], 0n);
  return {
    planned: sum('planned'),
    contracted: sum('contracted'),
    accepted: sum('accepted'),
    paid: sum('paid'),
  };
}
