import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Actor, confirmedWithin, found } from '#kernel';
import { Database } from '#platform';
import { downloadHeaders } from '#documents';
import { OrganizationQueries } from '#organizations';
import { NoticeQueries } from '#tendering';
import { BidQueries, ConsentToOpening, Opening, OpeningQueries, type OpeningView, sideOf } from '#bidding';
import {
  actorAs,
  actorOf,
  type FormState,
  Forms,
  languageOf,
  localized,
  type PageReply,
  type PageRequest,
  type Step,
  Views,
} from '../kit/index.js';
import { sendJson } from './send-json.js';
import { boxColour } from './words.js';

/** Openings: the buyer's page, that of finance and supervision, and the bidder's; one template, one door each. */
@Controller()
export class OpeningPages {
  constructor(
    private readonly opening: Opening,
    private readonly openings: OpeningQueries,
    private readonly bids: BidQueries,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get('oversight/openings')
  async waiting(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'supervisor', 'finance_checker', 'finance_approver');
    const boxes = await this.openings.waiting(actor);
    const notices = await this.notices.summaries(boxes.map(({ procedureId }) => procedureId));
    const rows = boxes.map(({ procedureId, sealedAt, consents }) => ({
      id: procedureId,
      sealedAt,
      notice: notices.get(procedureId),
      buyer: consents.find(({ side }) => side === 'buyer'),
      oversight: consents.find(({ side }) => side === 'oversight'),
    }));
    this.views.page(request, reply, 'bidding/openings', { rows }, { title: { key: 'bidding.openings' }, back: homeOf(actor) });
  }

  @Get('oversight/openings/:id')
  async oversight(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.show(request, reply, id, this.forms.open(), oversightPage(id));
  }

  @Post('oversight/openings/:id')
  async oversightConsents(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.consent(request, reply, id, oversightPage(id));
  }

  @Get('buy/projects/:id/opening')
  async buyer(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.show(request, reply, id, this.forms.open(), buyerPage(id));
  }

  @Post('buy/projects/:id/opening')
  async buyerConsents(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.consent(request, reply, id, buyerPage(id));
  }

  @Get('org/bids/:id/opening')
  async bidder(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { procedureId } = await this.bids.ownBid(actorOf(request), id);
    await this.show(request, reply, procedureId, this.forms.open(), {
      href: `/org/bids/${id}/opening`,
      back: { href: `/org/bids/${id}`, title: { key: 'bidding.backToTasks' } },
    });
  }

  @Get('opening-records/:id')
  async record(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { record } = await this.openings.show(actorOf(request), id);
    const kept = found(record, 'opening');
    sendJson(reply, `opening-${kept.procedure}.json`, kept);
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

  private async consent(request: PageRequest, reply: PageReply, id: string, page: Page): Promise<void> {
    const actor = actorOf(request);
    if (!confirmedWithin(actor, await this.database.now())) {
      const next = encodeURIComponent(localized(languageOf(request), page.href));
      return void reply
        .status(303)
        .header('location', localized(languageOf(request), `/confirm?next=${next}`))
        .send();
    }
    await this.forms.handle(request, reply, {
      input: ConsentToOpening,
      act: async () => {
        const { state } = await this.opening.consent(actor, id);
        return `${page.href}?done=${state === 'sealed' ? 'boxConsented' : state === 'opened' ? 'boxOpened' : 'boxVoid'}`;
      },
      again: (form) => this.show(request, reply, id, form, page),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState, page: Page): Promise<void> {
    const actor = actorOf(request);
    const opening = await this.openings.show(actor, id);
    const notice = found(await this.notices.byId(id), 'procedure');
    const ids = [...opening.consents.map(({ organizationId }) => organizationId), ...opening.bids.map(({ providerId }) => providerId)];
    const names = await this.organizations.byIds(ids);
    const data = {
      ...this.parts(actor, opening, notice.department.id, await this.database.now()),
      form,
      opening,
      notice,
      colour: boxColour[opening.state],
      persons: opening.consents.map((one) => ({
        ...one,
        organization: names.get(one.organizationId)?.name,
        sideKey: { key: `bidding.side.${one.side}` },
        roleKey: { key: `bidding.role.${one.role}` },
      })),
      bids: opening.bids.map((bid) => ({ ...bid, provider: names.get(bid.providerId)?.name })),
    };
    this.views.page(
      request,
      reply,
      'bidding/opening',
      { ...data, action: page.href, recordHref: `/opening-records/${id}`, consentItem },
      { title: { key: 'bidding.opening' }, back: page.back },
    );
  }

  /** What the reader may do now, or why not. */
  private parts(actor: Actor, opening: OpeningView, departmentId: string, now: Date): object {
    const side = sideOf(actor, { departmentId });
    const stood = opening.consents.find((consent) => consent.side === side);
    const both = opening.consents.some((consent) => consent.person === actor.personId);
    const mayConsent = side !== undefined && opening.state === 'sealed' && !stood && !both;
    return {
      side: side && { key: `bidding.side.${side}` },
      mayConsent,
      waitsForOther: opening.state === 'sealed' && stood !== undefined,
      confirmed: confirmedWithin(actor, now),
    };
  }
}

interface Page {
  readonly href: string;
  readonly back: Step;
}

const consentItem = { value: 'yes', text: { key: 'bidding.consentYes' } };

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
