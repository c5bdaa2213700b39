import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, found } from '#kernel';
import {
  Admissions,
  DrawInput,
  ObjectionInput,
  PriorInput,
  PriorNotices,
  PriorQueries,
  ReargumentInput,
  ReviewInput,
  Reviews,
} from '#tendering';
import { CurrentActor } from '../actor.decorator.js';
import { Public } from '../public.decorator.js';
import { ListPage } from '../list-page.input.js';

/** What happens between a submitted draft and its publication: reviews, the draw, the notice of a single source. */
@ApiTags('tendering')
@Controller('api/v1')
export class AdmissionController {
  constructor(
    private readonly reviews: Reviews,
    private readonly admissions: Admissions,
    private readonly priors: PriorNotices,
    private readonly queries: PriorQueries,
  ) {}

  @Post('procedures/:id/reviews')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give an opinion on the requirement (somebody who did not write it)' })
  review(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReviewInput): Promise<{ passed: boolean }> {
    return this.reviews.give(actor, id, input);
  }

  @Post('procedures/:id/draw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Draw the invited from the candidates, before two witnesses' })
  draw(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: DrawInput,
  ): Promise<{ seed: string; drawn: string[] }> {
    return this.admissions.draw(actor, id, input);
  }

  @Post('procedures/:id/prior-notice')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put the intended single source in public' })
  publish(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: PriorInput,
  ): Promise<{ number: string; until: Date }> {
    return this.priors.publish(actor, id, input);
  }

  @Get('prior-notices')
  @Public()
  @ApiOperation({ summary: 'Notices of single sources, the newest first' })
  async list(@Query() { after, limit }: ListPage): Promise<object> {
    const { items, next } = await this.queries.list({ after: after ?? null, limit });
    return { data: items, page: { next } };
  }

  @Get('prior-notices/:number')
  @Public()
  @ApiOperation({ summary: 'A notice of a single source, with objections and what was argued anew' })
  async show(@Param('number') number: string): Promise<object> {
    const notice = found(await this.queries.byNumber(number), 'prior-notice');
    return { ...notice, objections: await this.queries.objections(notice.id) };
  }

  @Post('prior-notices/:id/objections')
  @ApiOperation({ summary: 'Object to a single source while its notice stands' })
  object(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ObjectionInput): Promise<{ no: number }> {
    return this.priors.object(actor, id, input);
  }

  @Post('prior-objections/:id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Argue an objection anew' })
  async reargue(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReargumentInput): Promise<object> {
    await this.priors.reargue(actor, id, input);
    return { answered: true };
  }
}
