import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { canonical, type Json } from './canonical.rules.js';
import { type Claim, claimIn, claimInLink, type ClaimedSignature } from './verification.rules.js';
import { Signer } from './signer.gateway.js';

/** The answer to "is this genuine?", with what we can say about it. */
export type Verdict =
  | {
      readonly verdict: 'genuine';
      readonly what: 'receipt';
      readonly statement: { readonly [name: string]: Json };
      readonly keyId: string;
    }
  | {
      readonly verdict: 'genuine';
      readonly what: 'paper' | 'file';
      readonly kind: string;
      readonly number: string | null;
      readonly at: Date;
      readonly sha256: string;
    }
  | { readonly verdict: 'altered'; readonly what: 'receipt' }
  | {
      readonly verdict: 'unknown';
      readonly what: 'receipt' | 'digest' | 'nothing';
      readonly sha256?: string;
    };

/** Anyone may have a receipt, a paper or a digest checked; nothing has to be looked up to check a receipt. */
@Injectable()
export class Verification {
  constructor(
    private readonly database: Database,
    private readonly signer: Signer,
  ) {}

  /** What was pasted: a receipt's JSON or a SHA-256. */
  ofText(text: string): Promise<Verdict> {
    return this.judge(claimIn(text));
  }

  /** What the QR code of a printed receipt leads to. */
  ofLink(packed: string): Promise<Verdict> {
    return this.judge(claimInLink(packed));
  }

  /** An uploaded file: a receipt's JSON, or any file by its digest. */
  ofFile(bytes: Buffer): Promise<Verdict> {
    const claim = bytes.length <= 65_536 ? claimIn(bytes.toString('utf8')) : { kind: 'neither' as const };
    if (claim.kind === 'statement') return this.judge(claim);
    return this.judge({ kind: 'digest', sha256: createHash('sha256').update(bytes).digest('hex') });
  }

  private judge(claim: Claim): Promise<Verdict> {
    if (claim.kind === 'statement') return this.receipt(claim.statement, claim.signature);
    if (claim.kind === 'digest') return this.digest(claim.sha256);
    return Promise.resolve({ verdict: 'unknown', what: 'nothing' });
  }

  private async receipt(statement: { readonly [name: string]: Json }, claimed: ClaimedSignature): Promise<Verdict> {
    const answer = await this.signer.verify(canonical(statement), { ...claimed, algorithm: 'Ed25519' });
    if (answer === 'genuine') return { verdict: 'genuine', what: 'receipt', statement, keyId: claimed.keyId };
    return answer === 'altered' ? { verdict: 'altered', what: 'receipt' } : { verdict: 'unknown', what: 'receipt' };
  }

  /** Whoever knows a paper's digest holds the paper, so its kind and number may be told. Private files are not. */
  private async digest(sha256: string): Promise<Verdict> {
    const [row] = await this.database.query<{
      what: 'paper' | 'file';
      kind: string;
      number: string | null;
      at: Date;
    }>(
      `select 'paper' as what, kind, number, issued_at as at from documents.paper where sha256 = $1
       union all
       select 'file', media_type, null, created_at from documents.file where sha256 = $1 and public
       union all
       select 'paper', kind, number, drawn_at from documents.print where sha256 = $1 or digest = $1
       order by at limit 1`,
      [Buffer.from(sha256, 'hex')],
    );
    return row ? { verdict: 'genuine', ...row, sha256 } : { verdict: 'unknown', what: 'digest', sha256 };
  }
}
