import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, absent } from '#kernel';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { paperIssued } from './documents.events.js';
import { bodyOf, paperBytes } from './paper.rules.js';

/** A paper to be issued: a rendered template and what it is about. */
export interface NewPaper {
  /** "contract", "award-letter", "evaluation-report". */
  readonly kind: string;
  /** Id of the thing it is about. */
  readonly subject: string;
  readonly title: string;
  readonly number?: string | null;
  /** Body only; {@link Templates} makes it. */
  readonly html: string;
  readonly public: boolean;
  /** Besides the issuing organization, who may read a paper that is not public. */
  readonly organizations?: readonly string[];
  /** The procurement it belongs to. */
  readonly project?: string | null;
}

export interface Paper {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly number: string | null;
  readonly title: string;
  readonly public: boolean;
  readonly issuedAt: Date;
  /** Hex, of the paper's bytes. */
  readonly sha256: string;
}

/** A paper with its bytes, and its body as pages show it. */
export interface ReadPaper {
  readonly paper: Paper;
  readonly bytes: Buffer;
  readonly body: string;
}

interface Row extends Paper {
  html: Buffer;
}

const columns = `p.id, p.kind, p.subject, p.number, p.title, p.public, p.issued_at as "issuedAt", encode(p.sha256, 'hex') as sha256`;

/** Papers once issued: kept byte for byte, never changed, checkable by digest. */
@Injectable()
export class DocumentService {
  constructor(private readonly database: Database) {}

  async issue(tx: Tx, actor: Actor, paper: NewPaper): Promise<{ id: string; sha256: string }> {
    const at = await now(tx);
    const id = uuidv7();
    const html = paperBytes(paper.title, paper.html);
    const sha256 = createHash('sha256').update(html).digest();

    await tx.query(
      `insert into documents.paper (id, kind, subject, number, title, html, sha256, public, issued_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, paper.kind, paper.subject, paper.number ?? null, paper.title, html, sha256, paper.public, at],
    );
    await this.grant(tx, id, [actor.organizationId, ...(paper.organizations ?? [])]);
    await record(tx, actor, paperIssued({ ...paper, id, sha256: sha256.toString('hex') }));
    return { id, sha256: sha256.toString('hex') };
  }

  /** Lets more organizations read a paper that is not public. */
  async grant(tx: Tx, id: string, organizations: readonly string[]): Promise<void> {
    await tx.query('insert into documents.paper_grant (paper, organization) select $1, unnest($2::uuid[]) on conflict do nothing', [
      id,
      organizations,
    ]);
  }

  /** A paper for a reader at a door; one that is not theirs to see is not there. */
  async read(actor: Actor | undefined, id: string): Promise<ReadPaper> {
    const [row] = await this.database.query<Row>(
      `select ${columns}, p.html from documents.paper p
       where p.id = $1 and (p.public or exists
         (select from documents.paper_grant g where g.paper = p.id and g.organization = $2))`,
      [id, actor?.organizationId ?? null],
    );
    return opened(row);
  }

  /** A paper for a room that has decided itself that this reader sees it. */
  async open(id: string): Promise<ReadPaper> {
    const [row] = await this.database.query<Row>(`select ${columns}, p.html from documents.paper p where p.id = $1`, [id]);
    return opened(row);
  }

  /** Papers about a subject, oldest first, for a room that decides itself who sees them. */
  about(subject: string, kind?: string): Promise<Paper[]> {
    return this.database.query<Paper>(
      `select ${columns} from documents.paper p where p.subject = $1 and ($2::text is null or p.kind = $2)
       order by p.issued_at, p.id limit 100`,
      [subject, kind ?? null],
    );
  }
}

function opened(row: Row | undefined): ReadPaper {
  if (!row) throw absent('document');
  const { html, ...paper } = row;
  return { paper, bytes: html, body: bodyOf(html) };
}
