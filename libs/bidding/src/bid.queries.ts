import { Injectable } from '@nestjs/common';
import { type Actor, absent, toYuan } from '#kernel';
import { Database } from '#platform';
import { type Signed, Signer } from '#documents';
import { NoticeQueries } from '#tendering';
import { BidDesks } from './bid-desk.queries.js';
import type { BidState } from './bid.lifecycle.js';
import { bidPolicy } from './bid.policy.js';
import { type BidDeskView, mayLeave, type OpenedBid, type OwnBid } from './bid.view.js';
import type { BoxState } from './box.lifecycle.js';
import { beijingTime, type KeptReceipt, type LateTry, type LateTryStatement } from './receipt.view.js';
import { TermsOfNotices } from './terms.queries.js';
import { contextOf, type Owner, Vault } from './vault.gateway.js';

interface BidRow {
  id: string;
  procedureId: string;
  mark: Buffer;
  state: BidState;
  boxState: BoxState;
  version: number;
  lastVersion: number | null;
  owner: Buffer | null;
}

interface ReceiptRow {
  bid: string;
  version: number;
  receipt: Buffer;
}

interface OpenedRow extends Omit<OpenedBid, 'price' | 'prices' | 'first' | 'last'> {
  price: string;
  prices: Record<string, string>;
  lastPrice: string | null;
  lastPrices: Record<string, string> | null;
  lastEnvelope: string;
  lastAt: Date;
}

const bidRows = `select b.id, b.procedure as "procedureId", b.mark, b.state, x.state as "boxState", b.version,
    b.last_version as "lastVersion", b.owner
  from bidding.bid b join bidding.box x on x.procedure = b.procedure and x.round = 1`;

const receiptRows = 'select s.bid, s.version, s.receipt from bidding.submission s';

/** The only way to opened bids: a box that is not opened has none, whatever stands in the table. */
const opened = `select o.bid as "bidId", o.procedure as "procedureId", o.provider as "providerId", o.price, o.prices, o.offer, o.version,
    l.price as "lastPrice", l.prices as "lastPrices", y.procedure is not null and l.bid is null as out,
    encode(l.envelope_sha256, 'hex') as "lastEnvelope", l.received_at as "lastAt",
    (select i->>'code' from jsonb_array_elements(y.record->'invalid') as i where i->>'bid' = o.bid::text) as "lastFault",
    encode(o.envelope_sha256, 'hex') as envelope, o.received_at as "receivedAt", o.opened_at as "openedAt"
  from bidding.opened_bid o join bidding.box x on x.procedure = o.procedure and x.round = 1 and x.state = 'opened'
  left join bidding.last_price l on l.bid = o.bid
  left join bidding.box y on y.procedure = o.procedure and y.round = 2 and y.state = 'opened'`;

/** How many boxes are looked through at a time for a provider's marks. */
const boxesAtOnce = 500;

/**
 * Reads bids. Before the opening a bid is there only for its own provider, found by its mark; everything else goes
 * through the box's state. There is no way here to count or list what lies in a box that is not opened.
 */
