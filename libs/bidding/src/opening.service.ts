import { Injectable } from '@nestjs/common';
import { next, system } from '#kernel';
import { Database, dropAlarm, now, record, setAlarm, type Tx } from '#platform';
import { CalendarService } from '#calendar';
import { type HeldProcedure, ProcedureService } from '#tendering';
import { holdersNeeded } from '#sealing';
import { boxOpened, boxVoid, lastPricesOpened, lastPricesVoid, ownKeysAsked, theBox } from './bidding.events.js';
import { enough } from './bid.rules.js';
import { type BoxedBid, BoxContents, type Round } from './box-contents.queries.js';
import { boxLifecycle, type BoxState } from './box.lifecycle.js';
import { Minutes, type Papers } from './minutes.service.js';
import { type BoxAtOpening, OpeningState } from './opening.state.queries.js';
import { OwnKeys } from './own-keys.queries.js';
import { purgeWhenOver } from './purge.service.js';
import { TermsOfNotices } from './terms.queries.js';
import { type Unsealed, Unsealing } from './unsealing.service.js';
import { contextOf, Vault } from './vault.gateway.js';

/** Rings when an opening was begun and did not come to its end: the server went away between two holders' work and the writing. */
export const finishAlarm = 'box.finish';
/** Rings when the time in which bidders may open their own envelopes is over. */
export const ownKeysAlarm = 'box.fallback';

/** Ends openings: what two holders gave is combined and read without a lock, and written in one short transaction. */
@Injectable()
export class Opening {
  constructor(
    private readonly database: Database,
    private readonly procedures: ProcedureService,
    private readonly calendar: CalendarService,
    private readonly state: OpeningState,
    private readonly contents: BoxContents,
    private readonly ownKeys: OwnKeys,
    private readonly unsealing: Unsealing,
    private readonly terms: TermsOfNotices,
    private readonly papers: Minutes,
    private readonly vault: Vault,
  ) {}

  /** Opens a sealed box with the keys that are there, or leaves it closed for want of bids. For others it stays as it is. */
  async finish(procedureId: string, round: Round): Promise<BoxState> {
    const box = await this.state.current(procedureId);
    if (box.state !== 'sealed' || box.round !== round) return box.state;
    const bids = await this.contents.bids(procedureId, round);
    const minimum = await this.state.minimum(procedureId);
    const few = !enough(bids.length, minimum);
    const { lots } = await this.terms.newest(procedureId);
    const read = few ? [] : await this.unsealing.read(procedureId, round, bids, lots, await this.priced(procedureId));
    const at = await this.database.now();
    const papers = await this.papers.of({ box, bids, minimum, read, few, at });
    return this.database.transaction(async (tx) => {
      const procedure = await this.procedures.close(tx, procedureId);
      const locked = await this.state.locked(tx, procedureId, round);
      if (locked.state !== 'sealed') return locked.state;
      const after = few
        ? await this.leave(tx, procedure, locked, bids, minimum, papers)
        : await this.write(tx, procedure, locked, read, papers);
      await dropAlarm(tx, finishAlarm, procedureId);
      await dropAlarm(tx, ownKeysAlarm, procedureId);
      await purgeWhenOver(tx, procedureId, this.calendar.dueAt('bid.unopened.keep', await now(tx), procedure.ruleDay));
      return after;
    });
  }

  /**
   * Goes as far as what was given leads: two holders, or two persons who let the bidders do it. What two holders left
   * closed its bidders may open until the time of the rule book is over; then the box is opened as it stands.
   */
  async goOn(procedureId: string, round: Round): Promise<BoxState> {
    const box = await this.state.current(procedureId);
    if (box.state !== 'sealed' || box.round !== round) return box.state;
    const came = (await this.state.attended(procedureId, round)).length >= holdersNeeded;
    if (!came && !(await this.ownKeys.agreed(procedureId, round))) return box.state;
    const bids = await this.contents.bids(procedureId, round);
    const few = !enough(bids.length, await this.state.minimum(procedureId));
    if (few || (await this.ownKeys.closed(procedureId, round, bids)).length === 0) return this.finish(procedureId, round);
    if (!(await this.ownKeys.until(box))) await this.askForOwnKeys(procedureId, round);
    return box.state;
  }

