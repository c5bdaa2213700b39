import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { maySee, NoticeQueries } from '#tendering';
import { BidQueries, LastPriceQueries, type OwnBid, OwnKeys } from '#bidding';
import { ProjectLinks } from '../tendering/project-links.js';
import { type Light, type TodoItem, type TodoSource, TodoSources, WorkspaceLinks } from '../kit/index.js';

const day = 86_400_000;

/**
 * What waits in this room, each bidder's own only: bids to open or to seal again, last prices, drafts before their
 * deadline. Sealed boxes wait at the desk of key holders.
 */
@Injectable()
export class BiddingTodo implements TodoSource {
  constructor(
    private readonly bids: BidQueries,
    private readonly lastPrices: LastPriceQueries,
    private readonly ownKeys: OwnKeys,
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
    const { items } = await this.bids.ownBids(actor, { limit: 50 });
    return [...(await this.closed(actor)), ...(await this.outdated(items)), ...(await this.asked(actor)), ...(await this.drafts(items))];
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

  /** Bids that stay closed unless their bidder opens them. */
  private async closed(actor: Actor): Promise<TodoItem[]> {
    const closed = await this.ownKeys.asked(actor);
    const notices = await this.notices.summaries(closed.map(({ procedureId }) => procedureId));
    return closed.map(({ bidId, procedureId, until }) => ({
      title: { key: 'bidding.todo.ownKeys', facts: { title: notices.get(procedureId)?.title ?? '' } },
      href: `/org/bids/${bidId}/secrets`,
      dueAt: until,
      light: 'red' as const,
    }));
  }

  /** Bids in the box that are closed to keys the notice names no more. */
  private async outdated(items: readonly OwnBid[]): Promise<TodoItem[]> {
    return this.untilDeadline(await this.bids.outdated(items), 'bidding.todo.reseal', { href: '/check', later: 'amber', soon: 'red' });
  }

  private drafts(items: readonly OwnBid[]): Promise<TodoItem[]> {
    const drafts = items.filter(({ state, boxState }) => boxState === 'open' && (state === 'draft' || state === 'withdrawn'));
    return this.untilDeadline(drafts, 'bidding.todo.draft', { href: '', later: 'green', soon: 'amber' });
  }

  private async untilDeadline(
    bids: readonly OwnBid[],
    key: string,
    { href, later, soon }: { href: string; later: Light; soon: Light },
  ): Promise<TodoItem[]> {
    const notices = await this.notices.summaries(bids.map(({ procedureId }) => procedureId));
    const now = await this.database.now();
    return bids.flatMap(({ id, procedureId }) => {
      const notice = notices.get(procedureId);
      const dueAt = notice && new Date(notice.closesAt);
      if (!dueAt || notice.state !== 'open' || dueAt <= now) return [];
      const light = dueAt.getTime() - now.getTime() < day ? soon : later;
      return [{ title: { key, facts: { title: notice.title } }, href: `/org/bids/${id}${href}`, dueAt, light }];
    });
  }
}
