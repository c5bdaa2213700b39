import { Injectable } from '@nestjs/common';
import { ensure, type Fen, type Refusal, refuse, Refused } from '#kernel';
import { type Tx, uuidv7 } from '#platform';
import { type LimitKind, movesSomething, type TransferKind } from './ledger.rules.js';

export interface AccountOptions {
  readonly limit: LimitKind;
  /** Number of the budget line whose money it holds; its transfers are then counted for that line. */
  readonly line?: string | null;
}

/** One debit, one credit. Accounts by code, and opened before. */
export interface Posting {
  /** Made by the caller and kept: sent again with the same content it is the same transfer. */
  readonly id: string;
  readonly kind: TransferKind;
  readonly debit: string;
  readonly credit: string;
  /** For a post at most what is held, the rest returns; for a void exactly what is held. */
  readonly amount: Fen;
  /** Why, in lower case: "reservation". One source has one transfer a reason. */
  readonly code: string;
  readonly sourceType: string;
  readonly sourceId: string;
  /** The pending transfer that a post or a void resolves. */
  readonly pendingId?: string;
  /**
   * Number of the budget line whose money it is; needed only where neither account holds the money of one line, as from
   * a provider's payable to the treasury.
   */
  readonly line?: string | null;
}

/** Books money. Every method joins the command's transaction; the database has the last word and its "no" is told. */
@Injectable()
export class Ledger {
  /** Opens an account, or answers the one with this code. Refuses `ledger.account-differs`. */
  async account(tx: Tx, code: string, { limit, line = null }: AccountOptions): Promise<string> {
    const [known] = (await tx.query('select id, limit_kind, line from ledger.account where code = $1', [code])) as {
      id: string;
      limit_kind: LimitKind;
      line: string | null;
    }[];
    if (known?.limit_kind === limit && known.line === line) return known.id;
    const [opened] = (await told({ account: code }, () =>
      tx.query('select ledger.open_account($1, $2, $3, $4) as id', [uuidv7(), code, limit, line]),
    )) as { id: string }[];
    return opened!.id;
  }

  /**
   * Books one transfer and answers its place in history. Refuses `ledger.over-limit` with what is free and what was
   * wanted, `ledger.more-than-held`, `ledger.resolved-already`, `ledger.booked-already`, `ledger.other-content`.
   */
  async transfer(tx: Tx, posting: Posting): Promise<bigint> {
    ensure(movesSomething(posting.amount));
    const ids = await this.ids(tx, posting.debit, posting.credit);
    const [booked] = (await told({ account: posting.debit }, () =>
      tx.query('select ledger.post_transfer($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as seq', [
        posting.id,
        posting.kind,
        ids.get(posting.debit),
        ids.get(posting.credit),
        posting.amount.toString(),
        posting.code,
        posting.sourceType,
        posting.sourceId,
        posting.pendingId ?? null,
        posting.line ?? null,
      ]),
    )) as { seq: string }[];
    return BigInt(booked!.seq);
  }

  private async ids(tx: Tx, ...codes: string[]): Promise<Map<string, string>> {
    const rows = (await tx.query('select code, id from ledger.account where code = any($1)', [codes])) as {
      code: string;
      id: string;
    }[];
    const ids = new Map(rows.map(({ code, id }) => [code, id]));
    for (const account of codes) if (!ids.has(account)) throw new Refused(refuse('conflict', 'ledger.unknown-account', { account }));
    return ids;
  }
}

interface DatabaseFault {
  readonly code?: string;
  readonly detail?: string;
  readonly constraint?: string;
}

/** Runs a statement of the ledger; what the database refuses becomes a refusal with the same numbers. */
async function told<T>(asked: { account: string }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const fault = ((error as { driverError?: DatabaseFault }).driverError ?? error) as DatabaseFault;
    const refusal = refusalOf(fault, asked.account);
    throw refusal ? new Refused(refusal) : error;
  }
}

function refusalOf(fault: DatabaseFault, account: string): Refusal | undefined {
  const named = fault.detail?.startsWith('{') ? (JSON.parse(fault.detail) as Record<string, string>) : {};
  const amounts = Object.fromEntries(Object.entries(named).map(([name, value]) => [name, name === 'account' ? value : BigInt(value)]));
  switch (fault.code) {
    case 'QL001':
      return refuse('conflict', 'ledger.other-content');
    case 'QL002':
      return refuse('conflict', 'ledger.account-differs', { account });
    case 'QL003':
      return refuse('conflict', 'ledger.over-limit', amounts);
    case 'QL004':
      return refuse('conflict', 'ledger.not-pending');
    case 'QL005':
      return refuse('conflict', 'ledger.unknown-account', { account });
    case 'QL006':
      return refuse('conflict', 'ledger.resolved-already');
    case 'QL007':
      return refuse('conflict', 'ledger.more-than-held', amounts);
    case '23505':
      return constraintRefusals[fault.constraint ?? ''];
  }
  return undefined;
}

const constraintRefusals: Readonly<Record<string, Refusal>> = {
  transfer_pkey: refuse('conflict', 'ledger.other-content'),
  transfer_source_type_source_id_code_key: refuse('conflict', 'ledger.booked-already'),
  transfer_pending_id_key: refuse('conflict', 'ledger.resolved-already'),
};
