import { Injectable } from '@nestjs/common';
import { found } from '#kernel';
import { BidQueries, pricesRead } from '#bidding';
import { AwardQueries } from '#evaluation';
import { PlanQueries } from '#planning';
import { Config, type Entry, type Tx } from '#platform';
import { NoticeQueries } from '#tendering';
import { awardMovedStory, awardStory, complaintStory, openedStory, type PublicAward, type PublicBid } from './award.release.view.js';
import { tenderOcid } from './ids.rules.js';
import { planEndedStory, plannedStory } from './planning.release.view.js';
import { ProcessQueries } from './process.queries.js';
import type { Story } from './release.view.js';
import { amendmentStory, answerStory, endedStory, noticeStory, officialStory, suspendedStory } from './tender.release.view.js';

/** What the public hears of plans, notices, openings and results: an entry of the journal as stories. */
@Injectable()
export class TenderStories {
  constructor(
    private readonly config: Config,
    private readonly processes: ProcessQueries,
    private readonly plans: PlanQueries,
    private readonly notices: NoticeQueries,
    private readonly bids: BidQueries,
    private readonly awards: AwardQueries,
  ) {}

  async announced({ subject }: Entry): Promise<Story> {
    const item = found(await this.plans.item(subject), 'plan item');
    return plannedStory(this.config.ocidPrefix, item, await this.processes.body(item.departmentId));
  }

  /** Only what was announced is taken back in public. */
  async planEnded(tx: Tx, { subject }: Entry, status: 'withdrawn' | 'complete'): Promise<Story | null> {
    if (!(await this.processes.announced(tx, subject))) return null;
    const item = found(await this.plans.item(subject), 'plan item');
    return planEndedStory(this.config.ocidPrefix, item, await this.processes.body(item.departmentId), status);
  }

  async published(tx: Tx, entry: Entry): Promise<Story> {
    const process = await this.process(entry);
    const notice = found(await this.notices.version(process.number, Number(entry.facts.version)), 'notice');
    return noticeStory(process, notice, process.item.lineNumber, await this.processes.related(tx, process));
  }

  async corrected(tx: Tx, entry: Entry): Promise<Story> {
    const process = await this.process(entry);
    const notice = found(await this.notices.version(process.number, Number(entry.facts.version)), 'notice');
    return amendmentStory(process, notice, await this.processes.neighbours(tx, tenderOcid(process.prefix, process.number)));
  }

  async answered(entry: Entry): Promise<Story> {
    const process = await this.process(entry);
    const question = (await this.notices.questions(process.number)).find(({ no }) => no === Number(entry.facts.no));
    return answerStory(process, found(question, 'question'));
  }

  /** Where the official medium published a version. */
  async official(entry: Entry): Promise<Story> {
    const { version, url, publishedAt } = entry.facts as {
      version: number;
      url: string;
      publishedAt: string;
    };
    return officialStory(await this.process(entry), { version, url, publishedAt });
  }

  async suspended(entry: Entry): Promise<Story> {
    return suspendedStory(await this.process(entry));
  }

  async ended(entry: Entry, how: 'cancelled' | 'unsuccessful'): Promise<Story | null> {
    const process = await this.processes.of(entry.project!);
    const { endReason } = (await this.notices.byId(entry.project!)) ?? {};
    return process && endedStory(process, how, endReason ?? String(entry.facts.reason), entry.at);
  }

  async opened(entry: Entry): Promise<Story> {
    const process = await this.process(entry);
    const bids = await this.offers(entry);
    return openedStory(process, pricesRead(process.method) ? bids : bids.map((bid) => ({ ...bid, price: null })));
  }

  async awarded(entry: Entry): Promise<Story> {
    const process = await this.process(entry);
    const [award, result, bids] = await Promise.all([this.award(entry), this.awards.publicByNumber(process.number), this.offers(entry)]);
    const places = new Map((result?.ranking ?? []).map(({ uscc, rank, total }) => [uscc, { rank, total }]));
    return awardStory(
      process,
      award,
      bids.map((bid) => ({ ...bid, ...(places.get(bid.bidder.uscc) ?? { rank: null, total: null }) })),
    );
  }

  async awardMoved(entry: Entry, status: 'pending' | 'active' | 'cancelled'): Promise<Story> {
    return awardMovedStory(await this.process(entry), await this.award(entry), status);
  }

  async complaint(entry: Entry): Promise<Story> {
    const { number, award, outcome } = entry.facts as { number: string; award: string; outcome?: string };
    return complaintStory(await this.process(entry), { number, award, outcome, at: entry.at });
  }

  private async offers(entry: Entry): Promise<PublicBid[]> {
    const opened = await this.bids.opened(entry.project!);
    const bodies = await this.processes.bodies(opened.map(({ providerId }) => providerId));
    return opened.map(({ bidId, providerId, price, receivedAt }) => ({
      id: bidId,
      bidder: bodies.get(providerId)!,
      price,
      receivedAt,
    }));
  }

  private async award({ subject }: Entry): Promise<PublicAward> {
    const award = found(await this.awards.byId(subject), 'award');
    return { ...award, supplier: await this.processes.body(award.providerId) };
  }

  private async process(entry: Entry) {
    return found(await this.processes.of(entry.project!), 'procedure');
  }
}
