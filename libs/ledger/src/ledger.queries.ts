import { Injectable } from '@nestjs/common';
import type { Fen } from '#kernel';
import { Database } from '#platform';
import { type Balances, compare, Fold, free, type LedgerFault, type LimitKind, type Transfer } from './ledger.rules.js';

/** An account as it stands. */
export interface AccountBalance extends Balances {
  readonly code: string;
  readonly line: string | null;
  readonly limit: LimitKind;
  /** What may still go out, for an account with a limit; null without one. */
  readonly free: Fen | null;
}

export interface TransferFilter {
  /** Code of an account on either side. */
  readonly account?: string;
  readonly line?: string;
  /** The newest first; exclusive. */
  readonly after?: string | null;
  readonly limit?: number;
}

export interface Found<Row> {
  readonly items: Row[];
  readonly next: string | null;
}

/** What the nightly check found: nothing, when the books are right. */
export interface LedgerCheck {
  readonly accounts: number;
  readonly transfers: number;
  readonly faults: readonly LedgerFault[];
}

const accountColumns = `code, line, limit_kind as "limit", debits_pending, debits_posted, credits_pending, credits_posted`;
const transferColumns = `t.id, t.seq, t.kind, d.code as debit, c.code as credit, t.amount, t.code, t.source_type as "sourceType",
  t.source_id as "sourceId", t.pending_id as "pendingId", t.line, t.at`;
const transferTables = `ledger.transfer t join ledger.account d on d.id = t.debit_account
  join ledger.account c on c.id = t.credit_account`;
const batch = 1_000;

/** Reads of the ledger: balances, the list of transfers, and the proof that one follows from the other. */
@Injectable()
export class LedgerQueries {
  constructor(private readonly database: Database) {}

  /** Accounts whose code begins with a prefix, by code: `budget:2026-MZ-01:`. At most 500; page on with {@link accounts}. */
  async balances(prefix: string): Promise<AccountBalance[]> {
    return (await this.accounts({ prefix, limit: 500 })).items;
  }

  async accounts(filter: { prefix?: string; after?: string | null; limit?: number }): Promise<Found<AccountBalance>> {
    const limit = filter.limit ?? 20;
    const rows = await this.database.query<AccountRow>(
      `select ${accountColumns} from ledger.account
       where starts_with(code, $1) and code > $2 order by code limit $3`,
      [filter.prefix ?? '', filter.after ?? '', limit + 1],
    );
    return paged(rows.map(toBalance), limit, ({ code }) => code);
  }

  /** The newest transfers first. */
  async transfers(filter: TransferFilter): Promise<Found<Transfer>> {
    const limit = filter.limit ?? 20;
    const rows = await this.database.query<TransferRow>(
      `select ${transferColumns} from ${transferTables}
       where ($1::text is null or d.code = $1 or c.code = $1) and ($2::text is null or t.line = $2)
         and ($3::bigint is null or t.seq < $3) order by t.seq desc limit $4`,
      [filter.account ?? null, filter.line ?? null, placeOf(filter.after), limit + 1],
    );
    return paged(rows.map(toTransfer), limit, ({ seq }) => seq.toString());
  }

  /** Every transfer, oldest first, a batch at a time: what an outsider needs to add the books up again. */
  async *export(filter: { readonly line?: string } = {}): AsyncGenerator<Transfer> {
    for (let seq = 0n; ;) {
      const rows = await this.database.query<TransferRow>(
        `select ${transferColumns} from ${transferTables}
         where t.seq > $1 and ($2::text is null or t.line = $2) order by t.seq limit ${batch}`,
        [seq.toString(), filter.line ?? null],
      );
      const transfers = rows.map(toTransfer);
      yield* transfers;
      const last = transfers.at(-1);
      if (!last || transfers.length < batch) return;
      seq = last.seq;
    }
  }

  /** Adds all transfers up anew in one snapshot and compares with what is stored. */
  check(): Promise<LedgerCheck> {
    return this.database.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only');
      const accounts = ((await tx.query(`select ${accountColumns} from ledger.account`)) as AccountRow[]).map(toBalance);
      const folded = new Fold(new Map(accounts.map(({ code, limit }) => [code, limit])));
      let transfers = 0;
      for (let seq = '0', full = true; full;) {
        const rows = (await tx.query(`select ${transferColumns} from ${transferTables} where t.seq > $1 order by t.seq limit ${batch}`, [
          seq,
        ])) as TransferRow[];
        for (const row of rows) folded.add(toTransfer(row));
        transfers += rows.length;
        seq = rows.at(-1)?.seq ?? seq;
        full = rows.length === batch;
      }
      const faults = compare(folded, new Map(accounts.map((account) => [account.code, account])));
      return { accounts: accounts.length, transfers, faults };
    });
  }
}

/** A page and the cursor of the next one. */
function paged<Row>(rows: Row[], limit: number, placeIn: (row: Row) => string): Found<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? placeIn(last) : null };
}

/** A cursor of transfers is a number; anything else begins at the newest. */
const placeOf = (after: string | null | undefined): string | null => (after && /^\d{1,18}$/.test(after) ? after : null);

interface AccountRow {
  code: string;
  line: string | null;
  limit: LimitKind;
  debits_pending: string;
  debits_posted: string;
  credits_pending: string;
  credits_posted: string;
}

function toBalance(row: AccountRow): AccountBalance {
  const balances = {
    debitsPending: BigInt(row.debits_pending),
    debitsPosted: BigInt(row.debits_posted),
    creditsPending: BigInt(row.credits_pending),
    creditsPosted: BigInt(row.credits_posted),
  };
  return { code: row.code, line: row.line, limit: row.limit, ...balances, free: row.limit === 'none' ? null : free(balances) };
}

interface TransferRow extends Omit<Transfer, 'seq' | 'amount'> {
  seq: string;
  amount: string;
}

const toTransfer = (row: TransferRow): Transfer => ({ ...row, seq: BigInt(row.seq), amount: BigInt(row.amount) });
