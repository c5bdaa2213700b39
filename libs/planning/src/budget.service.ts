import { Injectable } from '@nestjs/common';
import type { Fen } from '#kernel';
import { Ledger, type Posting } from '#ledger';
import { type Tx, uuidv7 } from '#platform';

/** Moves the money of budget lines: what is appropriated, held for plan items, used by contracts. */
@Injectable()
export class Budget {
  constructor(private readonly ledger: Ledger) {}

  /** A line was approved: its accounts are opened and the money is there. */
  async appropriate(tx: Tx, line: Line, amount: Fen): Promise<void> {
    const { control, free, reserved } = accounts(line.number);
    await this.ledger.account(tx, control, { limit: 'none', line: line.number });
    await this.ledger.account(tx, free, { limit: 'debit-within-credit', line: line.number });
    await this.ledger.account(tx, reserved, { limit: 'debit-within-credit', line: line.number });
    await this.ledger.transfer(tx, {
      id: uuidv7(),
      kind: 'direct',
      debit: control,
      credit: free,
      amount,
      code: 'appropriation',
      sourceType: 'budget-line',
      sourceId: line.id,
    });
  }

  /** The line got more, or less: what is held or used cannot be taken back. */
  async adjust(tx: Tx, line: Line, adjustmentId: string, difference: Fen): Promise<void> {
    const { control, free } = accounts(line.number);
    const [debit, credit] = difference > 0n ? [control, free] : [free, control];
    const amount = difference > 0n ? difference : -difference;
    await this.ledger.transfer(tx, {
      id: uuidv7(),
      kind: 'direct',
      debit,
      credit,
      amount,
      code: 'adjustment',
      sourceType: 'line-adjustment',
      sourceId: adjustmentId,
    });
  }

  /** The year is over: what is still free goes back. Answers how much. */
  async giveBack(tx: Tx, line: Line): Promise<Fen> {
    const { control, free } = accounts(line.number);
    const { free: amount } = await this.standing(tx, line.number);
    if (amount > 0n)
      await this.ledger.transfer(tx, {
        id: uuidv7(),
        kind: 'direct',
        debit: free,
        credit: control,
        amount,
        code: 'closing',
        sourceType: 'budget-line',
        sourceId: line.id,
      });
    return amount;
  }

  /** What is free and what is held on a line, read in the transaction that is about to use it. */
  async standing(tx: Tx, line: string): Promise<{ free: Fen; reserved: Fen }> {
    const [row] = (await tx.query(
      'select credits_posted - debits_posted - debits_pending as free, debits_pending as reserved from ledger.account where code = $1',
      [accounts(line).free],
    )) as { free: string; reserved: string }[];
    return { free: BigInt(row?.free ?? 0), reserved: BigInt(row?.reserved ?? 0) };
  }

  /** Holds an item's money; refuses `ledger.over-limit` with what is free. Answers the pending transfer. */
  async reserve(tx: Tx, line: string, itemId: string, amount: Fen): Promise<string> {
    const { free, reserved } = accounts(line);
    const id = uuidv7();
    await this.ledger.transfer(tx, {
      id,
      kind: 'pending',
      debit: free,
      credit: reserved,
      amount,
      code: 'reservation',
      sourceType: 'plan-item',
      sourceId: itemId,
    });
    return id;
  }

  /** The item will not be bought: all of it is free again. */
  async release(tx: Tx, line: string, itemId: string, reservation: string, amount: Fen): Promise<void> {
    const { free, reserved } = accounts(line);
    await this.ledger.transfer(tx, {
      id: uuidv7(),
      kind: 'void',
      debit: free,
      credit: reserved,
      amount,
      code: 'release',
      sourceType: 'plan-item',
      sourceId: itemId,
      pendingId: reservation,
    });
  }

  /** A contract was signed: its price goes to the contract, the saving returns by itself. */
  async commit(tx: Tx, line: string, itemId: string, reservation: string, contractId: string, price: Fen): Promise<void> {
    const { free, reserved } = accounts(line);
    const committed = `contract:${contractId}:committed`;
    await this.ledger.account(tx, committed, { limit: 'debit-within-credit', line });
    const source = { sourceType: 'plan-item', sourceId: itemId } as const;
    await this.ledger.transfer(tx, {
      id: uuidv7(),
      kind: 'post',
      debit: free,
      credit: reserved,
      amount: price,
      code: 'use',
      pendingId: reservation,
      ...source,
    });
    await this.ledger.transfer(tx, {
      id: uuidv7(),
      kind: 'direct',
      debit: reserved,
      credit: committed,
      amount: price,
      code: 'commitment',
      ...source,
    });
  }

  /**
   * One of several contracts was signed: its price goes to the contract and the rest is held anew. Answers the pending
   * transfer of the rest; undefined when nothing is left.
   */
  async draw(
    tx: Tx,
    line: string,
    reservation: string,
    contractId: string,
    { price, rest }: { readonly price: Fen; readonly rest: Fen },
  ): Promise<string | undefined> {
    const { free, reserved } = accounts(line);
    const committed = `contract:${contractId}:committed`;
    await this.ledger.account(tx, committed, { limit: 'debit-within-credit', line });
    const book = async (posting: Pick<Posting, 'kind' | 'debit' | 'credit' | 'amount' | 'code' | 'pendingId'>): Promise<string> => {
      const id = uuidv7();
      await this.ledger.transfer(tx, { id, sourceType: 'contract', sourceId: contractId, ...posting });
      return id;
    };
    await book({ kind: 'post', debit: free, credit: reserved, amount: price, code: 'use', pendingId: reservation });
    await book({ kind: 'direct', debit: reserved, credit: committed, amount: price, code: 'commitment' });
    return rest > 0n ? book({ kind: 'pending', debit: free, credit: reserved, amount: rest, code: 'reservation' }) : undefined;
  }
}

interface Line {
  readonly id: string;
  readonly number: string;
}

const accounts = (line: string): { control: string; free: string; reserved: string } => ({
  control: `budget:${line}:control`,
  free: `budget:${line}:free`,
  reserved: `budget:${line}:reserved`,
});
