import { Injectable } from '@nestjs/common';
import { BidQueries } from '#bidding';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { AdmissionQueries, NoticeQueries, type NoticeSummary, ProcedureQueries } from '#tendering';
import { answerTo, changeOf, type News } from './news.rules.js';

/**
 * What an organization has to know of procedures whose box is closed: found anew each time it looks, from its own bids
 * and questions. Nothing is kept, so that no table tells who prepares a bid or asked.
 */
@Injectable()
export class NewsQueries {
  constructor(
    private readonly database: Database,
    private readonly bids: BidQueries,
    private readonly notices: NoticeQueries,
    private readonly procedures: ProcedureQueries,
    private readonly admissions: AdmissionQueries,
  ) {}

  /** Newest first. Once the box was opened messages tell the same, so its bids are left out. */
  async of(actor: Actor): Promise<News[]> {
    const now = await this.database.now();
    const { items } = await this.bids.ownBids(actor, { limit: 50 });
    const hidden = items.filter(({ boxState }) => boxState !== 'opened');
    const asked = await this.procedures.answeredTo(actor);
    const ids = new Set([...hidden, ...asked].map(({ procedureId }) => procedureId));
    const views = await Promise.all([...ids].map(async (id) => [id, await this.notices.byId(id)] as const));
    const notices = new Map(views.flatMap(([id, notice]) => (notice ? [[id, notice] as const] : [])));
    const changes = [...notices.values()].map((notice) => changeOf(notice, now));
    const answers = asked.map((question) => {
      const notice = notices.get(question.procedureId);
      return notice && answerTo(notice, question, now);
    });
    return [...changes, ...answers].filter((one) => one !== undefined).sort((one, other) => other.at.getTime() - one.at.getTime());
  }

  /** Running procedures the organization is invited to and has begun no bid for, soonest deadline first. */
  async invitations(actor: Actor): Promise<NoticeSummary[]> {
    const invited = await this.admissions.invitations(actor.organizationId);
    const notices = await this.notices.summaries(invited.map(({ procedureId }) => procedureId));
    const open: NoticeSummary[] = [];
    for (const { procedureId } of invited) {
      const notice = notices.get(procedureId);
      if (notice && !(await this.bids.ownIn(actor, procedureId))) open.push(notice);
    }
    return open;
  }
}
