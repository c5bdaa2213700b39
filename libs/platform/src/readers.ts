import { Injectable } from '@nestjs/common';
import { Database, type Tx } from './database.js';
import { type Entry, numberEntries, unread } from './journal.js';

export type Reaction = (tx: Tx, entry: Entry) => Promise<void>;

/** Somebody who reads the journal from the first entry to the last and acts on each once. */
export interface Reader {
  readonly name: string;
  /** What to do when an entry of a type passes; types that are not named pass unread. */
  readonly reactions: Readonly<Record<string, Reaction>>;
  /** For a reader that wants every entry. */
  readonly each?: Reaction;
}

export interface ReaderState {
  readonly name: string;
  readonly seq: bigint;
  readonly behind: bigint;
  readonly failure: string | null;
}

/** The readers of the journal: rooms add theirs at start, the worker turns the pages. */
@Injectable()
export class Readers {
  private readonly readers = new Map<string, Reader>();
  private readonly failures = new Map<string, string>();

  constructor(private readonly database: Database) {}

  add(reader: Reader): void {
    if (this.readers.has(reader.name)) throw new Error(`two readers named ${reader.name}`);
    this.readers.set(reader.name, reader);
  }

  /** Numbers what was committed; answers how many entries. */
  async sequence(): Promise<number> {
    const [waiting] = await this.database.query('select 1 from platform.journal where seq is null limit 1');
    return waiting ? this.database.transaction((tx) => numberEntries(tx)) : 0;
  }

  /** Lets each reader act on its next entries, at most `pages` each; answers whether anybody had something to read. */
  async turn(pages = 50): Promise<boolean> {
    let moved = false;
    for (const reader of await this.behind()) if (await this.readOn(reader, pages)) moved = true;
    return moved;
  }

  /** Those whose bookmark is not at the head: one statement where there is nothing to do. */
  private async behind(): Promise<Reader[]> {
    const rows = await this.database.query<{ name: string }>(
      `select name from unnest($1::text[]) as name left join platform.bookmark on reader = name
       where coalesce(seq, -1) < (select seq from platform.journal_head)`,
      [[...this.readers.keys()]],
    );
    return rows.map(({ name }) => this.readers.get(name)!);
  }

  /** Numbers and reads until nobody has anything left. For tests, the demo and a clean stop. */
  async settle(): Promise<void> {
    let working = true;
    while (working) working = (await this.sequence()) > 0 || (await this.turn());
    if (this.failures.size) throw new Error([...this.failures].map(([name, why]) => `${name}: ${why}`).join('; '));
  }

  async states(): Promise<ReaderState[]> {
    const rows = await this.database.query<{ reader: string; seq: string; head: string }>(
      'select b.reader, b.seq, h.seq as head from platform.bookmark b cross join platform.journal_head h order by b.reader',
    );
    return rows.map(({ reader, seq, head }) => ({
      name: reader,
      seq: BigInt(seq),
      behind: BigInt(head) - BigInt(seq),
      failure: this.failures.get(reader) ?? null,
    }));
  }

  /** A reaction that fails stops its own reader at that entry; the others go on, and it is tried again next time. */
  private async readOn(reader: Reader, pages: number): Promise<boolean> {
    try {
      let turned = 0;
      while (turned < pages && (await this.turnPage(reader))) turned += 1;
      this.failures.delete(reader.name);
      return turned > 0;
    } catch (error) {
      this.failures.set(reader.name, error instanceof Error ? (error.stack ?? error.message) : String(error));
      return false;
    }
  }

  /** Reaction and bookmark commit together, so each entry is acted on once and none is skipped. */
  private turnPage(reader: Reader): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await tx.query('insert into platform.bookmark (reader) values ($1) on conflict do nothing', [reader.name]);
      const [bookmark] = (await tx.query('select seq from platform.bookmark where reader = $1 for update skip locked', [reader.name])) as {
        seq: string;
      }[];
      if (!bookmark) return false;
      const entries = await unread(tx, BigInt(bookmark.seq), reader.each ? 1 : 100);
      const wanted = entries.findIndex((entry) => reader.each || reader.reactions[entry.type]);
      const entry = entries[wanted];
      if (entry) await (reader.reactions[entry.type] ?? reader.each)?.(tx, entry);
      const last = entry ?? entries.at(-1);
      if (!last) return false;
      // Nothing was done but turning pages: if a crash forgets it, the same pages are turned again.
      if (!entry) await tx.query('set local synchronous_commit = off');
      await tx.query('update platform.bookmark set seq = $2, read_at = clock_timestamp() where reader = $1', [
        reader.name,
        last.seq.toString(),
      ]);
      return true;
    });
  }
}
