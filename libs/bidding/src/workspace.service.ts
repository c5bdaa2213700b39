import { Injectable } from '@nestjs/common';
import { type Actor, absent, ensure, refuse } from '#kernel';
import { Database, type Tx } from '#platform';
import { Desks } from './desk.service.js';
import { contextOf, Vault } from './vault.gateway.js';

/** 1 MiB: what a part may weigh, closed. */
export const largestPart = 1024 * 1024;
export const mostParts = 60;
const partName = /^[a-z][a-z0-9-]{0,39}$/;

/** A part as it is known from outside. */
export interface PartLine {
  readonly part: string;
  readonly version: number;
  /** Bytes of ciphertext. */
  readonly size: number;
  readonly savedAt: Date;
  /** Name of the person. */
  readonly savedBy: string;
}

interface Row extends Omit<PartLine, 'savedBy'> {
  author: Buffer;
}

const columns = 'part, version, octet_length(bytes) as size, saved_at as "savedAt", saved_by as author';

/**
 * Keeps a bid while it is being written: parts that the bidder's browser has closed to a key of the bidder's own. Nothing
 * of it goes into the journal: that somebody is preparing a bid is as secret as the bid.
 */
@Injectable()
export class Workspace {
  constructor(
    private readonly database: Database,
    private readonly desks: Desks,
    private readonly vault: Vault,
  ) {}

  async parts(actor: Actor, bidId: string): Promise<PartLine[]> {
    await this.desks.own(actor, bidId);
    const rows = await this.database.query<Row>(`select ${columns} from bidding.part where bid = $1 order by part`, [bidId]);
    return rows.map((row) => this.line(bidId, row));
  }

  async read(actor: Actor, bidId: string, part: string): Promise<{ bytes: Buffer; version: number }> {
    await this.desks.own(actor, bidId);
    const [row] = await this.database.query<{ bytes: Buffer; version: number }>(
      'select bytes, version from bidding.part where bid = $1 and part = $2',
      [bidId, part],
    );
    if (!row) throw absent('part');
    return row;
  }

  /** Saves a part over the version the writer had before them, 0 for a new one. Refuses `bid.changed-meanwhile` when a colleague was faster. */
  async save(actor: Actor, bidId: string, { part, version, bytes }: { part: string; version: number; bytes: Buffer }): Promise<PartLine> {
    ensure(partName.test(part) ? undefined : refuse('invalid', 'part.name', { part }), weight(bytes));
    return this.database.transaction(async (tx) => {
      const { at } = await this.desks.writable(tx, actor, bidId);
      const parts = await this.locked(tx, bidId);
      const present = parts.find((one) => one.part === part);
      if (present && present.bytes.equals(bytes)) return this.line(bidId, present);
      ensure(
        present || parts.length < mostParts ? undefined : refuse('conflict', 'part.too-many', { limit: mostParts }),
        this.fresh(bidId, present, version),
      );

      const [row] = await tx.query<Row[]>(
        `insert into bidding.part (bid, part, version, bytes, saved_by, saved_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (bid, part) do update set version = excluded.version, bytes = excluded.bytes, saved_by = excluded.saved_by,
           saved_at = excluded.saved_at returning ${columns}`,
        [bidId, part, version + 1, bytes, this.vault.close(contextOf.part(bidId, part, version + 1), { name: actor.name }), at],
      );
      return this.line(bidId, row!);
    });
  }

  remove(actor: Actor, bidId: string, part: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      await this.desks.writable(tx, actor, bidId);
      const gone = await tx.query<[unknown[], number]>('delete from bidding.part where bid = $1 and part = $2 returning part', [
        bidId,
        part,
      ]);
      if (gone[1] === 0) throw absent('part');
    });
  }

  /** The bid's row is the lock of its parts. */
  private async locked(tx: Tx, bidId: string): Promise<(Row & { bytes: Buffer })[]> {
    await tx.query('select from bidding.bid where id = $1 for update', [bidId]);
    return await tx.query<(Row & { bytes: Buffer })[]>(`select ${columns}, bytes from bidding.part where bid = $1`, [bidId]);
  }

  private fresh(bidId: string, present: Row | undefined, version: number): ReturnType<typeof refuse> | undefined {
    if ((present?.version ?? 0) === version) return undefined;
    if (!present) return refuse('stale', 'part.gone');
    const { savedBy: name, savedAt: at, part } = this.line(bidId, present);
    const facts = { name, at, version: present.version };
    return refuse('stale', 'bid.changed-meanwhile', facts, [{ field: part, code: 'bid.changed-meanwhile', facts }]);
  }

  private line(bidId: string, { author, part, version, size, savedAt }: Row): PartLine {
    const { name } = this.vault.open<{ name: string }>(contextOf.part(bidId, part, version), author);
    return { part, version, size, savedAt, savedBy: name };
  }
}

function weight(bytes: Buffer): ReturnType<typeof refuse> | undefined {
  if (bytes.length === 0) return refuse('invalid', 'part.empty');
  return bytes.length > largestPart ? refuse('invalid', 'part.too-large', { limit: largestPart / 1024 / 1024 }) : undefined;
}
