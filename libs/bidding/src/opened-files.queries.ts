import { Injectable } from '@nestjs/common';
import { type Actor, absent } from '#kernel';
import { Database } from '#platform';
import { Files } from '#documents';
import { NoticeQueries } from '#tendering';
import { decryptWith, digestOf } from '#sealing';
import { BidQueries } from './bid.queries.js';
import { BoxContents } from './box-contents.queries.js';
import type { OfferFile } from './offer.rules.js';
import { watches } from './opening.policy.js';
import { contextOf, Vault } from './vault.gateway.js';

export interface ReadFile {
  readonly name: string;
  readonly mediaType: string;
  /** Hex, of the file itself. */
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Files of opened offers: opened with their envelope's key when somebody reads them, stored in clear nowhere. */
@Injectable()
export class OpenedFiles {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly bids: BidQueries,
    private readonly contents: BoxContents,
    private readonly files: Files,
    private readonly vault: Vault,
  ) {}

  /** A file of an opened offer, for the buyer, those who watch and its own provider. */
  async of(actor: Actor, bidId: string, sha256: string): Promise<ReadFile> {
    const bid = await this.bids.openedBid(bidId);
    const notice = bid && (await this.notices.byId(bid.procedureId));
    const allowed = bid && notice && (actor.organizationId === bid.providerId || watches(actor, { departmentId: notice.department.id }));
    if (!allowed) throw absent('file');
    return this.read(bidId, sha256);
  }

  /** The same for rooms that have decided who may read it (the panel's). Refuses `absent`, `file.damaged-inside`. */
  async read(bidId: string, sha256: string): Promise<ReadFile> {
    const bid = await this.bids.openedBid(bidId);
    const file = bid?.offer.files.find((one) => one.sha256 === sha256);
    if (!file) throw absent('file');
    const { name, mediaType } = file;
    return { name, mediaType, sha256, bytes: (await this.opened(bidId, file)) ?? (await this.kept(bidId, file)) };
  }

  private async opened(bidId: string, { sealed, sha256, size }: OfferFile): Promise<Buffer | undefined> {
    const [row] = await this.database.query<{ envelope: string; secret: Buffer }>(
      `select encode(o.envelope, 'hex') as envelope, o.secret from bidding.opened_envelope o
       join bidding.envelope e on e.sha256 = o.envelope where o.bid = $1 and decode($2, 'hex') = any(e.files)`,
      [bidId, sealed],
    );
    if (!row) return undefined;
    const stored = await this.contents.file(bidId, sealed);
    const plain = stored && (await decryptWith(this.vault.open<string>(contextOf.secret(row.envelope), row.secret), stored));
    const bytes = plain && Buffer.from(plain.subarray(0, size));
    if (!bytes || (await digestOf(bytes)) !== sha256) throw absent('file');
    return bytes;
  }

  /** Offers opened before envelopes had keys of their own have their files closed by us. */
  private kept(bidId: string, { sealed }: OfferFile): Promise<Buffer> {
    return this.files.readSealed({ sealed }, `bid-file ${bidId}`);
  }
}
