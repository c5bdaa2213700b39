import { Injectable } from '@nestjs/common';
import { found } from '#kernel';
import { BidQueries, type OpenedBid } from '#bidding';
import { AwardQueries } from '#evaluation';
import { PlanQueries } from '#planning';
import { Config, type Entry, sentence, type Tx } from '#platform';
import { lotsOf, type Method, methodRules, NoticeQueries } from '#tendering';
import { awardMovedStory, awardStory, complaintStory, openedStory, type PublicAward, type PublicBid } from './award.release.view.js';
import { tenderOcid } from './ids.rules.js';
import { planEndedStory, plannedStory } from './planning.release.view.js';
import { ProcessQueries } from './process.queries.js';
import type { Story } from './release.view.js';
import {
  amendmentStory,
  answerStory,
  endedStory,
  lotFailedStory,
  noticeStory,
  officialStory,
  suspendedStory,
} from './tender.release.view.js';

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
    return suspendedStory(await this.process(entry), String(entry.facts.reason), entry.at);
  }

  async ended(entry: Entry, how: 'cancelled' | 'unsuccessful'): Promise<Story | null> {
    const process = await this.processes.of(entry.project!);
    const { endReason } = (await this.notices.byId(entry.project!)) ?? {};
    return process && endedStory(process, how, endReason ?? String(entry.facts.reason), entry.at);
  }

  async opened(entry: Entry): Promise<Story> {
    return openedStory(await this.process(entry), await this.offers(entry));
  }

  async awarded(entry: Entry): Promise<Story> {
    const process = await this.process(entry);
    const [award, result, bids] = await Promise.all([this.award(entry), this.awards.publicByNumber(process.number), this.offers(entry)]);
    const own = result?.lots.find(({ lot }) => lot === (award.lot?.id ?? '1'));
    const places = new Map((own?.ranking ?? []).map(({ uscc, rank, total }) => [uscc, { rank, total }]));
    const judged = award.lot ? bids.filter(({ lots }) => lots.includes(award.lot!.id)) : bids;
    return awardStory(
      process,
      award,
      judged.map((bid) => ({ ...bid, ...(places.get(bid.bidder.uscc) ?? { rank: null, total: null }) })),
      (result?.lots ?? []).every((lot) => lot.failure !== null || (lot.award !== null && lot.award.state !== 'withdrawn')),
    );
  }

  /** Nothing where the award was never announced: one taken back before that was the buyer's own. */
  async awardMoved(entry: Entry, status: 'pending' | 'active' | 'cancelled'): Promise<Story | null> {
    const award = await this.award(entry);
    return award.announcedAt ? awardMovedStory(await this.process(entry), award, status) : null;
  }

  /** One lot of several failed; where it was the only one the procedure has failed and says so itself. */
  async lotFailed(entry: Entry): Promise<Story | null> {
    const { lot, code, ...facts } = entry.facts as { lot: string; code: string } & Record<string, string | number>;
    const several = lotsOf(found(await this.notices.byId(entry.project!), 'notice').content).length > 1;
    return several ? lotFailedStory(await this.process(entry), { id: lot, reason: sentence(code, facts, 'zh') }) : null;
  }

  async complaint(entry: Entry): Promise<Story> {
    const { number, award, outcome } = entry.facts as { number: string; award: string | null; outcome?: string };
    return complaintStory(await this.process(entry), { number, award, outcome, at: entry.at });
  }

  private async offers(entry: Entry): Promise<PublicBid[]> {
    const { content, method } = found(await this.notices.byId(entry.project!), 'notice');
    const several = lotsOf(content).length > 1;
    const told = methodRules[method as Method].pricesRead || entry.type !== 'box.opened';
    const opened: (OpenedBid & { readonly prices?: ReadonlyMap<string, bigint> })[] = await this.bids.opened(entry.project!);
    const bodies = await this.processes.bodies(opened.map(({ providerId }) => providerId));
    return opened.map(({ bidId, providerId, price, receivedAt, prices }) => ({
      id: bidId,
      bidder: bodies.get(providerId)!,
      price: told ? price : null,
      receivedAt,
      lots: several && prices ? [...prices.keys()] : [],
    }));
  }

  private async award({ subject }: Entry): Promise<PublicAward> {
    const award = found(await this.awards.byId(subject), 'award');
    const lots = lotsOf(found(await this.notices.byId(award.procedureId), 'notice').content);
    const lot = lots.length > 1 ? (lots.find(({ id }) => id === award.lot) ?? null) : null;
    return { ...award, lot, supplier: await this.processes.body(award.providerId) };
  }

  private async process(entry: Entry) {
    return found(await this.processes.of(entry.project!), 'procedure');
  }
}
