import { Injectable } from '@nestjs/common';
import { type Actor, found } from '#kernel';
import { Database } from '#platform';
import { OrganizationQueries } from '#organizations';
import { NoticeQueries } from '#tendering';
import { envelopeKinds, offices, readStatement, type Recipients } from '#sealing';
import type { BidDeskView, HandedIn, LastRound, OwnBid } from './bid.view.js';
import { longestText, mostFiles } from './offer.rules.js';
import { TermsOfNotices } from './terms.queries.js';
import { largestChunk } from './upload.rules.js';
import { Uploads } from './upload.service.js';
import { largestPart, mostParts } from './workspace.service.js';

interface InBox {
  number: string;
  version: number;
  digest: string;
  receivedAt: Date;
  qualification: string | null;
  technical: string | null;
  price: string | null;
  statement: Buffer | null;
}

/** What a bidder's own program is given to work with. The caller has found the bid for its own people. */
@Injectable()
export class BidDesks {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly terms: TermsOfNotices,
    private readonly uploads: Uploads,
  ) {}

  async of(actor: Actor, bid: OwnBid): Promise<BidDeskView> {
    const terms = await this.terms.newest(bid.procedureId);
    const notice = found((await this.notices.summaries([bid.procedureId])).get(bid.procedureId), 'procedure');
    const provider = found(await this.organizations.byId(actor.organizationId), 'organization');
    const { used } = await this.uploads.list(actor, bid.id);
    return {
      ...bid,
      number: terms.number,
      title: terms.title,
      closesAt: new Date(notice.closesAt),
      provider: { uscc: provider.uscc, name: provider.name },
      keyHolders: terms.keyHolders,
      recipients: terms.recipients ?? null,
      noticeVersion: terms.version,
      lots: terms.lots,
      handedIn: bid.state === 'submitted' ? await this.inBox(bid, terms.recipients) : null,
      lastRound: await this.lastRound(bid.id),
      limits: {
        ...this.uploads.limits,
        chunk: largestChunk,
        part: largestPart,
        parts: mostParts,
        files: mostFiles,
        text: longestText,
      },
      used,
    };
  }

  /** Does a bid lie in the box that is closed to other holders than the notice names now? */
  async outdated(bid: OwnBid): Promise<boolean> {
    if (bid.state !== 'submitted' || bid.boxState !== 'open') return false;
    const { recipients } = await this.terms.newest(bid.procedureId);
    return (await this.inBox(bid, recipients))?.current === false;
  }

  private async lastRound(bidId: string): Promise<LastRound | null> {
    const [row] = await this.database.query<LastRound>(
      `select x.seals_at as "closesAt", x.state, coalesce(c.lots, array(select jsonb_object_keys(o.prices))) as lots,
         case when s.kind <> 'withdrawn' then s.number end as "handedIn"
       from bidding.called c join bidding.box x on x.procedure = c.procedure and x.round = 2
       join bidding.bid b on b.id = c.bid join bidding.opened_bid o on o.bid = c.bid
       left join bidding.submission s on s.bid = c.bid and s.version = b.last_version where c.bid = $1`,
      [bidId],
    );
    return row ?? null;
  }

  private async inBox({ id, version }: OwnBid, recipients: Recipients | undefined): Promise<HandedIn | null> {
    const [row] = await this.database.query<InBox>(
      `select s.number, s.version, encode(s.envelope_sha256, 'hex') as digest, s.received_at as "receivedAt",
         ${envelopeKinds.map((kind) => `encode(s.${kind}, 'hex') as ${kind}`).join(', ')}, e.statement
       from bidding.submission s left join bidding.envelope e on e.sha256 = s.price where s.bid = $1 and s.version = $2`,
      [id, version],
    );
    if (!row) return null;
    const { number, digest, receivedAt, statement } = row;
    const shares = (statement && readStatement(statement)?.shares) ?? [];
    const current = offices.every((office) => shares.find((share) => share.office === office)?.recipient === recipients?.[office]);
    const envelopes = Object.fromEntries(envelopeKinds.flatMap((kind) => (row[kind] ? [[kind, row[kind]]] : [])));
    return { number, version: row.version, digest, envelopes, receivedAt, current };
  }
}
