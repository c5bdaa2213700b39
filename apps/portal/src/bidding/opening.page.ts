import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Actor, confirmedWithin, found } from '#kernel';
import { Database } from '#platform';
import { downloadHeaders } from '#documents';
import { NoticeQueries } from '#tendering';
import { AgreeToFallback, BidQueries, Fallback, fallbackSide, OpeningPackages, OpeningQueries } from '#bidding';
import { Public } from '../../../api/src/public.decorator.js';
import { actorAs, actorOf, type FormState, Forms, type PageReply, type PageRequest, type Step, Views } from '../kit/index.js';
import { toConfirm } from '../custody/key-end.page.js';
import { officeKey, OpeningDesk, roundIn } from './opening.data.js';
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
    private readonly fallback: Fallback,
    private readonly database: Database,
    private readonly forms: Forms,
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
    await this.show(request, reply, id, oversightPage(id));
  }

  @Post('oversight/openings/:id')
  async oversightAgrees(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.agree(request, reply, id, oversightPage(id));
  }

  @Get('buy/projects/:id/opening')
  async buyer(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.show(request, reply, id, buyerPage(id));
  }

  @Post('buy/projects/:id/opening')
  async buyerAgrees(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.agree(request, reply, id, buyerPage(id));
  }

  @Get('org/bids/:id/opening')
  async bidder(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { procedureId } = await this.bids.ownBid(actorOf(request), id);
    const back = { href: `/org/bids/${id}`, title: { key: 'bidding.backToTasks' } };
    await this.show(request, reply, procedureId, { href: `/org/bids/${id}/opening`, back, ownSecrets: `/org/bids/${id}/secrets` });
  }

  @Get('opening-records/:id')
  async record(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { record } = await this.openings.show(actorOf(request), id, roundIn(request));
    const kept = found(record, 'opening');
    sendJson(reply, `opening-${kept.procedure}${kept.round === 2 ? '-last-prices' : ''}.json`, kept);
  }

  /** For those who took part where prices are read out, for everybody from the announced result on. */
  @Get('opening-packages/:id')
  @Public()
  async package(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { name, bytes } = await this.packages.of(request.actor, id, roundIn(request));
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

  /** Two holders lost their keys: the buyer's approver and the supervisor let the bidders open their own envelopes. */
  private async agree(request: PageRequest, reply: PageReply, id: string, page: Page): Promise<void> {
    const actor = actorOf(request);
    if (!confirmedWithin(actor, await this.database.now())) return toConfirm(request, reply, page.href);
    await this.forms.handle(request, reply, {
      input: AgreeToFallback,
      act: async (input) => {
        await this.fallback.agree(actor, id, input);
        return `${page.href}?done=fallbackAgreed`;
      },
      again: (form) => this.show(request, reply, id, page, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, page: Page, form: FormState = this.forms.open()): Promise<void> {
    const actor = actorOf(request);
    const { opening, notice, data } = await this.desk.of(request, actor, id, roundIn(request));
    const side = fallbackSide(actor, { departmentId: notice.department.id });
    const agreed = opening.fallback?.persons.some((one) => one.side === side);
    const mayAgree = opening.state === 'sealed' && side !== undefined && !agreed;
    this.views.page(
      request,
      reply,
      'bidding/opening',
      { ...data, form, here: page.href, agree: mayAgree ? page.href : null, ownSecrets: page.ownSecrets },
      {
        title: { key: opening.round === 2 ? 'bidding.openingLast' : 'bidding.opening' },
        back: page.back,
      },
    );
  }
}

interface Page {
  readonly href: string;
  readonly back: Step;
  /** Where a bidder opens its own envelopes. */
  readonly ownSecrets?: string;
}

const oversightPage = (id: string): Page => ({
  href: `/oversight/openings/${id}`,
  back: { href: '/oversight/openings', title: { key: 'bidding.openings' } },
});
const buyerPage = (id: string): Page => ({
  href: `/buy/projects/${id}/opening`,
  back: { href: `/buy/projects/${id}`, title: { key: 'bidding.backToProject' } },
});
const homeOf = (actor: Actor): Step =>
  actor.roles.includes('supervisor')
    ? { href: '/oversight', title: { key: 'nav.oversight' } }
    : { href: '/finance', title: { key: 'nav.finance' } };
