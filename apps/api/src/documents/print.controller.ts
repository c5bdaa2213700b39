import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#kernel';
import { BidPrints } from '#bidding';
import { printHeaders } from '#documents';
import { CurrentActor } from '../actor.decorator.js';

/** What bidders print and keep, as PDF. */
@ApiTags('bidding')
@Controller('api/v1')
export class PrintController {
  constructor(private readonly prints: BidPrints) {}

  @Get('receipts/:number.pdf')
  @ApiOperation({ summary: 'An own receipt as PDF, with a QR code that carries all of it' })
  async receipt(@CurrentActor() actor: Actor, @Param('number') number: string, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, ...file } = await this.prints.receipt(actor, number);
    void reply.headers(printHeaders(file)).send(bytes);
  }

  @Get('bids/:id/attempts.pdf')
  @ApiOperation({ summary: 'Tries that came after the deadline, signed, as PDF' })
  async attempts(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, ...file } = await this.prints.attempts(actor, id);
    void reply.headers(printHeaders(file)).send(bytes);
  }

  @Get('procedures/:id/opening.pdf')
  @ApiOperation({ summary: 'The minutes of an opening as PDF; of the last round, or of `round`' })
  async opening(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query('round') round: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, ...file } = await this.prints.opening(actor, id, round === '1' ? 1 : undefined);
    void reply.headers(printHeaders(file)).send(bytes);
  }
}
