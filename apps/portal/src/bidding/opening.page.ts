import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { type Actor, found } from '#kernel';
import { downloadHeaders } from '#documents';
import { NoticeQueries } from '#tendering';
import { BidQueries, OpeningPackages, OpeningQueries } from '#bidding';
import { Public } from '../../../api/src/public.decorator.js';
import { actorAs, actorOf, type PageReply, type PageRequest, type Step, Views } from '../kit/index.js';
import { officeKey, OpeningDesk } from './opening.data.js';
import { sendJson } from './send-json.js';

/** Openings for those who follow them: the buyer, finance, the supervisor and the bidders. */
@Controller()
export class OpeningPages {
  constructor(
    private readonly desk: OpeningDesk,
    private readonly openings: OpeningQueries,
    private readonly packages: OpeningPackages,
    private readonly bids: BidQueries,
    private readonly notices: NoticeQueries,
    private readonly views: Views,
  ) {}

  @Get('oversight/openings')
  async waiting(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'supervisor', 'finance_checker', 'finance_approver');
    const boxes = await this.openings.waiting(actor);
    const notices = await this.notices.summaries(boxes.map(({ procedureId }) => procedureId));
    const rows = boxes.map(({ procedureId, sealedAt, attended }) => ({
      id: procedureId,
      sealedAt,
      notice: notices.get(procedureId),
      came: attended.map(({ office }) => officeKey(office)),
    }));
    this.views.page(request, reply, 'bidding/openings', { rows }, { title: { key: 'bidding.openings' }, back: homeOf(actor) });
  }

  @Get('oversight/openings/:id')
  async oversight(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.show(request, reply, id, { href: '/oversight/openings', title: { key: 'bidding.openings' } });
  }

  @Get('buy/projects/:id/opening')
  async buyer(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.show(request, reply, id, { href: `/buy/projects/${id}`, title: { key: 'bidding.backToProject' } });
  }

  @Get('org/bids/:id/opening')
  async bidder(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { procedureId } = await this.bids.ownBid(actorOf(request), id);
    await this.show(request, reply, procedureId, { href: `/org/bids/${id}`, title: { key: 'bidding.backToTasks' } });
  }

  @Get('opening-records/:id')
  async record(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { record } = await this.openings.show(actorOf(request), id);
    const kept = found(record, 'opening');
    sendJson(reply, `opening-${kept.procedure}.json`, kept);
  }

  /** For those who took part where prices are read out, for everybody from the announced result on. */
  @Get('opening-packages/:id')
  @Public()
  async package(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { name, bytes } = await this.packages.of(request.actor, id);
    void reply
      .headers({
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      })
      .send(bytes);
  }

  @Get('opened-bids/:id/files/:sha256')
  async file(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('sha256') sha256: string,
  ): Promise<void> {
    const { bytes, ...file } = await this.openings.file(actorOf(request), id, sha256);
    void reply.headers(downloadHeaders({ ...file, public: false })).send(bytes);
  }

  private async show(request: PageRequest, reply: PageReply, id: string, back: Step): Promise<void> {
    const { data } = await this.desk.of(request, actorOf(request), id);
    this.views.page(request, reply, 'bidding/opening', data, { title: { key: 'bidding.opening' }, back });
  }
}

const homeOf = (actor: Actor): Step =>
  actor.roles.includes('supervisor')
    ? { href: '/oversight', title: { key: 'nav.oversight' } }
    : { href: '/finance', title: { key: 'nav.finance' } };