@Injectable()
export class BidQueries {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly desks: BidDesks,
    private readonly terms: TermsOfNotices,
    private readonly signer: Signer,
    private readonly vault: Vault,
  ) {}

  /** A bid of the actor's own organization. Anybody else's is not there. */
  async ownBid(actor: Actor, id: string): Promise<OwnBid> {
    return this.own(await this.ownRow(actor, id));
  }

  /** The same with all that is needed to write it, seal it and hand it in. */
  async desk(actor: Actor, id: string): Promise<BidDeskView> {
    return this.desks.of(actor, await this.ownBid(actor, id));
  }

  /** The actor's own bid in a procedure, if there is one. */
  async ownIn(actor: Actor, procedureId: string): Promise<OwnBid | null> {
    if (!bidPolicy.read(actor)) return null;
    const [row] = await this.byMarks([this.vault.mark(procedureId, actor.organizationId)]);
    return row ? this.own(row) : null;
  }

  /** All bids of the actor's own organization, latest deadline first. */
  async ownBids(
    actor: Actor,
    { after, limit = 20 }: { after?: string | null; limit?: number } = {},
  ): Promise<{ items: OwnBid[]; next: string | null }> {
    if (!bidPolicy.read(actor)) return { items: [], next: null };
    const size = Math.min(Math.max(limit, 1), 100);
    const items: OwnBid[] = [];
    let from = placeOf(after);
    for (;;) {
      const boxes = await this.boxes(from);
      const marks = new Map(
        boxes.map(({ procedureId }) => [this.vault.mark(procedureId, actor.organizationId).toString('hex'), procedureId]),
      );
      const rows = await this.byMarks([...marks.keys()].map((mark) => Buffer.from(mark, 'hex')));
      const byProcedure = new Map(rows.map((row) => [row.procedureId, row]));
      for (const box of boxes) {
        const row = byProcedure.get(box.procedureId);
        if (row) items.push(this.own(row));
        if (items.length === size) return { items, next: place(box) };
      }
      const last = boxes.at(-1);
      if (!last || boxes.length < boxesAtOnce) return { items, next: null };
      from = [last.sealsAt, last.procedureId];
    }
  }

  /** Those of these own bids that have to be sealed again: the notice names other holders since they were handed in. */
  async outdated(bids: readonly OwnBid[]): Promise<OwnBid[]> {
    const found: OwnBid[] = [];
    for (const bid of bids) if (await this.desks.outdated(bid)) found.push(bid);
    return found;
  }

  /** Receipts of a bid of the actor's own, newest first. */
  async receipts(actor: Actor, bidId: string): Promise<KeptReceipt[]> {
    const bid = await this.ownRow(actor, bidId);
    const rows = await this.database.query<ReceiptRow>(`${receiptRows} where s.bid = $1 order by s.version desc`, [bid.id]);
    return this.kept(bid, rows);
  }

  /** A receipt by its number, for the provider it was given to. */
  async receipt(actor: Actor, number: string): Promise<KeptReceipt> {
    const [row] = await this.database.query<ReceiptRow>(`${receiptRows} where s.number = $1`, [number]);
    if (!row) throw absent('receipt');
    const [kept] = await this.kept(await this.ownRow(actor, row.bid), [row]);
    return kept!;
  }

  /** Tries that came too late, newest first. */
  async attempts(actor: Actor, bidId: string): Promise<LateTry[]> {
    const bid = await this.ownBid(actor, bidId);
    const rows = await this.database.query<{ id: string; triedAt: Date; closedAt: Date; detail: Buffer }>(
      `select id, tried_at as "triedAt", closed_at as "closedAt", detail from bidding.attempt
       where bid = $1 order by tried_at desc, id desc limit 100`,
      [bid.id],
    );
    return rows.map(({ detail, ...row }) => {
      const {
        act,
        by,
        digest = null,
      } = this.vault.open<Pick<LateTry, 'act' | 'by'> & { digest?: string | null }>(contextOf.attempt(row.id), detail);
      return { ...row, act, by, digest };
    });
  }

  /** One late try as a signed paper. */
  async attempt(actor: Actor, bidId: string, attemptId: string): Promise<Signed<LateTryStatement>> {
    const { procedureId } = await this.ownBid(actor, bidId);
    const attempt = (await this.attempts(actor, bidId)).find(({ id }) => id === attemptId);
    if (!attempt) throw absent('attempt');
    const { number, title } = await this.terms.of(procedureId);
    const { triedAt, closedAt, id, act, by, digest } = attempt;
    return this.signer.signed({
      type: 'bid-attempt',
      id,
      procedure: number,
      title,
      bid: bidId,
      act,
      by,
      digest,
      triedAt: beijingTime(triedAt),
      closedAt: beijingTime(closedAt),
    } satisfies LateTryStatement);
  }

  /**
   * Where the box of a procedure stands; null for one that is not published. It tells nothing about what is inside: the
   * box is open from publication on, whether its row was made by the first bidder or by the reader of the journal.
   */
  async state(procedureId: string): Promise<BoxState | null> {
    const [row] = await this.database.query<{ state: BoxState }>('select state from bidding.box where procedure = $1 and round = 1', [
      procedureId,
    ]);
    return row?.state ?? ((await this.notices.byId(procedureId)) ? 'open' : null);
  }

  /** All offers of an opened box, for later rooms; none before it is opened. Cheapest first. */
  async opened(procedureId: string): Promise<OpenedBid[]> {
    if (!mayLeave(await this.state(procedureId), false)) return [];
    const rows = await this.database.query<OpenedRow>(
      `${opened} where o.procedure = $1 order by coalesce(l.price, o.price), o.received_at, o.bid`,
      [procedureId],
    );
    return rows.map(openedBid);
  }

  /** One offer of an opened box, for later rooms. */
  async openedBid(bidId: string): Promise<OpenedBid | null> {
    const [row] = await this.database.query<OpenedRow>(`${opened} where o.bid = $1`, [bidId]);
    return row ? openedBid(row) : null;
  }

  /** Opened offers of a provider, newest first. */
  async openedOf(providerId: string, limit = 50): Promise<OpenedBid[]> {
    const rows = await this.database.query<OpenedRow>(`${opened} where o.provider = $1 order by o.opened_at desc limit $2`, [
      providerId,
      Math.min(limit, 100),
    ]);
    return rows.map(openedBid);
  }

  private async ownRow(actor: Actor, id: string): Promise<BidRow> {
    const [row] = await this.database.query<BidRow>(`${bidRows} where b.id = $1`, [id]);
    if (!row || !this.isOwn(actor, row)) throw absent('bid');
    return row;
  }

  private isOwn(actor: Actor, { procedureId, mark }: BidRow): boolean {
    return bidPolicy.read(actor) && this.vault.mark(procedureId, actor.organizationId).equals(mark);
  }

  private boxes(from: readonly [Date | null, string | null]): Promise<{ procedureId: string; sealsAt: Date }[]> {
    return this.database.query(
      `select procedure as "procedureId", seals_at as "sealsAt" from bidding.box
       where round = 1 and ($1::timestamptz is null or (seals_at, procedure) < ($1, $2::uuid))
       order by seals_at desc, procedure desc limit ${boxesAtOnce}`,
      [...from],
    );
  }

  private byMarks(marks: readonly Buffer[]): Promise<BidRow[]> {
    return this.database.query<BidRow>(`${bidRows} where b.mark = any($1)`, [marks]);
  }

  private own({ id, procedureId, state, boxState, version, owner }: BidRow): OwnBid {
    const { startedAt } = owner ? this.vault.open<Owner>(contextOf.owner(id), owner) : { startedAt: null };
    return { id, procedureId, state, boxState, version, startedAt: startedAt === null ? null : new Date(startedAt) };
  }

  private async kept(bid: BidRow, rows: readonly ReceiptRow[]): Promise<KeptReceipt[]> {
    const kept = rows.map(({ version, receipt }) =>
      this.vault.open<Pick<KeptReceipt, 'receipt' | 'by'>>(contextOf.receipt(bid.id, version), receipt),
    );
    const numbers = await this.database.query<{ id: string; seq: string | null }>(
      'select id, seq from platform.journal where id = any($1::uuid[])',
      [kept.flatMap(({ receipt }) => receipt.entry ?? [])],
    );
    return kept.map(({ receipt, by }) => {
      const seq = numbers.find(({ id }) => id === receipt.entry)?.seq ?? null;
      const current = receipt.version === (receipt.round === 2 ? bid.lastVersion : bid.version);
      return { receipt, by, current, procedureId: bid.procedureId, entryNumber: seq === null ? null : BigInt(seq) };
    });
  }
}

