import { Injectable } from '@nestjs/common';
import { type Actor, found, yuan } from '#kernel';
import { Database } from '#platform';
import { type Lot, type NoticeView, NoticeQueries } from '#tendering';
import { type BidDeskView, BidQueries, type HandedIn, Workspace } from '#bidding';
import { largestPlain } from '#sealing';
import { type PageRequest, scriptData, type Step } from '../kit/index.js';
import { bidScriptMessages } from './script.messages.js';

/** Everything the pages of one bid need to know; of the offer itself the server knows nothing. */
export interface Desk {
  readonly bid: BidDeskView;
  readonly notice: NoticeView;
  readonly closesAt: Date;
  readonly closesIso: string;
  readonly nowIso: string;
  readonly maxPrice: bigint;
  readonly lots: readonly Lot[];
  /** What lies in the box; whether it has to be sealed again because the keys were renewed. */
  readonly handedIn: HandedIn | null;
  readonly mustReseal: boolean;
  /** Its key was made. */
  readonly started: boolean;
  /** The draft can still be written. */
  readonly open: boolean;
  /** It can be handed in or withdrawn now. */
  readonly takesBids: boolean;
  /** Less than two hours are left. */
  readonly pressing: boolean;
  readonly back: Step;
}

export type BidView = 'tasks' | 'task' | 'files' | 'check' | 'receipt' | 'last-price';

const twoHours = 2 * 3_600_000;
/** What a browser sends at a time: small enough that a cut network loses little. */
const chunk = 1_048_576;

/** Loads a provider's own bid for its pages. */
@Injectable()
export class BidDesk {
  constructor(
    private readonly bids: BidQueries,
    private readonly workspace: Workspace,
    private readonly notices: NoticeQueries,
    private readonly database: Database,
  ) {}

  async of(actor: Actor, bidId: string): Promise<Desk> {
    const bid = await this.bids.desk(actor, bidId);
    const notice = found(await this.notices.byId(bid.procedureId), 'procedure');
    const [parts, now] = [await this.workspace.parts(actor, bidId), await this.database.now()];
    const { closesAt, handedIn, lots } = bid;
    const takesBids = bid.boxState === 'open' && notice.state === 'open' && now < closesAt;
    return {
      bid,
      notice,
      closesAt,
      closesIso: closesAt.toISOString(),
      nowIso: now.toISOString(),
      maxPrice: yuan(notice.maxPrice),
      lots,
      handedIn,
      mustReseal: takesBids && handedIn?.current === false,
      started: parts.some(({ part }) => part === 'keys'),
      takesBids,
      open: takesBids || (bid.boxState === 'open' && notice.state === 'suspended'),
      pressing: takesBids && closesAt.getTime() - now.getTime() < twoHours,
      back: { href: `/org/bids/${bid.id}`, title: { key: 'bidding.backToTasks' } },
    };
  }

  /** What the page's script is told. */
  script(request: PageRequest, desk: Desk, view: BidView, more: object = {}): string {
    const { bid, started, open, takesBids, lots, closesIso, handedIn } = desk;
    return scriptData(request, bidScriptMessages, 'bidding.js.', {
      view,
      bid: bid.id,
      state: bid.state,
      procedure: bid.procedureId,
      number: bid.number,
      title: bid.title,
      provider: bid.provider.uscc,
      closesAt: closesIso,
      started,
      open,
      takesBids,
      lots,
      recipients: bid.recipients,
      handedIn: handedIn?.envelopes ?? {},
      limits: { text: bid.limits.text, file: largestPlain(bid.limits.file), files: bid.limits.files, chunk },
      ...more,
    });
  }
}
