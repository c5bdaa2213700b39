import { Injectable } from '@nestjs/common';
import { type Actor, absent } from '#kernel';
import { Database } from '#platform';
import { type Method, methodRules, NoticeQueries } from '#tendering';
import type { EnvelopeKind, Office } from '#sealing';
import { BidQueries } from './bid.queries.js';
import type { OpenedBid } from './bid.view.js';
import type { Round } from './box-contents.queries.js';
import { type BidState, boxedStates } from './bid.lifecycle.js';
import type { BoxState } from './box.lifecycle.js';
import { Holders } from './holders.queries.js';
import { OpenedFiles, type ReadFile } from './opened-files.queries.js';
import { mayFollow, officeOf, watches } from './opening.policy.js';
import type { Attendance } from './opening.rules.js';
import { OpeningState } from './opening.state.queries.js';
import { OwnKeys } from './own-keys.queries.js';
import { bidsOfRound, type FallbackView, type InvalidBid, type OpeningRecord, type OpeningView } from './opening.view.js';
import { contextOf, type Owner, Vault } from './vault.gateway.js';

interface BoxRow {
  procedureId: string;
  round: Round;
  rounds: number;
  state: BoxState;
  sealsAt: Date;
  sealedAt: Date | null;
  endedAt: Date | null;
  resultAt: Date | null;
  voidReason: OpeningView['voidReason'];
  root: string | null;
  record: OpeningRecord | null;
  text: string | null;
  digest: string | null;
}

/** A sealed box that waits for two of its holders. */
export interface WaitingBox {
  readonly procedureId: string;
  readonly round: number;
  readonly sealedAt: Date;
  /** For which the reader holds a key; null for who only watches. */
  readonly office: Office | null;
  readonly attended: readonly Pick<Attendance, 'office' | 'name' | 'at'>[];
}

/** Whose bid lay in a box that was opened; `code` names what made it invalid. */
export interface BoxedBidder {
  readonly bidId: string;
  readonly providerId: string;
  readonly code: string | null;
}

