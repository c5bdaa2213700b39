import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, absent, ensure, refuse, Refused } from '#kernel';
import { Config, Database, now, type Tx, uuidv7 } from '#platform';
import type { BeginUpload } from './bid.input.js';
import { Desks } from './desk.service.js';
import { chunkFits, roomFor, type UploadLimits } from './upload.rules.js';

/** Where an upload stands. */
export interface UploadStanding {
  readonly id: string;
  readonly size: number;
  /** Hex, of the whole. */
  readonly sha256: string;
  /** Bytes that are stored. */
  readonly offset: number;
  /** All bytes are there, were read again and give the digest. */
  readonly complete: boolean;
}

interface Row extends Omit<UploadStanding, 'size' | 'offset'> {
  bid: string;
  size: string;
  offset: string;
  /** A version that was handed in names it. */
  handed: boolean;
}

const columns = `u.id, u.bid, u.size, encode(u.sha256, 'hex') as sha256, u.received as offset, u.completed_at is not null as complete,
  exists (select from bidding.envelope e where e.bid = u.bid and u.sha256 = any(e.files)) as handed`;

/**
 * Takes ciphertext in, piece by piece, while a bid is being written. What is complete was read again from the store and
 * has the digest it is called by; nobody but its bidder reaches it before the opening, and nobody can read it.
 */
@Injectable()
export class Uploads {
  readonly limits: UploadLimits;

  constructor(
    private readonly database: Database,
    private readonly desks: Desks,
    config: Config,
  ) {
    this.limits = { file: config.bidFileLimit, total: config.bidTotalLimit };
  }

  /** Begins an upload, or finds the one of the same bytes. Refuses `upload.*`, `bid.late`. */
  begin(actor: Actor, bidId: string, { size, sha256 }: BeginUpload): Promise<UploadStanding> {
    return this.database.transaction(async (tx) => {
      await this.desks.writable(tx, actor, bidId);
      await tx.query('select from bidding.bid where id = $1 for update', [bidId]);
      const [known] = await tx.query<Row[]>(`select ${columns} from bidding.upload u where bid = $1 and sha256 = decode($2, 'hex')`, [
        bidId,
        sha256,
      ]);
      if (known && Number(known.size) === size) return standing(known);
      if (known) throw new Refused(refuse('conflict', 'upload.other-size', { size: Number(known.size) }));
      const present = await tx.query<Row[]>(`select ${columns} from bidding.upload u where bid = $1`, [bidId]);
      ensure(roomFor(size, weightOf(present), this.limits));

      const [row] = await tx.query<Row[]>(
        `insert into bidding.upload as u (id, bid, sha256, size, begun_at) values ($1, $2, decode($3, 'hex'), $4, $5) returning ${columns}`,
        [uuidv7(), bidId, sha256, size, await now(tx)],
      );
      return standing(row!);
    });
  }

  /**
   * Stores the next piece. With the last one the whole is read again from the store: refuses `upload.digest` when it is
   * not what was announced, and the upload begins anew.
   */
  async append(actor: Actor, bidId: string, uploadId: string, offset: number, bytes: Buffer): Promise<UploadStanding> {
    const stored = await this.database.transaction(async (tx) => {
      await this.desks.writable(tx, actor, bidId);
      const upload = standing(await this.locked(tx, bidId, uploadId));
      if (upload.complete) return upload;
      ensure(chunkFits(upload, offset, bytes.length));
      if (bytes.length === 0) return upload;

      await tx.query('insert into bidding.chunk (upload, start, bytes, sha256) values ($1, $2, $3, $4)', [
        uploadId,
        offset,
        bytes,
        createHash('sha256').update(bytes).digest(),
      ]);
      await tx.query('update bidding.upload set received = $2 where id = $1', [uploadId, offset + bytes.length]);
      return { ...upload, offset: offset + bytes.length };
    });
    return stored.complete || stored.offset < stored.size ? stored : this.finish(stored, bidId);
  }

  /** An upload of the actor's own bid. */
  async one(actor: Actor, bidId: string, uploadId: string): Promise<UploadStanding> {
    await this.desks.own(actor, bidId);
    const [row] = await this.database.query<Row>(`select ${columns} from bidding.upload u where id = $1 and bid = $2`, [uploadId, bidId]);
    if (!row) throw absent('upload');
    return standing(row);
  }

