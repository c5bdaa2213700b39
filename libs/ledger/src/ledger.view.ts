import { toYuan } from '#kernel';
import type { Balances, Transfer } from './ledger.rules.js';

/** A transfer as it leaves: amounts in yuan. */
export function transferView(transfer: Transfer): Record<TransferColumn, string | null> {
  return {
    seq: transfer.seq.toString(),
    id: transfer.id,
    at: transfer.at.toISOString(),
    kind: transfer.kind,
    debit: transfer.debit,
    credit: transfer.credit,
    amount: toYuan(transfer.amount),
    code: transfer.code,
    sourceType: transfer.sourceType,
    sourceId: transfer.sourceId,
    pendingId: transfer.pendingId,
    line: transfer.line,
  };
}

/** Columns of the exported list, in order. */
export const transferColumns = [
  'seq',
  'id',
  'at',
  'kind',
  'debit',
  'credit',
  'amount',
  'code',
  'sourceType',
  'sourceId',
  'pendingId',
  'line',
] as const;
export type TransferColumn = (typeof transferColumns)[number];

export function balanceView(account: Balances & { code: string; line: string | null; limit: string; free: bigint | null }) {
  return {
    code: account.code,
    line: account.line,
    limit: account.limit,
    debitsPending: toYuan(account.debitsPending),
    debitsPosted: toYuan(account.debitsPosted),
    creditsPending: toYuan(account.creditsPending),
    creditsPosted: toYuan(account.creditsPosted),
    free: account.free === null ? null : toYuan(account.free),
  };
}
