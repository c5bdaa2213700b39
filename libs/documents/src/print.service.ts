import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Config, Database } from '#platform';
import { canonical, type Json } from './canonical.rules.js';
import { DocumentService } from './document.service.js';
import { contentOf } from './paper-sheet.rules.js';
import { Printer } from './print.gateway.js';
import { type Sheet, type SheetContent, sheetKey } from './sheet.rules.js';

/** A PDF ready to be sent. */
export interface Print {
  readonly bytes: Buffer;
  /** Hex, of the PDF. */
  readonly sha256: string;
}

/** More letters than this make a QR code that no camera reads from paper. */
const mostInCode = 1800;

/** PDFs of papers, receipts and records. Drawn once, then kept: whoever asks again gets the same bytes. */
@Injectable()
export class Prints {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly printer: Printer,
    private readonly documents: DocumentService,
  ) {}

  /** The PDF of a sheet. */
  async of(sheet: Sheet): Promise<Print> {
    const key = createHash('sha256')
      .update(canonical(sheetKey(sheet)))
      .digest();
    const kept = await this.kept(key);
    if (kept) return kept;
    const bytes = await this.printer.draw(sheet);
    const sha256 = createHash('sha256').update(bytes).digest();
    await this.database.transaction((tx) =>
      tx.query(
        `insert into documents.print (key, kind, number, digest, bytes, sha256) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [key, sheet.kind, sheet.number, Buffer.from(sheet.digest, 'hex'), bytes, sha256],
      ),
    );
    return { bytes, sha256: sha256.toString('hex') };
  }

  /** The PDF of an issued paper, for whoever may read the paper. Its foot carries the paper's digest. */
  async ofPaper(actor: Actor | undefined, id: string): Promise<Print & { readonly name: string }> {
    const { paper, body } = await this.documents.read(actor, id);
    const { heading, parts } = contentOf(body);
    const { kind, number, sha256: digest, issuedAt: at } = paper;
    const print = await this.of({
      kind,
      title: heading ?? paper.title,
      number,
      at,
      issuer: this.issuer,
      parts,
      digest,
      verify: this.verifyLink(digest),
      proof: 'digest',
    });
    return { ...print, name: `${number ? `${heading ?? paper.title} ${number}` : paper.title}.pdf` };
  }

  /**
   * The PDF of a signed statement; its QR code carries all of it, so that nothing has to be looked up to check it. One that
   * tells who bids is drawn each time and kept nowhere: before the opening a copy of the database must not tell.
   */
  async ofStatement(signed: { readonly [name: string]: Json }, content: SheetContent, { secret }: { secret: boolean }): Promise<Print> {
    const packed = Buffer.from(JSON.stringify(signed)).toString('base64url');
    const digest = createHash('sha256').update(canonical(signed)).digest('hex');
    const found = secret ? `${this.config.publicUrl}/verify` : this.verifyLink(digest);
    const verify = packed.length <= mostInCode ? `${this.config.publicUrl}/verify?r=${packed}` : found;
    const sheet: Sheet = { ...content, issuer: this.issuer, digest, verify, proof: secret ? 'statement' : 'digest' };
    if (!secret) return this.of(sheet);
    const bytes = await this.printer.draw(sheet);
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  /** Who stands behind what this platform prints. */
  get issuer(): string {
    return `契约 Qiyue · ${this.config.districtName}`;
  }

  /** Where a digest is checked. */
  verifyLink(digest: string): string {
    return `${this.config.publicUrl}/verify?digest=${digest}`;
  }

  private async kept(key: Buffer): Promise<Print | undefined> {
    const [row] = await this.database.query<Print>(`select bytes, encode(sha256, 'hex') as sha256 from documents.print where key = $1`, [
      key,
    ]);
    return row;
  }
}