/** Reads openings: for the buyer, for those who watch or hold keys, and for the providers whose bids lie in the box. */
@Injectable()
export class OpeningQueries {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly bids: BidQueries,
    private readonly holders: Holders,
    private readonly state: OpeningState,
    private readonly ownKeys: OwnKeys,
    private readonly files: OpenedFiles,
    private readonly vault: Vault,
  ) {}

  /** An opening for a reader, of the round that is on unless another is named; nobody reads of offers in it before its box is opened. */
  async show(actor: Actor, procedureId: string, round?: Round): Promise<OpeningView> {
    const notice = await this.notices.byId(procedureId);
    if (!notice) throw absent('opening');
    const [row] = await this.database.query<BoxRow>(
      `select procedure as "procedureId", round, max(round) over () as rounds, state, seals_at as "sealsAt", sealed_at as "sealedAt", ended_at as "endedAt",
         result_at as "resultAt", void_reason as "voidReason", encode(root, 'hex') as root, record, minutes as text,
         encode(minutes_sha256, 'hex') as digest
       from bidding.box where procedure = $1 order by round = $2 desc, round desc limit 1`,
      [procedureId, round ?? 2],
    );
    const { text, digest, resultAt, ...box } = row ?? unmade(procedureId, new Date(notice.closesAt));
    const holders = await this.holders.of(procedureId);
    const follows = mayFollow(actor, { departmentId: notice.department.id, holders });
    if (!follows && !(await this.wasInBox(actor, procedureId))) throw absent('opening');
    const unitOf = (organizationId: string): string => holders.find((holder) => holder.organizationId === organizationId)?.unit ?? '';
    const attended = await this.state.attended(procedureId, box.round);
    const bids = await this.bids.opened(procedureId);
    return {
      ...box,
      minimum: await this.state.minimum(procedureId),
      holders: holders.map(({ office, unit, recipient }) => ({ office, unit, recipient })),
      attended: attended.map(({ office, name, organizationId, at }) => ({ office, name, at, unit: unitOf(organizationId) })),
      minutes: text === null || digest === null ? null : { text, digest, signatures: await this.state.signatures(procedureId, box.round) },
      fallback: await this.fallback(procedureId, box.round),
      ownKeys: row ? await this.ownKeysFor(actor, procedureId, follows) : null,
      declined: (await this.state.declined(procedureId, box.round)).map(({ office, name, reason, at }) => ({ office, name, reason, at })),
      pricesShown:
        watches(actor, { departmentId: notice.department.id }) || methodRules[notice.method as Method].pricesRead || resultAt !== null,
      bids: bidsOfRound(bids, box.round, box.state),
      invalid: box.state !== 'opened' ? [] : box.round === 2 ? invalidLast(bids, box.record) : await this.invalid(procedureId),
    };
  }

  /** Does the actor watch over an opening, keep one of its keys, or have a bid in its box? */
  async takesPart(actor: Actor, procedureId: string, departmentId: string): Promise<boolean> {
    const holders = await this.holders.of(procedureId);
    return mayFollow(actor, { departmentId, holders }) || (await this.wasInBox(actor, procedureId));
  }

  /** Opened offers for the buyer and those who watch; empty before the opening. Others find nothing. */
  async offers(actor: Actor, procedureId: string): Promise<OpenedBid[]> {
    const notice = await this.notices.byId(procedureId);
    if (!notice || !watches(actor, { departmentId: notice.department.id })) throw absent('bids');
    return this.bids.opened(procedureId);
  }

  /** A file of an opened offer, for the buyer, those who watch and its own provider. */
  file(actor: Actor, bidId: string, sha256: string): Promise<ReadFile> {
    return this.files.of(actor, bidId, sha256);
  }

  /** A file of an opened offer, for rooms that have decided who may read it (the panel's). */
  openedFile(bidId: string, sha256: string): Promise<ReadFile> {
    return this.files.read(bidId, sha256);
  }

  /** Sealed boxes whose keys the actor holds or whose opening the actor watches, longest waiting first. */
  async waiting(actor: Actor, limit = 50): Promise<WaitingBox[]> {
    const boxes = await this.database.query<{ procedureId: string; round: Round; sealedAt: Date }>(
      `select procedure as "procedureId", round, sealed_at as "sealedAt" from bidding.box where state = 'sealed'
       order by sealed_at, procedure limit 200`,
    );
    const notices = await this.notices.summaries(boxes.map(({ procedureId }) => procedureId));
    const waiting: WaitingBox[] = [];
    for (const box of boxes) {
      if (waiting.length === Math.min(limit, 100)) break;
      const office = officeOf(actor, await this.holders.of(box.procedureId)) ?? null;
      const departmentId = notices.get(box.procedureId)?.department.id ?? '';
      if (office === null && !watches(actor, { departmentId })) continue;
      const attended = await this.state.attended(box.procedureId, box.round);
      waiting.push({ ...box, office, attended: attended.map(({ office, name, at }) => ({ office, name, at })) });
    }
    return waiting;
  }

  /**
   * Everybody whose bid lay in the box, and what made it invalid where it was; nobody before the box is opened, and
   * nobody of one that never was.
   */
  async inBox(procedureId: string): Promise<BoxedBidder[]> {
    if ((await this.bids.state(procedureId)) !== 'opened') return [];
    const sound = (await this.bids.opened(procedureId)).map(({ bidId, providerId }) => ({ bidId, providerId, code: null }));
    return [...sound, ...(await this.invalid(procedureId)).map(({ bidId, providerId, code }) => ({ bidId, providerId, code }))];
  }

  private async wasInBox(actor: Actor, procedureId: string): Promise<boolean> {
    const [row] = await this.database.query<{ state: BidState }>('select state from bidding.bid where mark = $1', [
      this.vault.mark(procedureId, actor.organizationId),
    ]);
    return row !== undefined && (row.state === 'submitted' || boxedStates.includes(row.state));
  }

  /** Bidders learn of their own bid only. */
  private async ownKeysFor(actor: Actor, procedureId: string, follows: boolean): Promise<OpeningView['ownKeys']> {
    const asked = await this.ownKeys.askedOf(actor.organizationId, procedureId);
    if (asked) return { until: asked.until, mine: true };
    const { state, ownKeysUntil } = await this.state.current(procedureId);
    return follows && state === 'sealed' && ownKeysUntil ? { until: ownKeysUntil, mine: false } : null;
  }

  private async fallback(procedureId: string, round: Round): Promise<FallbackView | null> {
    const persons = await this.state.fallback(procedureId, round);
    if (persons.length === 0) return null;
    const until = persons.find((one) => one.until)?.until ?? null;
    return {
      state: until ? 'agreed' : 'proposed',
      reason: persons[0]!.reason,
      until,
      persons: persons.map(({ side, name, at }) => ({ side, name, at })),
    };
  }

  private async invalid(procedureId: string): Promise<InvalidBid[]> {
    const rows = await this.database.query<{ id: string; owner: Buffer; fault: string }>(
      `select id, owner, fault from bidding.bid where procedure = $1 and state = 'invalid' and owner is not null order by id`,
      [procedureId],
    );
    return rows.map(({ id, owner, fault }) => {
      const [code, kind = null] = fault.split(' ').reverse() as [string, EnvelopeKind?];
      return { bidId: id, providerId: this.vault.open<Owner>(contextOf.owner(id), owner).provider, code, kind };
    });
  }
}

/** Last prices that did not count, as the record of their opening names them. */
const invalidLast = (bids: readonly OpenedBid[], record: OpeningRecord | null): InvalidBid[] =>
  (record?.invalid ?? []).flatMap(({ bid, code, kind }) => {
    const providerId = bids.find(({ bidId }) => bidId === bid)?.providerId;
    return providerId ? [{ bidId: bid, providerId, code, kind }] : [];
  });

/** A box is open from publication on; that its row is not there yet is nobody's business. */
const unmade = (procedureId: string, sealsAt: Date): BoxRow => ({
  procedureId,
  round: 1,
  rounds: 1,
  state: 'open',
  sealsAt,
  sealedAt: null,
  endedAt: null,
  resultAt: null,
  voidReason: null,
  root: null,
  record: null,
  text: null,
  digest: null,
});
