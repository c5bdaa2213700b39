import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, found, next, type Refusal, refuse, Refused } from '#kernel';
import { Database, dropAlarm, now, record, setAlarm, type Tx, uuidv7 } from '#platform';
import { type Method, methodRules } from '#calendar';
import { NoticeQueries } from '#tendering';
import { boxRoot } from '#sealing';
import { LateAttempts } from './attempt.service.js';
import type { SubmitLastPrice, WithdrawBid } from './bid.input.js';
import { bidPolicy } from './bid.policy.js';
import { bidSubmitted, bidWithdrawn, boxSealed, lastPricesCalled, lastPricesVoid, theBox } from './bidding.events.js';
import { BoxContents } from './box-contents.queries.js';
import { boxLifecycle, type BoxState } from './box.lifecycle.js';
import { Desks } from './desk.service.js';
import { Receipts } from './receipt.service.js';
import type { Receipt } from './receipt.view.js';
import { type SealedBid, Statements } from './statement.service.js';
import { TermsOfNotices } from './terms.queries.js';
import { contextOf, Vault } from './vault.gateway.js';

/** The alarm that seals last prices. */
export const lastSealAlarm = 'box.seal-last';

/** A bid that is asked for a last price, and for which of its lots: those in which it is still in the race. */
export interface CalledBid {
  readonly bid: string;
  readonly lots: readonly string[];
}

/** Who is asked for a last price, until when. */
export interface Call {
  readonly bids: readonly CalledBid[];
  readonly closesAt: Date;
}

interface LastBox {
  readonly state: BoxState;
  readonly sealsAt: Date;
  readonly filler: string;
}

interface Standing {
  readonly version: number;
  readonly kind: 'submitted' | 'replaced' | 'withdrawn' | null;
  readonly digest: string | null;
  readonly receipt: Buffer | null;
}

/** Price and receipt of a last round at once; nothing when a colleague was faster. */
const writeLastPrice = `with taken as (
     update bidding.bid set last_version = $2 where id = $1 and coalesce(last_version, version) = $3 returning id
   ), enclosed as (
     insert into bidding.envelope (sha256, bid, kind, pk, statement, files, size)
     select $4, id, 'price', $5, $6, (select array_agg(decode(f, 'hex')) from unnest(string_to_array($7, ' ')) as f), $8
     from taken where $4::bytea is not null on conflict (sha256) do nothing
   )
   insert into bidding.submission (bid, version, round, kind, number, envelope, envelope_sha256, receipt, received_at, price)
   select id, $2, 2, $9, $10, $11, $12, $13, $14, $4 from taken returning bid`;

/**
 * The last round of prices that negotiations and consultations end with: one sealed price of each supplier called, the
 * same holders, a box of its own whose row is the barrier. Who hands in nothing keeps out.
 */
