import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#kernel';
import { downloadHeaders } from '#documents';
import { OrganizationQueries } from '#organizations';
import { type BoxState, ConsentToOpening, openedBidView, Opening, OpeningQueries, openingView } from '#bidding';
import { CurrentActor } from '../actor.decorator.js';

@ApiTags('bidding')
@Controller('api/v1')
export class OpeningController {
  constructor(
    private readonly opening: Opening,
    private readonly openings: OpeningQueries,
    private readonly organizations: OrganizationQueries,
  ) {}

  @Post('procedures/:id/opening-consents')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Stand for a side at the opening; the second side opens the box, or finds too few bids',
  })
  consent(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() _input: ConsentToOpening,
  ): Promise<{ state: BoxState }> {
    return this.opening.consent(actor, id);
  }

  @Get('procedures/:id/opening')
  @ApiOperation({
    summary: 'Where the box stands, who stood for it, and after the opening its signed record',
  })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const opening = await this.openings.show(actor, id);
    const ids = [...opening.consents.map(({ organizationId }) => organizationId), ...opening.bids.map(({ providerId }) => providerId)];
    return openingView(opening, await this.organizations.byIds(ids));
  }

  @Get('procedures/:id/bids')
  @ApiOperation({
    summary: 'Opened offers for the buyer, finance and the supervisor; empty before the opening',
  })
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
  @ApiOperation({ summary: 'Sealed boxes in which the caller may stand for a side' })
  async waiting(@CurrentActor() actor: Actor): Promise<object> {
    return { data: await this.openings.waiting(actor), page: { next: null } };
  }
}
