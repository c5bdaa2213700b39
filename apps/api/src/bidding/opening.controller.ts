import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#kernel';
import { downloadHeaders } from '#documents';
import { OrganizationQueries } from '#organizations';
import {
  AgreeToFallback,
  type Contributed,
  Contributions,
  ContributeToOpening,
  DeclineOpening,
  Declines,
  Fallback,
  Minutes,
  openedBidView,
  OpeningPackages,
  OpeningQueries,
  openingView,
  type OwnShares,
  type ReceiptCheck,
  ReceiptChecks,
  Shares,
  SignMinutes,
} from '#bidding';
import { CurrentActor, type SignedRequest } from '../actor.decorator.js';
import { Repeatable } from '../once.interceptor.js';
import { zipHeaders } from './sealed-bytes.js';
import { Public } from '../public.decorator.js';

@ApiTags('bidding')
@Controller('api/v1')
export class OpeningController {
  constructor(
    private readonly shares: Shares,
    private readonly contributions: Contributions,
    private readonly minutes: Minutes,
    private readonly declines: Declines,
    private readonly fallback: Fallback,
    private readonly openings: OpeningQueries,
    private readonly receipts: ReceiptChecks,
    private readonly packages: OpeningPackages,
    private readonly organizations: OrganizationQueries,
  ) {}

  @Get('procedures/:id/opening/shares')
  @ApiOperation({ summary: "A key holder's own wrapped shares of a sealed box; none when too few bids lie in it" })
  own(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OwnShares> {
    return this.shares.of(actor, id);
  }

  @Post('procedures/:id/opening/contributions')
  @Repeatable()
  @HttpCode(200)
  @ApiOperation({
    summary: "The file keys of a holder's own shares, all together; the second holder's open the box. Sending them again changes nothing",
  })
  contribute(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: ContributeToOpening,
  ): Promise<Contributed> {
    return this.contributions.contribute(actor, id, input);
  }

  @Post('procedures/:id/opening/minutes/signature')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign the minutes of the opening by their digest; for the two who were present' })
  sign(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: SignMinutes): Promise<object> {
    return this.minutes.sign(actor, id, input);
  }

  @Post('procedures/:id/opening/declines')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say, as a key holder, that you do not open, and why; it stands in the record of the opening' })
  async decline(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: DeclineOpening): Promise<object> {
    await this.declines.decline(actor, id, input);
    return { declined: true };
  }

  @Post('procedures/:id/opening/fallback')
  @HttpCode(200)
  @ApiOperation({
    summary:
      "When two holders lost their keys after the deadline: the buyer's approver and the supervisor let bidders open their own envelopes",
  })
  agree(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AgreeToFallback): Promise<object> {
    return this.fallback.agree(actor, id, input);
  }

  @Get('procedures/:id/opening')
  @ApiOperation({
    summary:
      'Where the box stands, who has come to open it, and after the opening its signed record and minutes; of the last round, or of `round`',
  })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query('round') round: string | undefined,
  ): Promise<object> {
    const opening = await this.openings.show(actor, id, round === '1' ? 1 : undefined);
    const ids = [...opening.bids, ...opening.invalid].map(({ providerId }) => providerId);
    return openingView(opening, await this.organizations.byIds(ids));
  }

  @Get('procedures/:id/opening/package')
  @Public()
  @ApiOperation({
    summary:
      'Everything with which an outsider opens the prices again (ZIP): for those who took part where prices are read out, for all from the result on',
  })
  async package(
    @Req() request: SignedRequest,
    @Param('id', ParseUUIDPipe) id: string,
    @Query('round') round: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, bytes } = await this.packages.of(request.actor, id, round === '1' ? 1 : undefined);
    void reply.headers(zipHeaders(name)).send(bytes);
  }

  @Get('receipts/:number/check')
  @Public()
  @ApiOperation({ summary: 'Is this the number of a receipt, and does its bid lie in the box? Strangers learn it after the opening' })
  check(@Req() request: SignedRequest, @Param('number') number: string): Promise<ReceiptCheck> {
    return this.receipts.byNumber(request.actor, number);
  }

  @Get('procedures/:id/bids')
  @ApiOperation({ summary: 'Opened offers for the buyer, finance and the supervisor; empty before the opening' })
  async bids(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const offers = await this.openings.offers(actor, id);
    const names = await this.organizations.byIds(offers.map(({ providerId }) => providerId));
    return {
      data: offers.map((bid) => openedBidView(bid, names.get(bid.providerId)?.name ?? '')),
      page: { next: null },
    };
  }

  @Get('opened-bids/:id/files/:sha256')
  @ApiOperation({ summary: 'A file of an opened offer' })
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('sha256') sha256: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, ...file } = await this.openings.file(actor, id, sha256);
    void reply.headers(downloadHeaders({ ...file, public: false })).send(bytes);
  }

  @Get('openings')
  @ApiOperation({ summary: 'Sealed boxes whose keys the caller holds' })
  async waiting(@CurrentActor() actor: Actor): Promise<object> {
    return { data: await this.openings.waiting(actor), page: { next: null } };
  }
}