@Injectable()
export class LastPrices {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly terms: TermsOfNotices,
    private readonly desks: Desks,
    private readonly statements: Statements,
    private readonly contents: BoxContents,
    private readonly receipts: Receipts,
    private readonly attempts: LateAttempts,
    private readonly vault: Vault,
  ) {}

  /** Calls for last prices, for the room that knows who is left. Joins. Refuses `last-price.*`. */
  async call(tx: Tx, actor: Actor, procedureId: string, { bids, closesAt }: Call): Promise<void> {
    const notice = found(await this.notices.byId(procedureId), 'procedure');
    const [first] = await tx.query<{ state: BoxState }[]>('select state from bidding.box where procedure = $1 and round = 1 for update', [
      procedureId,
    ]);
    const [called] = await tx.query<unknown[]>('select 1 from bidding.box where procedure = $1 and round = 2', [procedureId]);
    const at = await now(tx);
    ensure(
      methodRules[notice.method as Method].finalOffers ? undefined : refuse('conflict', 'last-price.not-asked'),
      first?.state === 'opened' ? undefined : refuse('conflict', 'last-price.not-opened'),
      called ? refuse('conflict', 'last-price.called') : undefined,
      bids.length ? undefined : refuse('conflict', 'last-price.nobody'),
      closesAt > at ? undefined : refuse('invalid', 'last-price.too-soon', {}, [{ field: 'closesAt', code: 'last-price.too-soon' }]),
    );

    await tx.query(`insert into bidding.box (procedure, round, state, seals_at, filler) values ($1, 2, 'open', $2, $3)`, [
      procedureId,
      closesAt,
      randomBytes(32),
    ]);
    await tx.query(
      `insert into bidding.called (bid, procedure, called_at, lots)
       select bid, $2, $3, lots from jsonb_to_recordset($1::jsonb) as c(bid uuid, lots text[])`,
      [JSON.stringify(bids), procedureId, at],
    );
    await setAlarm(tx, { kind: lastSealAlarm, subject: procedureId, dueAt: closesAt });
    await record(tx, actor, lastPricesCalled(procedureId, closesAt));
  }

  /** Hands in a sealed last price, or replaces it. Answers the receipt; for the one that lies in the box, its own. */
  submit(actor: Actor, bidId: string, { envelope }: SubmitLastPrice): Promise<Receipt> {
    return this.database.transaction(async (tx) => {
      const { procedureId } = await this.mine(tx, actor, bidId);
      const sealed = this.statements.read(procedureId, { price: Buffer.from(envelope, 'base64') });
      // Past its time by the first look, a try is judged before its file is: it is noted as late even without it.
      const judged = (await this.over(tx, procedureId)) ? await this.receive(tx, actor, bidId, procedureId, 'submit', sealed) : undefined;
      await this.statements.stored(tx, bidId, sealed);
      const { at, box } = judged ?? (await this.receive(tx, actor, bidId, procedureId, 'submit', sealed));
      const terms = await this.terms.newest(procedureId);
      ensure(this.statements.form(sealed, procedureId, terms.recipients));
      const before = await this.standing(tx, bidId);
      if (before.digest === sealed.digest.toString('hex') && before.kind !== 'withdrawn')
        return this.vault.open<{ receipt: Receipt }>(contextOf.receipt(bidId, before.version), before.receipt!).receipt;

      const kind = before.kind === null || before.kind === 'withdrawn' ? 'submitted' : 'replaced';
      const [version, entry] = [before.version + 1, uuidv7()];
      const named = { number: terms.number, title: terms.title, closesAt: box.sealsAt };
      const receipt = this.receipts.sign({ kind, bid: bidId, ...named, at, version, entry, sealed, round: 2 });
      await this.write(tx, actor, bidId, { receipt, before, at, sealed });
      const size = sealed.envelopes.reduce((sum, one) => sum + one.size, 0);
      await record(tx, theBox, bidSubmitted({ id: bidId, version, kind, envelope: sealed.digest.toString('hex'), size }), entry);
      return receipt;
    });
  }

  /** Takes a last price back: who leaves it so keeps out. Answers the receipt. */
  withdraw(actor: Actor, bidId: string, _input: WithdrawBid): Promise<Receipt> {
    return this.database.transaction(async (tx) => {
      const { procedureId } = await this.mine(tx, actor, bidId);
      const { at, box } = await this.receive(tx, actor, bidId, procedureId, 'withdraw', null);
      const before = await this.standing(tx, bidId);
      ensure(before.kind === null || before.kind === 'withdrawn' ? refuse('conflict', 'last-price.none') : undefined);

      const terms = await this.terms.newest(procedureId);
      const [version, entry] = [before.version + 1, uuidv7()];
      const named = { number: terms.number, title: terms.title, closesAt: box.sealsAt };
      const receipt = this.receipts.sign({ kind: 'withdrawn', bid: bidId, ...named, at, version, entry, sealed: null, round: 2 });
      await this.write(tx, actor, bidId, { receipt, before, at, sealed: null });
      await record(tx, theBox, bidWithdrawn({ id: bidId, version }), entry);
      return receipt;
    });
  }

  /** The alarm: seals the box of last prices under its exclusive lock, when its time has come. */
  async ring(tx: Tx, procedureId: string): Promise<void> {
    const box = await this.hold(tx, procedureId, 'for update');
    if (!box || box.state !== 'open') return;
    const at = await now(tx);
    if (at < box.sealsAt) return setAlarm(tx, { kind: lastSealAlarm, subject: procedureId, dueAt: box.sealsAt });
    const state = next(boxLifecycle, box.state, 'seal');

    const root = await boxRoot(await this.contents.digests(tx, procedureId, 2), box.filler);
    await tx.query(`update bidding.box set state = $2, root = decode($3, 'hex'), sealed_at = $4 where procedure = $1 and round = 2`, [
      procedureId,
      state,
      root,
      at,
    ]);
    await dropAlarm(tx, lastSealAlarm, procedureId);
    await record(tx, theBox, { ...boxSealed({ procedureId, root, sealedAt: at }), type: 'last-prices.sealed' });
  }

  /** The procedure has ended while last prices were out: what lies in their box is never read. */
  async end(tx: Tx, procedureId: string): Promise<void> {
    const box = await this.hold(tx, procedureId, 'for update');
    if (!box || box.state === 'opened' || box.state === 'void') return;
    const at = await now(tx);
    const state = next(boxLifecycle, box.state, 'void');

    await tx.query(`update bidding.box set state = $2, ended_at = $3, void_reason = 'cancelled' where procedure = $1 and round = 2`, [
      procedureId,
      state,
      at,
    ]);
    await dropAlarm(tx, lastSealAlarm, procedureId);
    await record(tx, theBox, lastPricesVoid(procedureId, 'cancelled'));
  }

  /** An own bid that was called to the last round. */
  private async mine(tx: Tx, actor: Actor, bidId: string): Promise<{ procedureId: string }> {
    const bid = await this.desks.find(tx, actor, bidId);
    authorize(bidPolicy.submit, actor, undefined, 'bid.submit-role');
    const [called] = await tx.query<unknown[]>('select 1 from bidding.called where bid = $1', [bidId]);
    if (!called) throw new Refused(refuse('conflict', 'last-price.not-called'));
    return bid;
  }

  /** Holds the box for share from the one reading of the clock to the commit, as sealing holds it alone. */
  private async receive(
    tx: Tx,
    actor: Actor,
    bidId: string,
    procedureId: string,
    act: 'submit' | 'withdraw',
    sealed: SealedBid | null,
  ): Promise<{ box: LastBox; at: Date }> {
    const box = found(await this.hold(tx, procedureId, 'for share'), 'box');
    const at = await now(tx);
    const late = box.state !== 'open' || at >= box.sealsAt;
    if (late)
      this.attempts.note(tx, {
        bidId,
        triedAt: at,
        closedAt: box.sealsAt,
        act,
        by: actor.name,
        digest: sealed && sealed.digest.toString('hex'),
      });
    ensure(late ? refuse('conflict', 'bid.late', { closedAt: box.sealsAt, triedAt: at }) : undefined);
    return { box, at };
  }

  private async over(tx: Tx, procedureId: string): Promise<boolean> {
    const [row] = await tx.query<unknown[]>(
      `select 1 from bidding.box where procedure = $1 and round = 2 and (state <> 'open' or seals_at <= clock_timestamp())`,
      [procedureId],
    );
    return row !== undefined;
  }

  private async hold(tx: Tx, procedureId: string, lock: 'for share' | 'for update'): Promise<LastBox | undefined> {
    const [box] = await tx.query<LastBox[]>(
      `select state, seals_at as "sealsAt", encode(filler, 'hex') as filler from bidding.box where procedure = $1 and round = 2 ${lock}`,
      [procedureId],
    );
    return box;
  }

  private async standing(tx: Tx, bidId: string): Promise<Standing> {
    const [row] = await tx.query<Standing[]>(
      `select coalesce(b.last_version, b.version) as version, s.kind, encode(s.envelope_sha256, 'hex') as digest, s.receipt
       from bidding.bid b left join bidding.submission s on s.bid = b.id and s.version = b.last_version where b.id = $1`,
      [bidId],
    );
    if (!row) throw absent('bid');
    return row;
  }

  private async write(
    tx: Tx,
    actor: Actor,
    bidId: string,
    { receipt, before, at, sealed }: { receipt: Receipt; before: Standing; at: Date; sealed: SealedBid | null },
  ): Promise<void> {
    const price = sealed?.envelopes[0];
    const kept = this.vault.close(contextOf.receipt(bidId, receipt.version), { receipt, by: actor.name, person: actor.personId });
    const written = await tx.query<unknown[]>(writeLastPrice, [
      bidId,
      receipt.version,
      before.version,
      price ? Buffer.from(price.sha256, 'hex') : null,
      price?.pk ?? null,
      price?.statement ?? null,
      price?.files.map(({ sha256 }) => sha256).join(' ') ?? null,
      price?.size ?? null,
      receipt.kind,
      receipt.number,
      sealed?.statement ?? null,
      sealed?.digest ?? null,
      kept,
      at,
    ]);
    const busy: Refusal | undefined = written.length === 0 ? refuse('stale', 'bid.busy') : undefined;
    ensure(busy);
  }
}
