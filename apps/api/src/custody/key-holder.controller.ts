import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { AskChallenge, EndKey, EnrolKey, KeyHolderQueries, KeyHolders, keyHolderView } from '#custody';
import { CurrentActor } from '../actor.decorator.js';
import { Public } from '../public.decorator.js';
import { ListPage } from '../list-page.input.js';

@ApiTags('custody')
@Controller('api/v1/key-holders')
export class KeyHolderController {
  constructor(
    private readonly holders: KeyHolders,
    private readonly queries: KeyHolderQueries,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Public keys of the units that open boxes, those in use first' })
  async list(@Query() { after, limit }: ListPage): Promise<object> {
    const { items, next } = await this.queries.list({ after, limit });
    return { data: items.map(keyHolderView), page: { next } };
  }

  @Post('challenges')
  @ApiOperation({ summary: 'Ask for a text closed to a public key; opening it proves that one holds the secret key' })
  challenge(@CurrentActor() actor: Actor, @Body() input: AskChallenge): Promise<object> {
    return this.holders.challenge(actor, input);
  }

  @Post()
  @ApiOperation({ summary: 'Enrol the key whose challenge was opened, for the own unit' })
  async enrol(@CurrentActor() actor: Actor, @Body() input: EnrolKey): Promise<object> {
    return keyHolderView(await this.holders.enrol(actor, input));
  }

  @Post(':id/loss')
  @HttpCode(204)
  @ApiOperation({ summary: 'Report that a key of the own unit is lost' })
  async reportLoss(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: EndKey): Promise<void> {
    await this.holders.reportLoss(actor, id, input);
  }

  @Post(':id/replacement')
  @HttpCode(204)
  @ApiOperation({ summary: "End a key holder's duty, so that another person of the unit can enrol" })
  async replace(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: EndKey): Promise<void> {
    await this.holders.replace(actor, id, input);
  }
}