function openedBid({ price, prices, lastPrice, lastPrices, lastEnvelope, lastAt, offer, ...row }: OpenedRow): OpenedBid {
  const first = { price: BigInt(price), prices: byLot(prices) };
  if (lastPrice === null || lastPrices === null) return { ...row, ...first, first: null, last: null, offer };
  const counts = { price: BigInt(lastPrice), prices: byLot(lastPrices) };
  const last = { envelope: lastEnvelope, receivedAt: lastAt };
  return { ...row, ...counts, first, last, offer: { ...offer, price: toYuan(counts.price) } };
}

const byLot = (prices: Readonly<Record<string, string>>): ReadonlyMap<string, bigint> =>
  new Map(Object.entries(prices).map(([lot, price]) => [lot, BigInt(price)]));

const place = ({ sealsAt, procedureId }: { sealsAt: Date; procedureId: string }): string =>
  Buffer.from(JSON.stringify([sealsAt, procedureId])).toString('base64url');

/** A cursor that is none begins at the beginning. */
function placeOf(after: string | null | undefined): [Date | null, string | null] {
  try {
    const [at, id] = JSON.parse(Buffer.from(after ?? '', 'base64url').toString('utf8')) as [unknown, unknown];
    const sound = typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return sound ? [new Date(at), id] : [null, null];
  } catch {
    return [null, null];
  }
}
