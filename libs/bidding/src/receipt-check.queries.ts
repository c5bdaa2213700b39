import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database, receiptCheck } from '#platform';
import { type InclusionProof, inclusionProof } from '#sealing';
import { bidPolicy } from './bid.policy.js';
import { BoxContents, type Round } from './box-contents.queries.js';
import type { BoxState } from './box.lifecycle.js';
import { Vault } from './vault.gateway.js';

/** What may be said about a receipt by its number. */
export interface ReceiptCheck {
  readonly number: string;
  /** Does its last place fit the others? */
  readonly wellFormed: boolean;
  /** Null as long as it may not be told: strangers learn nothing of a box that is not opened. */
  readonly known: true | null;
  /** Does what it speaks of lie in the box: not replaced, not withdrawn? */
  readonly inBox?: boolean;
  /** Hex, of the bid. */
  readonly digest?: string | null;
  /** After the opening: the way from the bid to the box's root. */
  readonly root?: string;
  readonly proof?: InclusionProof;
}

interface Row {
  procedureId: string;
  mark: Buffer;
  round: Round;
  state: BoxState;
  root: string | null;
  filler: string;
  digest: string | null;
  latest: boolean;
}

/** Checks receipts by their numbers: for their owners at any time, for everybody once the box is opened. */
@Injectable()
export class ReceiptChecks {
  constructor(
    private readonly database: Database,
    private readonly contents: BoxContents,
    private readonly vault: Vault,
  ) {}

  async byNumber(actor: Actor | undefined, number: string): Promise<ReceiptCheck> {
    const [, day = '', body = '', check] = /^R-(\d{8})-([2-9A-Z]{6})-([2-9A-Z])$/.exec(number) ?? [];
    const wellFormed = check !== undefined && receiptCheck(day + body) === check;
    const [row] = wellFormed ? await this.found(number) : [];
    const unsaid = { number, wellFormed, known: null };
    if (!row) return unsaid;
    const own = actor && bidPolicy.read(actor) && this.vault.mark(row.procedureId, actor.organizationId).equals(row.mark);
    if (!own && row.state !== 'opened') return unsaid;
    const { digest, latest, root, filler } = row;
    const inBox = latest && digest !== null;
    const told = { number, wellFormed, known: true as const, inBox, digest };
    if (row.state !== 'opened' || root === null || !inBox) return told;
    const digests = (await this.contents.bids(row.procedureId, row.round)).map((bid) => bid.digest);
    const proof = await inclusionProof(digests, filler, digest);
    return proof ? { ...told, root, proof } : { ...told, inBox: false };
  }

  private found(number: string): Promise<Row[]> {
    return this.database.query<Row>(
      `select b.procedure as "procedureId", b.mark, s.round, x.state, encode(x.root, 'hex') as root, encode(x.filler, 'hex') as filler,
         encode(s.envelope_sha256, 'hex') as digest,
         not exists (select from bidding.submission l where l.bid = s.bid and l.round = s.round and l.version > s.version) as latest
       from bidding.submission s join bidding.bid b on b.id = s.bid
       join bidding.box x on x.procedure = b.procedure and x.round = s.round where s.number = $1`,
      [number],
    );
  }
}
