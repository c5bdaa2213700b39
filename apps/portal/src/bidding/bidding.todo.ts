import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { maySee, NoticeQueries } from '#tendering';
import { BidQueries, LastPriceQueries } from '#bidding';
import { ProjectLinks } from '../tendering/project-links.js';
import { type TodoItem, type TodoSource, TodoSources, WorkspaceLinks } from '../kit/index.js';

const day = 86_400_000;

/** What waits in this room: drafts before their deadline, last prices. Sealed boxes wait at the desk of key holders. */
@Injectable()
export class BiddingTodo implements TodoSource {
  constructor(
    private readonly bids: BidQueries,
    private readonly lastPrices: LastPriceQueries,
    private readonly notices: NoticeQueries,
    private readonly database: Database,
    sources: TodoSources,
    links: WorkspaceLinks,
    projects: ProjectLinks,
  ) {
    sources.add(this);
    links.add('org', {
      key: 'bidding.bids',
      href: '/org/bids',
      hint: 'bidding.bidsHint',
      roles: ['provider_admin', 'project_lead', 'provider_finance'],
    });
    links.add('finance', {
      key: 'bidding.openings',
      href: '/oversight/openings',
      hint: 'bidding.openingsHint',
      roles: ['finance_checker', 'finance_approver'],
    });
    links.add('oversight', {
      key: 'bidding.openings',
      href: '/oversight/openings',
      hint: 'bidding.openingsHint',
    });
    projects.add({
      key: 'bidding.opening',
      href: ({ id }) => `/buy/projects/${id}/opening`,
      when: (procedure, actor) => ['closed', 'failed', 'completed'].includes(procedure.state) && maySee(actor, procedure),
    });
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    return [...(await this.asked(actor)), ...(await this.drafts(actor))];
  }

  /** Last prices that are asked for; amber from the start, for the time is short. */
  private async asked(actor: Actor): Promise<TodoItem[]> {
    const asked = (await this.lastPrices.asked(actor)).filter(({ handedIn }) => !handedIn);
    const notices = await this.notices.summaries(asked.map(({ procedureId }) => procedureId));
    return asked.map(({ bidId, procedureId, closesAt }) => ({
      title: { key: 'bidding.todo.lastPrice', facts: { title: notices.get(procedureId)?.title ?? '' } },
      href: `/org/bids/${bidId}/last-price`,
      dueAt: closesAt,
      light: 'amber' as const,
    }));
  }

  private async drafts(actor: Actor): Promise<TodoItem[]> {
    const { items } = await this.bids.ownBids(actor, { limit: 50 });
    const drafts = items.filter(({ state, boxState }) => boxState === 'open' && (state === 'draft' || state === 'withdrawn'));
    const notices = await this.notices.summaries(drafts.map(({ procedureId }) => procedureId));
    const now = await this.database.now();
    return drafts.flatMap(({ id, procedureId }) => {
      const notice = notices.get(procedureId);
      const dueAt = notice && new Date(notice.closesAt);
      if (!dueAt || notice.state !== 'open' || dueAt <= now) return [];
      const light = dueAt.getTime() - now.getTime() < day ? 'amber' : 'green';
      return [
        {
          title: { key: 'bidding.todo.draft', facts: { title: notice.title } },
          href: `/org/bids/${id}`,
          dueAt,
          light,
        } as const,
      ];
    });
  }
}