  /** All uploads of the actor's own bid, with what weighs on its limit: what is handed in does not. */
  async list(actor: Actor, bidId: string): Promise<{ items: UploadStanding[]; used: number; limit: number }> {
    await this.desks.own(actor, bidId);
    const rows = await this.database.query<Row>(`select ${columns} from bidding.upload u where bid = $1 order by begun_at, id`, [bidId]);
    return { items: rows.map(standing), used: weightOf(rows).bytes, limit: this.limits.total };
  }

  /** The ciphertext back, for its own bidder. */
  async bytes(actor: Actor, bidId: string, uploadId: string): Promise<Buffer> {
    const { complete } = await this.one(actor, bidId, uploadId);
    if (!complete) throw absent('upload');
    return this.read(uploadId);
  }

  /** Takes an upload away again. Refuses `upload.handed-in` when an envelope names it. */
  drop(actor: Actor, bidId: string, uploadId: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      await this.desks.writable(tx, actor, bidId);
      await tx.query('select from bidding.bid where id = $1 for update', [bidId]);
      const { handed } = await this.locked(tx, bidId, uploadId);
      ensure(handed ? refuse('conflict', 'upload.handed-in') : undefined);

      await tx.query('delete from bidding.upload where id = $1', [uploadId]);
    });
  }

  /** Stores a whole ciphertext at once, for a bid that arrives in one piece. */
  async whole(actor: Actor, bidId: string, sha256: string, bytes: Buffer, chunk: number): Promise<void> {
    let upload = await this.begin(actor, bidId, { size: bytes.length, sha256 });
    while (!upload.complete)
      upload = await this.append(actor, bidId, upload.id, upload.offset, bytes.subarray(upload.offset, upload.offset + chunk));
  }

  /** Reads the whole again, as it lies in the store, one piece at a time. */
  private async finish(upload: UploadStanding, bidId: string): Promise<UploadStanding> {
    const hash = createHash('sha256');
    for (let at = 0; at < upload.size;) {
      const [chunk] = await this.database.query<{ bytes: Buffer }>('select bytes from bidding.chunk where upload = $1 and start = $2', [
        upload.id,
        at,
      ]);
      if (!chunk) break;
      hash.update(chunk.bytes);
      at += chunk.bytes.length;
    }
    const sound = hash.digest('hex') === upload.sha256;
    await this.database.transaction(async (tx) => {
      const { complete } = await this.locked(tx, bidId, upload.id);
      if (complete) return;
      if (sound) await tx.query('update bidding.upload set completed_at = clock_timestamp() where id = $1', [upload.id]);
      else {
        await tx.query('delete from bidding.chunk where upload = $1', [upload.id]);
        await tx.query('update bidding.upload set received = 0 where id = $1', [upload.id]);
      }
    });
    if (!sound) throw new Refused(refuse('invalid', 'upload.digest', { sha256: upload.sha256 }));
    return { ...upload, complete: true };
  }

  private async read(uploadId: string): Promise<Buffer> {
    const rows = await this.database.query<{ bytes: Buffer }>('select bytes from bidding.chunk where upload = $1 order by start', [
      uploadId,
    ]);
    return Buffer.concat(rows.map(({ bytes }) => bytes));
  }

  private async locked(tx: Tx, bidId: string, uploadId: string): Promise<Row> {
    const [row] = await tx.query<Row[]>(`select ${columns} from bidding.upload u where id = $1 and bid = $2 for update of u`, [
      uploadId,
      bidId,
    ]);
    if (!row) throw absent('upload');
    return row;
  }
}

const standing = ({ id, size, sha256, offset, complete }: Row): UploadStanding => ({
  id,
  size: Number(size),
  sha256,
  offset: Number(offset),
  complete,
});

const weightOf = (rows: readonly Row[]): { count: number; bytes: number; stored: number } => ({
  count: rows.length,
  bytes: rows.reduce((sum, { size, handed }) => (handed ? sum : sum + Number(size)), 0),
  stored: rows.reduce((sum, { size }) => sum + Number(size), 0),
});
