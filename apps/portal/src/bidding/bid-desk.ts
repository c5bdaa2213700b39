import { Injectable } from '@nestjs/common';
import { type Actor, found, yuan } from '#kernel';
import { type NoticeView, NoticeQueries } from '#tendering';
import { Database } from '#platform';
import { BidQueries, type OwnBid, type TaskStanding, taskStates } from '#bidding';
import type { Step } from '../kit/index.js';

/** Everything the pages of one bid need to know. */
export interface Desk {
  readonly bid: OwnBid;
  readonly notice: NoticeView;
  readonly closesAt: Date;
  readonly maxPrice: bigint;
  readonly tasks: readonly TaskStanding[];
  /** The draft can still be written. */
  readonly open: boolean;
  /** It can be handed in or withdrawn now. */
  readonly takesBids: boolean;
  /** Less than two hours are left. */
  readonly pressing: boolean;
  readonly back: Step;
}

const twoHours = 2 * 3_600_000;

/** Loads a provider's own bid for its pages. */
@Injectable()
export class BidDesk {
  constructor(
    private readonly bids: BidQueries,
    private readonly notices: NoticeQueries,
    private readonly database: Database,
  ) {}

  async of(actor: Actor, bidId: string): Promise<Desk> {
    const bid = await this.bids.ownBid(actor, bidId);
    const notice = found(await this.notices.byId(bid.procedureId), 'procedure');
    const now = await this.database.now();
    const closesAt = new Date(notice.closesAt);
    const maxPrice = yuan(notice.maxPrice);
    const takesBids = bid.boxState === 'open' && notice.state === 'open' && now < closesAt;
    return {
      bid,
      notice,
      closesAt,
      maxPrice,
      tasks: taskStates(bid.draft, maxPrice),
      open: takesBids || (bid.boxState === 'open' && notice.state === 'suspended'),
      takesBids,
      pressing: takesBids && closesAt.getTime() - now.getTime() < twoHours,
      back: { href: `/org/bids/${bid.id}`, title: { key: 'bidding.backToTasks' } },
    };
  }
}