  /** The alarm: goes on where a server left off, when two holders had given enough. */
  async ring(procedureId: string): Promise<void> {
    const { round } = await this.state.current(procedureId);
    await this.goOn(procedureId, round);
  }

  /** The alarm: the time for own keys is over, what is still closed stays so. Who hands one in just now is waited for. */
  async ringOver(tx: Tx, procedureId: string): Promise<void> {
    await this.procedures.close(tx, procedureId);
    const { round } = await this.state.current(procedureId);
    const box = await this.state.locked(tx, procedureId, round);
    const until = await this.ownKeys.until(box);
    if (box.state === 'sealed' && until && (await now(tx)) >= until) await this.finish(procedureId, round);
  }

  private askForOwnKeys(procedureId: string, round: Round): Promise<void> {
    return this.database.transaction(async (tx) => {
      const procedure = await this.procedures.close(tx, procedureId);
      const box = await this.state.locked(tx, procedureId, round);
      if (box.state !== 'sealed' || box.ownKeysUntil) return;
      const until = this.calendar.dueAt('opening.fallback.period', await now(tx), procedure.ruleDay);

      await tx.query('update bidding.box set own_keys_until = $3 where procedure = $1 and round = $2', [procedureId, round, until]);
      await setAlarm(tx, { kind: ownKeysAlarm, subject: procedureId, dueAt: until });
      await record(tx, theBox, ownKeysAsked(procedureId, round, until));
    });
  }

  /**
   * Too few: no envelope is opened, nobody's price is read, the procedure has failed. Of last prices the room hears that
   * called for them: it ends what it began.
   */
  private async leave(
    tx: Tx,
    procedure: HeldProcedure,
    box: BoxAtOpening,
    bids: readonly BoxedBid[],
    minimum: number,
    papers: Papers,
  ): Promise<BoxState> {
    const state = next(boxLifecycle, box.state, 'void');
    const facts = { count: bids.length, minimum };
    await this.end(tx, box, state, 'too-few', papers);
    if (box.round === 2) {
      await record(tx, theBox, lastPricesVoid(procedure.id, 'too-few', facts));
      return state;
    }
    await tx.query(`update bidding.bid set state = 'void' where procedure = $1 and state = 'submitted'`, [procedure.id]);
    await record(tx, theBox, boxVoid(procedure.id, 'too-few', facts));
    await this.procedures.fail(tx, system('opening'), procedure.id, `响应供应商 ${bids.length} 家,不足 ${minimum} 家,未拆封`, bids.length);
    return state;
  }

  private async write(tx: Tx, procedure: HeldProcedure, box: BoxAtOpening, read: readonly Unsealed[], papers: Papers): Promise<BoxState> {
    const at = await now(tx);
    const state = next(boxLifecycle, box.state, 'open');
    const invalid = read.filter(({ fault }) => fault);
    await this.end(tx, box, state, null, papers);
    await this.keepSecrets(tx, read, at);
    if (box.round === 2) await this.keepLastPrices(tx, procedure.id, read, at);
    else await this.keepOffers(tx, procedure.id, read, at);
    await tx.query(
      `update bidding.bid b set state = case when f.code is null then 'opened' else 'invalid' end, fault = f.code
       from unnest($2::uuid[], $3::text[]) as f(bid, code) where b.id = f.bid and b.procedure = $1 and b.state = 'submitted'`,
      [procedure.id, read.map(({ bid }) => bid.bid), read.map(({ fault }) => fault && [fault.kind, fault.code].filter(Boolean).join(' '))],
    );
    const facts = { procedureId: procedure.id, root: box.root!, count: read.length - invalid.length, invalid: invalid.length };
    const opened = { ...facts, minutes: papers.digest };
    await record(tx, theBox, box.round === 2 ? lastPricesOpened(opened) : boxOpened(opened));
    return state;
  }

