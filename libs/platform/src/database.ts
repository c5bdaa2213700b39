import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';

declare const insideTransaction: unique symbol;
/** A manager that is known to be inside a transaction. Only {@link Database.transaction} can make one. */
export type Tx = EntityManager & { readonly [insideTransaction]: true };

/** Serialization failure and deadlock: the whole command is tried again, with a fresh transaction. */
const worthAnotherTry = new Set(['40001', '40P01']);

/** The one way to the database: reads by SQL, writes only inside a transaction. */
@Injectable()
export class Database {
  private readonly ambient = new AsyncLocalStorage<Tx>();
  /** The last read asked for on each transaction. */
  private readonly last = new WeakMap<Tx, Promise<unknown>>();
  /** What is to be done after each transaction that is undone. */
  private readonly undone = new WeakMap<Tx, (() => Promise<void>)[]>();

  constructor(private readonly source: DataSource) {}

  /**
   * Runs a command's work in one transaction, read committed. Inside another one it joins that: with a door's, so that the
   * act and the answer kept for its idempotency key commit together; and no work that holds a connection waits for another.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const joined = this.ambient.getStore();
    return joined ? work(joined) : this.atDoor(work);
  }

  /** Opens the transaction that every command called inside `work` joins. For doors only. */
  atDoor<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.fresh((tx) => this.ambient.run(tx, () => work(tx)));
  }

  /**
   * When this transaction is undone, does the work before its caller hears of it, with the connection given back. For
   * what stays of a refused act; when it throws, that is what the caller hears instead.
   */
  afterUndoing(tx: Tx, work: () => Promise<void>): void {
    this.undone.set(tx, [...(this.undone.get(tx) ?? []), work]);
  }

  /**
   * Reads rows; inside a transaction it reads there, so a command's answer sees what it wrote. Reads asked for
   * together wait for each other there: one transaction is one connection, which does one thing at a time.
   */
  query<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const tx = this.ambient.getStore();
    if (!tx) return this.read<Row>(sql, values);
    const read = async (): Promise<Row[]> => (await tx.query(sql, [...values])) as Row[];
    const before = this.last.get(tx) ?? Promise.resolve();
    const rows = before.then(read, read);
    this.last.set(tx, rows);
    return rows;
  }

  /** The only clock that judges a deadline when no transaction is open: the database's. */
  async now(): Promise<Date> {
    const [row] = await this.query<{ at: Date }>('select clock_timestamp() as at');
    return row!.at;
  }

  /** Straight from the pool: outside a transaction nothing of the mapper is needed. */
  private async read<Row>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    const { master } = this.source.driver as unknown as { master: Pool };
    return (await master.query(sql, [...values])).rows as Row[];
  }

  private async fresh<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      let tx: Tx | undefined;
      try {
        return await this.source.transaction((manager) => work((tx = manager as Tx)));
      } catch (error) {
        if (tries < 4 && worthAnotherTry.has((error as { code?: string }).code ?? '')) continue;
        for (const rest of (tx && this.undone.get(tx)) ?? []) await rest();
        throw error;
      }
    }
  }
}

/** The database's clock, read once in a command after its lock, and passed on to rules as `now`. */
export async function now(tx: Tx): Promise<Date> {
  const [row] = (await tx.query('select clock_timestamp() as at')) as { at: Date }[];
  return row!.at;
}
