import { type Fen, type Refusal, refuse } from '#kernel';

/** direct moves at once · pending holds · post moves what was held, or a part of it · void gives all of it back. */
export type TransferKind = 'direct' | 'pending' | 'post' | 'void';

/** `none`, or: what went out and what is held for going out never exceed what came in. */
export type LimitKind = 'none' | 'debit-within-credit';

/** One line of the exported list: one debit, one credit, never changed. Accounts stand by their codes. */
export interface Transfer {
  readonly id: string;
  readonly seq: bigint;
  readonly kind: TransferKind;
  readonly debit: string;
  readonly credit: string;
  readonly amount: Fen;
  /** Why: "reservation", "commitment". */
  readonly code: string;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly pendingId: string | null;
  /** Number of the budget line whose money it is. */
  readonly line: string | null;
  readonly at: Date;
}

export interface Balances {
  readonly debitsPending: Fen;
  readonly debitsPosted: Fen;
  readonly creditsPending: Fen;
  readonly creditsPosted: Fen;
}

export interface LimitedBalances extends Balances {
  readonly limit: LimitKind;
}

/** What is wrong with a history: where, and what. */
export interface LedgerFault {
  readonly fault: 'over-limit' | 'resolved-twice' | 'not-pending' | 'more-than-held' | 'unknown-account' | 'unbalanced' | 'differs';
  /** Transfer or account. */
  readonly subject: string;
}

export interface Folded {
  readonly balances: ReadonlyMap<string, Balances>;
  readonly faults: readonly LedgerFault[];
}

export const nothing: Balances = { debitsPending: 0n, debitsPosted: 0n, creditsPending: 0n, creditsPosted: 0n };

/** What may still go out of an account with a limit. */
export const free = (balances: Balances): Fen => balances.creditsPosted - balances.debitsPosted - balances.debitsPending;

/** Adds a history up one transfer at a time; asks no database, so anybody can do the same with the exported list. */
export class Fold {
  readonly balances = new Map<string, Balances>();
  readonly faults: LedgerFault[] = [];
  private readonly held = new Map<string, { readonly transfer: Transfer; resolved: boolean }>();

  constructor(private readonly limits: ReadonlyMap<string, LimitKind>) {}

  add(transfer: Transfer): void {
    const back = this.heldBy(transfer);
    const posted = transfer.kind === 'direct' || transfer.kind === 'post' ? transfer.amount : 0n;
    const pending = transfer.kind === 'pending' ? transfer.amount : -back;
    const debit = this.balances.get(transfer.debit) ?? nothing;
    this.balances.set(transfer.debit, {
      ...debit,
      debitsPending: debit.debitsPending + pending,
      debitsPosted: debit.debitsPosted + posted,
    });
    const credit = this.balances.get(transfer.credit) ?? nothing;
    this.balances.set(transfer.credit, {
      ...credit,
      creditsPending: credit.creditsPending + pending,
      creditsPosted: credit.creditsPosted + posted,
    });
    for (const account of [transfer.debit, transfer.credit]) this.checkLimit(account);
  }

  /** What the pending transfer held that this one resolves; nothing when it resolves none. */
  private heldBy(transfer: Transfer): Fen {
    if (transfer.kind === 'pending') this.held.set(transfer.id, { transfer, resolved: false });
    if (transfer.kind === 'pending' || transfer.kind === 'direct') return 0n;
    const held = this.held.get(transfer.pendingId ?? '');
    if (!held || held.transfer.debit !== transfer.debit || held.transfer.credit !== transfer.credit) {
      this.faults.push({ fault: 'not-pending', subject: transfer.id });
      return 0n;
    }
    if (held.resolved) this.faults.push({ fault: 'resolved-twice', subject: held.transfer.id });
    if (transfer.amount > held.transfer.amount) this.faults.push({ fault: 'more-than-held', subject: transfer.id });
    held.resolved = true;
    return held.transfer.amount;
  }

  /** Checked after each transfer, so at every prefix of history no line has given more than it was given. */
  private checkLimit(account: string): void {
    const limit = this.limits.get(account);
    if (limit === undefined) this.faults.push({ fault: 'unknown-account', subject: account });
    if (limit === 'debit-within-credit' && free(this.balances.get(account) ?? nothing) < 0n)
      this.faults.push({ fault: 'over-limit', subject: account });
  }
}

/** Balances and faults of a history, oldest first. */
export function fold(transfers: Iterable<Transfer>, limits: ReadonlyMap<string, LimitKind>): Folded {
  const folded = new Fold(limits);
  for (const transfer of transfers) folded.add(transfer);
  return folded;
}

/** Faults of a history and of the balances that are stored beside it. */
export function compare(folded: Folded, stored: ReadonlyMap<string, Balances>): LedgerFault[] {
  const differing = [...stored]
    .filter(([account, balances]) => !same(folded.balances.get(account) ?? nothing, balances))
    .map(([subject]) => ({ fault: 'differs' as const, subject }));
  const missing = [...folded.balances.keys()]
    .filter((account) => !stored.has(account))
    .map((subject) => ({ fault: 'unknown-account' as const, subject }));
  return [...folded.faults, ...differing, ...missing, ...unbalanced([...stored.values()])];
}

function unbalanced(all: readonly Balances[]): LedgerFault[] {
  const sum = (part: keyof Balances): Fen => all.reduce((total, balances) => total + balances[part], 0n);
  return [
    ...(sum('debitsPosted') === sum('creditsPosted') ? [] : [{ fault: 'unbalanced' as const, subject: 'posted' }]),
    ...(sum('debitsPending') === sum('creditsPending') ? [] : [{ fault: 'unbalanced' as const, subject: 'pending' }]),
  ];
}

const same = (one: Balances, other: Balances): boolean =>
  one.debitsPending === other.debitsPending &&
  one.debitsPosted === other.debitsPosted &&
  one.creditsPending === other.creditsPending &&
  one.creditsPosted === other.creditsPosted;

/** Money moves in whole fen above nothing. */
export function movesSomething(amount: Fen): Refusal | undefined {
  return amount > 0n ? undefined : refuse('invalid', 'ledger.no-amount', { amount });
}