  private async end(
    tx: Tx,
    box: BoxAtOpening,
    state: BoxState,
    reason: 'too-few' | null,
    { record: signed, minutes, digest }: Papers,
  ): Promise<void> {
    await tx.query(
      `update bidding.box set state = $3, ended_at = clock_timestamp(), void_reason = $4, record = $5, minutes = $6,
         minutes_sha256 = decode($7, 'hex') where procedure = $1 and round = $2`,
      [box.procedureId, box.round, state, reason, JSON.stringify(signed), minutes, digest],
    );
  }

  private async keepSecrets(tx: Tx, read: readonly Unsealed[], at: Date): Promise<void> {
    const opened = read.flatMap(({ bid, envelopes }) => envelopes.map((envelope) => ({ bid: bid.bid, ...envelope })));
    await tx.query(
      `insert into bidding.opened_envelope (envelope, bid, kind, secret, opened_at)
       select decode(envelope, 'hex'), bid, kind, secret, $5
       from unnest($1::text[], $2::uuid[], $3::text[], $4::bytea[]) as o(envelope, bid, kind, secret)`,
      [
        opened.map(({ sha256 }) => sha256),
        opened.map(({ bid }) => bid),
        opened.map(({ kind }) => kind),
        opened.map(({ sha256, secret }) => this.vault.close(contextOf.secret(sha256), secret)),
        at,
      ],
    );
  }

  private async keepOffers(tx: Tx, procedureId: string, read: readonly Unsealed[], at: Date): Promise<void> {
    const rows = sound(read).map((one) => ({ ...rowOf(one), provider: one.bid.provider, offer: one.offer }));
    await tx.query(
      `insert into bidding.opened_bid (bid, procedure, provider, price, prices, offer, version, envelope_sha256, received_at, opened_at)
       select bid, $1, provider, price, prices, offer, version, decode(digest, 'hex'), received, $3
       from jsonb_to_recordset($2::jsonb)
         as r(bid uuid, provider uuid, price bigint, prices jsonb, offer jsonb, version int, digest text, received timestamptz)`,
      [procedureId, JSON.stringify(rows), at],
    );
  }

  private async keepLastPrices(tx: Tx, procedureId: string, read: readonly Unsealed[], at: Date): Promise<void> {
    await tx.query(
      `insert into bidding.last_price (bid, procedure, price, prices, version, envelope_sha256, received_at, opened_at)
       select bid, $1, price, prices, version, decode(digest, 'hex'), received, $3
       from jsonb_to_recordset($2::jsonb) as r(bid uuid, price bigint, prices jsonb, version int, digest text, received timestamptz)`,
      [procedureId, JSON.stringify(sound(read).map(rowOf)), at],
    );
  }

  /** The lots that each offer had priced at its opening, or in which it was asked for a last price. */
  private async priced(procedureId: string): Promise<Map<string, string[]>> {
    const rows = await this.database.query<{ bid: string; lots: string[] }>(
      `select o.bid, coalesce(c.lots, array(select jsonb_object_keys(o.prices))) as lots
       from bidding.opened_bid o left join bidding.called c on c.bid = o.bid where o.procedure = $1`,
      [procedureId],
    );
    return new Map(rows.map(({ bid, lots }) => [bid, lots]));
  }
}

const sound = (read: readonly Unsealed[]): readonly Unsealed[] => read.filter(({ fault }) => fault === null);

/** Prices as they are kept: fen, in all and by lot. */
const rowOf = ({ bid, prices }: Unsealed): object => ({
  bid: bid.bid,
  price: [...prices.values()].reduce((sum, price) => sum + price, 0n).toString(),
  prices: Object.fromEntries([...prices].map(([lot, price]) => [lot, price.toString()])),
  version: bid.version,
  digest: bid.digest,
  received: bid.receivedAt,
});
