import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { type Actor, found, yuan } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { NoticeQueries } from '#tendering';
import { AwardQueries } from '#evaluation';
import { BidQueries, BidService, mayBid, StartBid } from '#bidding';
import { actorAs, actorOf, type FormState, Forms, listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';
import { bidColour, bidWord, said } from './words.js';

/** A provider's own bids, and the beginning of a new one. */
@Controller('org/bids')
export class BidsPages {
  constructor(
    private readonly queries: BidQueries,
    private readonly awards: AwardQueries,
    private readonly bids: BidService,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const list = readList(request, { path: '/org/bids', filters: [], sorts: [] });
    const { items, next } = await this.queries.ownBids(bidderOf(request), {
      after: list.after,
      limit: list.size,
    });
    const notices = await this.notices.summaries(items.map(({ procedureId }) => procedureId));
    const told = await this.awards.announcedIn(items.filter(({ state }) => state === 'opened').map(({ procedureId }) => procedureId));
    const rows = items.map((bid) => {
      const notice = notices.get(bid.procedureId);
      const running = bid.boxState === 'open' && notice?.state === 'open';
      return {
        id: bid.id,
        notice,
        word: bidWord(bid),
        colour: bidColour(bid),
        version: bid.version,
        running,
        outcome: told.has(bid.procedureId),
      };
    });
    this.views.page(
      request,
      reply,
      'bidding/bids',
      { list: listView(list, { rows, next }) },
      {
        title: { key: 'bidding.bids' },
        back: { href: '/org', title: { key: 'nav.org' } },
      },
    );
  }

  @Get('new')
  async open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { notice } = request.query as { notice?: unknown };
    await this.offer(request, reply, this.forms.open(), typeof notice === 'string' ? notice : '');
  }

  @Post('new')
  async start(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorOf(request);
    const { _notice } = request.body as { _notice?: string };
    await this.forms.handle(request, reply, {
      input: StartBid,
      act: async ({ procedureId }) => `/org/bids/${(await this.bids.start(actor, procedureId)).id}`,
      again: (form) => this.offer(request, reply, form, _notice ?? ''),
    });
  }

  /** What the notice asks for, before anything is written; a bid that was begun is continued. */
  private async offer(request: PageRequest, reply: PageReply, form: FormState, number: string): Promise<void> {
    const actor = bidderOf(request);
    const notice = found(await this.notices.byNumber(number), 'notice');
    const own = await this.queries.ownIn(actor, notice.id);
    if (own) return void reply.status(303).header('location', `/org/bids/${own.id}`).send();
    const organization = await this.organizations.byId(actor.organizationId);
    const barrier = organization ? mayBid(organization, notice.department.id) : undefined;
    const data = {
      form,
      notice,
      barrier: barrier && said(barrier, request),
      closesAt: new Date(notice.closesAt),
      open: notice.state === 'open',
      maxPrice: yuan(notice.maxPrice),
    };
    this.views.page(request, reply, 'bidding/new', data, {
      title: { key: 'bidding.new' },
      back: { href: `/notices/${encodeURIComponent(notice.number)}`, title: { key: 'bidding.backToNotice' } },
    });
  }
}

/** Bids are for people of providers who may work on them. */
const bidderOf = (request: PageRequest): Actor => actorAs(request, 'provider_admin', 'project_lead', 'provider_finance');
