import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, refuse } from '#kernel';
import { Database, type Tx } from '#platform';
import { NoticeQueries } from '#tendering';
import type { BidState } from './bid.lifecycle.js';
import { bidPolicy } from './bid.policy.js';
import type { BoxState } from './box.lifecycle.js';
import { Vault } from './vault.gateway.js';

/** A bid as its own people hold it while they work on it. */
export interface HeldBid {
  readonly id: string;
  readonly procedureId: string;
  readonly mark: Buffer;
  readonly state: BidState;
  readonly version: number;
  readonly boxState: BoxState;
  readonly sealsAt: Date;
  /** The database's clock when it was read. */
  readonly at: Date;
}

const held = `select b.id, b.procedure as "procedureId", b.mark, b.state, b.version, x.state as "boxState", x.seals_at as "sealsAt",
    clock_timestamp() as at
  from bidding.bid b join bidding.box x on x.procedure = b.procedure and x.round = 1 where b.id = $1`;

/** Finds bids for their own people; for everybody else they are not there. */
@Injectable()
export class Desks {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly vault: Vault,
  ) {}

  /** A bid of the actor's own organization. */
  async own(actor: Actor, bidId: string): Promise<HeldBid> {
    const [row] = await this.database.query<HeldBid>(held, [bidId]);
    return this.ours(actor, row);
  }

  /** {@link own} inside a command. */
  async find(tx: Tx, actor: Actor, bidId: string): Promise<HeldBid> {
    const [row] = await tx.query<HeldBid[]>(held, [bidId]);
    return this.ours(actor, row);
  }

  /**
   * {@link find} for those who may write, as long as bids are taken in or the procedure is only suspended. No lock: what
   * a draft brings after the deadline is in no box.
   */
  async writable(tx: Tx, actor: Actor, bidId: string): Promise<HeldBid> {
    const bid = await this.find(tx, actor, bidId);
    authorize(bidPolicy.write, actor, undefined, 'bid.role');
    const over = bid.boxState !== 'open' || (bid.at >= bid.sealsAt && !(await this.goesOn(bid)));
    if (over && (await this.asked(tx, bid))) return bid;
    ensure(over ? refuse('conflict', 'bid.late', { closedAt: bid.sealsAt, triedAt: bid.at }) : undefined);
    return bid;
  }

  /** Is a last price asked of this bid just now? */
  private async asked(tx: Tx, { id, at }: HeldBid): Promise<boolean> {
    const [row] = await tx.query<unknown[]>(
      `select 1 from bidding.called c join bidding.box x on x.procedure = c.procedure and x.round = 2
       where c.bid = $1 and x.state = 'open' and x.seals_at > $2`,
      [id, at],
    );
    return row !== undefined;
  }

  /** Suspended, or with a deadline that was moved: the notice says so at once, the box a moment later. */
  private async goesOn({ procedureId, at }: HeldBid): Promise<boolean> {
    const notice = (await this.notices.summaries([procedureId])).get(procedureId);
    return notice?.state === 'suspended' || (notice?.state === 'open' && new Date(notice.closesAt) > at);
  }

  private ours(actor: Actor, bid: HeldBid | undefined): HeldBid {
    const own = bid && bidPolicy.read(actor) && this.vault.mark(bid.procedureId, actor.organizationId).equals(bid.mark);
    if (!own) throw absent('bid');
    return bid;
  }
}
