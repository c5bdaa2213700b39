import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, absent, ensure } from '#kernel';
import { Database, type Tx, uuidv7 } from '#platform';
import { cleanName, fileFault, fileTypeOf } from './file-type.rules.js';
import type { Download, StoredFile } from './file.view.js';
import { Seal } from './seal.gateway.js';

export interface NewFile {
  readonly name: string;
  /** What the sender says it is; the bytes decide. */
  readonly mediaType?: string;
  readonly bytes: Buffer;
  /** Anybody may fetch it. Otherwise its owner, and whom {@link Files.attach} names. */
  readonly public?: boolean;
}

/** A file whose bytes nobody can read without the seal key; its name stays with the room that keeps it. */
export interface SealedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Hex, of the file itself. */
  readonly sha256: string;
  /** Hex, of the sealed bytes as stored. */
  readonly sealed: string;
}

interface Row {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  public: boolean;
  createdAt: Date;
}

const columns = `f.id, f.name, f.media_type as "mediaType", f.size, encode(f.sha256, 'hex') as sha256, f.public,
  f.created_at as "createdAt"`;

/** Files by content. Equal bytes are stored once; a stored file never changes. */
@Injectable()
export class Files {
  constructor(
    private readonly database: Database,
    private readonly seal: Seal,
  ) {}

  /** Checks and keeps a file for the actor's organization. Refuses `file.*`. */
  async put(tx: Tx, actor: Actor, { name, bytes, public: open = false }: NewFile): Promise<StoredFile> {
    ensure(fileFault(name, bytes));
    const sha256 = await this.keep(tx, bytes);
    const [row] = await tx.query<Row[]>(
      `insert into documents.file as f (id, sha256, name, media_type, size, owner, public) values ($1, $2, $3, $4, $5, $6, $7)
       returning ${columns}`,
      [uuidv7(), sha256, cleanName(name), fileTypeOf(name, bytes), bytes.length, actor.organizationId, open],
    );
    return row!;
  }

  /** {@link put} in a transaction of its own: an upload that stands before the form it belongs to. */
  upload(actor: Actor, file: NewFile): Promise<StoredFile> {
    return this.database.transaction((tx) => this.put(tx, actor, file));
  }

  /** The room a file was sent for takes it in: opens it to all, or to more organizations. Refuses what is not the actor's. */
  async attach(tx: Tx, actor: Actor, id: string, to: { public?: boolean; organizations?: readonly string[] }): Promise<StoredFile> {
    const [row] = await tx.query<Row[]>(`select ${columns} from documents.file f where f.id = $1 and f.owner = $2 for update`, [
      id,
      actor.organizationId,
    ]);
    if (!row) throw absent('file');
    if (to.organizations?.length) await this.grant(tx, id, to.organizations);
    if (!to.public || row.public) return row;
    await tx.query('update documents.file set public = true where id = $1', [id]);
    return { ...row, public: true };
  }

  /** Lets more organizations fetch a private file; for rooms that decided so themselves. */
  async grant(tx: Tx, id: string, organizations: readonly string[]): Promise<void> {
    await tx.query('insert into documents.file_grant (file, organization) select $1, unnest($2::uuid[]) on conflict do nothing', [
      id,
      organizations,
    ]);
  }

  /** A file by id, for rooms that have decided that it may be read. */
  async read(id: string): Promise<Download> {
    const [row] = await this.database.query<Row & { bytes: Buffer }>(
      `select ${columns}, b.bytes from documents.file f join documents.blob b using (sha256) where f.id = $1`,
      [id],
    );
    if (!row) throw absent('file');
    const { bytes, ...file } = row;
    return { file, bytes };
  }

  /** A file for a reader at a door: public, their organization's own, or granted to it; otherwise it is not there. */
  async download(actor: Actor | undefined, id: string): Promise<Download> {
    const [row] = await this.database.query<{ allowed: boolean }>(
      `select f.public or f.owner = $2
         or exists (select from documents.file_grant g where g.file = f.id and g.organization = $2) as allowed
       from documents.file f where f.id = $1`,
      [id, actor?.organizationId ?? null],
    );
    if (!row?.allowed) throw absent('file');
    return this.read(id);
  }

  /** Files by id, without their bytes; what is unknown is left out. */
  byIds(ids: readonly string[]): Promise<StoredFile[]> {
    return this.database.query<Row>(`select ${columns} from documents.file f where f.id = any($1) order by f.created_at`, [ids]);
  }

  /** Checks a file and keeps it sealed. Equal files leave no equal traces. Refuses `file.*`. */
  async putSealed(tx: Tx, { name, bytes }: NewFile, context: string): Promise<SealedFile> {
    ensure(fileFault(name, bytes));
    const sealed = await this.keep(tx, this.seal.close(bytes, context));
    return {
      name: cleanName(name),
      mediaType: fileTypeOf(name, bytes)!,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sealed: sealed.toString('hex'),
    };
  }

  /** Opens a sealed file and checks that it is the one described. Refuses `seal.broken`, `absent`. */
  async readSealed({ sealed }: Pick<SealedFile, 'sealed'>, context: string): Promise<Buffer> {
    const [row] = await this.database.query<{ bytes: Buffer }>('select bytes from documents.blob where sha256 = $1', [
      Buffer.from(sealed, 'hex'),
    ]);
    if (!row) throw absent('file');
    return this.seal.open(row.bytes, context);
  }

  /** Reads every byte of stored blobs again and answers those (hex) whose bytes no longer give their name, or are gone. */
  async damaged(tx: Tx, names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    const sound = await tx.query<{ name: string }[]>(
      `select encode(sha256, 'hex') as name from documents.blob where sha256 = any($1) and sha256 = sha256(bytes)`,
      [names.map((name) => Buffer.from(name, 'hex'))],
    );
    return names.filter((name) => !sound.some((row) => row.name === name));
  }

  private async keep(tx: Tx, bytes: Buffer): Promise<Buffer> {
    const sha256 = createHash('sha256').update(bytes).digest();
    await tx.query('insert into documents.blob (sha256, bytes) values ($1, $2) on conflict do nothing', [sha256, bytes]);
    return sha256;
  }
}
