import { Injectable } from '@nestjs/common';
import type { Fen } from '#kernel';
import { Database } from '#platform';

/** One line's way of money. Each figure but `reserved` and `free` counts from the beginning of the line. */
export interface LineFigures {
  readonly line: string;
  /** Approved, adjustments included. */
  readonly appropriated: Fen;
  /** Held now for plan items not yet under contract. */
  readonly reserved: Fen;
  readonly contracted: Fen;
  /** Owed for accepted work, whether paid since or not. */
  readonly payable: Fen;
  readonly paid: Fen;
  /** What may still be planned. */
  readonly free: Fen;
}

/** The figures of budget lines, added up from transfers. */
@Injectable()
export class LineFigureQueries {
  constructor(private readonly database: Database) {}

  /** By number of the line; a line without a transfer has no entry. */
  async of(lines: readonly string[]): Promise<Map<string, LineFigures>> {
    const rows = await this.database.query<Row>(
      `with moved as (
         select t.line, split_part(d.code, ':', 1) as "from", split_part(c.code, ':', 1) as "to",
           split_part(d.code, ':', 3) as "part", split_part(c.code, ':', 3) as other, t.amount
         from ledger.transfer t join ledger.account d on d.id = t.debit_account join ledger.account c on c.id = t.credit_account
         where t.line = any($1) and t.kind in ('direct', 'post')
       ), net as (
         select line,
           sum(amount) filter (where part = 'control') as given, sum(amount) filter (where other = 'control') as taken,
           ${net('budget', 'contract')} as contracted, ${net('contract', 'provider')} as payable,
           ${net('provider', 'treasury')} as paid
         from moved group by line
       ), held as (
         select line, sum(debits_pending) filter (where code like 'budget:%:free')
             + sum(credits_posted - debits_posted) filter (where code like 'budget:%:reserved') as reserved,
           sum(credits_posted - debits_posted - debits_pending) filter (where code like 'budget:%:free') as free
         from ledger.account where line = any($1) group by line
       )
       select line, coalesce(given, 0) - coalesce(taken, 0) as appropriated, contracted, payable, paid,
         coalesce(reserved, 0) as reserved, coalesce(free, 0) as free
       from net join held using (line)`,
      [[...lines]],
    );
    return new Map(rows.map((row) => [row.line, figures(row)]));
  }

  /** What was paid without a line being named: it belongs to no row of the table above and is shown apart. */
  async unattributed(): Promise<Fen> {
    const [row] = await this.database.query<{ paid: string }>(
      `select coalesce(sum(t.amount), 0) as paid from ledger.transfer t
         join ledger.account d on d.id = t.debit_account join ledger.account c on c.id = t.credit_account
       where t.line is null and t.kind in ('direct', 'post') and starts_with(d.code, 'provider:') and starts_with(c.code, 'treasury:')`,
    );
    return BigInt(row!.paid);
  }
}

/** What went from one kind of account to another, less what came back. */
const net = (from: string, to: string): string =>
  `coalesce(sum(amount) filter (where "from" = '${from}' and "to" = '${to}'), 0)
   - coalesce(sum(amount) filter (where "from" = '${to}' and "to" = '${from}'), 0)`;

type Row = { line: string } & Record<Exclude<keyof LineFigures, 'line'>, string>;

function figures({ line, ...sums }: Row): LineFigures {
  return {
    line,
    appropriated: BigInt(sums.appropriated),
    reserved: BigInt(sums.reserved),
    contracted: BigInt(sums.contracted),
    payable: BigInt(sums.payable),
    paid: BigInt(sums.paid),
    free: BigInt(sums.free),
  };
}
