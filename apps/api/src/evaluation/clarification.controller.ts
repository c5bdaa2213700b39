import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { BidQueries } from '#bidding';
import { AnswerPanel, ClarificationQueries, ClarificationService, clarificationView } from '#evaluation';
import { CurrentActor } from '../actor.decorator.js';

@ApiTags('evaluation')
@Controller('api/v1')
export class ClarificationController {
  constructor(
    private readonly clarifications: ClarificationService,
    private readonly queries: ClarificationQueries,
    private readonly bids: BidQueries,
  ) {}

  @Get('bids/:bid/clarifications')
  @ApiOperation({ summary: 'Questions of the panel to your own bid, with your answers' })
  async list(@CurrentActor() actor: Actor, @Param('bid', ParseUUIDPipe) bid: string): Promise<object> {
    await this.bids.ownBid(actor, bid);
    return { data: (await this.queries.ofBid(bid, actor.organizationId)).map(clarificationView), page: { next: null } };
  }

  @Post('clarifications/:id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer a question of the panel, once and in time; price and substance stay as they are' })
  async answer(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AnswerPanel): Promise<object> {
    return clarificationView(await this.clarifications.answer(actor, id, input));
  }
}
