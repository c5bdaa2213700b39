import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, absent } from '#kernel';
import { Database } from '#platform';
import { Files } from '#documents';
import { NoticeQueries } from '#tendering';
import { BidQueries } from './bid.queries.js';
import type { OpenedBid } from './bid.view.js';
import type { BoxState } from './box.lifecycle.js';
import { Envelopes, fileContext } from './envelope.gateway.js';
import { mayFollow, sideOf } from './opening.policy.js';
import type { Consent } from './opening.rules.js';
import type { OpeningRecord, OpeningView } from './opening.view.js';

interface BoxRow {
  procedureId: string;
  state: BoxState;
  sealsAt: Date;
  sealedAt: Date | null;
  endedAt: Date | null;
  voidReason: OpeningView['voidReason'];
  root: string | null;
  record: OpeningRecord | null;
}

/** A sealed box that waits for its two persons. */
export interface WaitingBox {
  readonly procedureId: string;
  readonly sealedAt: Date;
  readonly consents: readonly Pick<Consent, 'side' | 'name' | 'at'>[];
}

/** Reads openings: for the buyer, for those who watch, and for the providers whose bids lie in the box. */
@Injectable()
export class OpeningQueries {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly bids: BidQueries,
    private readonly files: Files,
    private readonly envelopes: Envelopes,
  ) {}

  /** An opening for a reader; nobody reads of offers in it before the box is opened. */
  async show(actor: Actor, procedureId: string): Promise<OpeningView> {
    const notice = await this.notices.byId(procedureId);
    const [row] = await this.database.query<BoxRow>(
      `select procedure as "procedureId", state, seals_at as "sealsAt", sealed_at as "sealedAt", ended_at as "endedAt",
         void_reason as "voidReason", encode(root, 'hex') as root, record from bidding.box where procedure = $1`,
      [procedureId],
    );
    if (!notice) throw absent('opening');
    const box = row ?? unmade(procedureId, new Date(notice.closesAt));
    const follows = mayFollow(actor, { departmentId: notice.department.id });
    if (!follows && !(await this.wasInBox(actor, procedureId))) throw absent('opening');
    const consents = await this.consents([procedureId]);
    return {
      ...box,
      consents: consents.map(({ procedureId: _id, ...consent }) => consent),
      bids: await this.bids.opened(procedureId),
    };
  }

  /** Opened offers for the buyer and those who watch; empty before the opening. Others find nothing. */
  async offers(actor: Actor, procedureId: string): Promise<OpenedBid[]> {
    const notice = await this.notices.byId(procedureId);
    if (!notice || !mayFollow(actor, { departmentId: notice.department.id })) throw absent('bids');
    return this.bids.opened(procedureId);
  }

  /** A file of an opened offer, for the buyer, those who watch and its own provider. */
  async file(actor: Actor, bidId: string, sha256: string): Promise<{ name: string; mediaType: string; sha256: string; bytes: Buffer }> {
    const bid = await this.bids.openedBid(bidId);
    const notice = bid && (await this.notices.byId(bid.procedureId));
    const allowed = bid && notice && (actor.organizationId === bid.providerId || mayFollow(actor, { departmentId: notice.department.id }));
    if (!allowed) throw absent('file');
    return this.openedFile(bidId, sha256);
  }

  /** A file of an opened offer, for rooms that have decided who may read it (the panel's). */
  async openedFile(bidId: string, sha256: string): Promise<{ name: string; mediaType: string; sha256: string; bytes: Buffer }> {
    const bid = await this.bids.openedBid(bidId);
    const file = bid?.offer.files.find((one) => one.sha256 === sha256);
    if (!file) throw absent('file');
    const bytes = await this.files.readSealed(file, fileContext(bidId));
    return { name: file.name, mediaType: file.mediaType, sha256, bytes };
  }

  /** Reads every file of the actor's own draft again, as it is stored: name, size, and whether it is what was uploaded. */
  async reread(actor: Actor, bidId: string): Promise<{ name: string; size: number; sha256: string; sound: boolean }[]> {
    const bid = await this.bids.ownBid(actor, bidId);
    const checked = [];
    for (const { name, size, sha256, sealed } of bid.draft.offer.files ?? []) {
      const bytes = await this.files.readSealed({ sealed }, fileContext(bidId)).catch(() => Buffer.alloc(0));
      const sound = bytes.length === size && createHash('sha256').update(bytes).digest('hex') === sha256;
      checked.push({ name, size, sha256, sound });
    }
    return checked;
  }

  /** A file of the actor's own draft. */
  async ownFile(actor: Actor, bidId: string, sha256: string): Promise<{ name: string; mediaType: string; sha256: string; bytes: Buffer }> {
    const bid = await this.bids.ownBid(actor, bidId);
    const file = bid.draft.offer.files?.find((one) => one.sha256 === sha256);
    if (!file) throw absent('file');
    const bytes = await this.files.readSealed(file, fileContext(bidId));
    return { name: file.name, mediaType: file.mediaType, sha256, bytes };
  }

  /** Sealed boxes in which the actor may stand for a side, longest waiting first. */
  async waiting(actor: Actor, limit = 50): Promise<WaitingBox[]> {
    const boxes = await this.database.query<{ procedureId: string; sealedAt: Date }>(
      `select procedure as "procedureId", sealed_at as "sealedAt" from bidding.box where state = 'sealed' order by sealed_at, procedure limit 200`,
    );
    const ids = boxes.map(({ procedureId }) => procedureId);
    const [notices, consents] = await Promise.all([this.notices.summaries(ids), this.consents(ids)]);
    return boxes
      .filter(({ procedureId }) => {
        const notice = notices.get(procedureId);
        return notice && sideOf(actor, { departmentId: notice.department.id });
      })
      .slice(0, Math.min(limit, 100))
      .map((box) => ({
        ...box,
        consents: consents.filter(({ procedureId }) => procedureId === box.procedureId),
      }));
  }

  private async wasInBox(actor: Actor, procedureId: string): Promise<boolean> {
    const [row] = await this.database.query<{ state: string }>('select state from bidding.bid where mark = $1', [
      this.envelopes.mark(procedureId, actor.organizationId),
    ]);
    return row !== undefined && ['submitted', 'opened', 'invalid', 'void'].includes(row.state);
  }

  private consents(procedureIds: readonly string[]): Promise<(Consent & { procedureId: string })[]> {
    return this.database.query(
      `select procedure as "procedureId", side, person, name, role, organization as "organizationId", at
       from bidding.consent where procedure = any($1) order by at`,
      [procedureIds],
    );
  }
}

/** A box is open from publication on; that its row is not there yet is nobody's business. */
const unmade = (procedureId: string, sealsAt: Date): BoxRow => ({
  procedureId,
  state: 'open',
  sealsAt,
  sealedAt: null,
  endedAt: null,
  voidReason: null,
  root: null,
  record: null,
});
