import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import {
  AcceptChallenge,
  AnswerChallenge,
  ChallengeQueries,
  challengeRowView,
  ChallengeService,
  challengeView,
  FileChallenge,
  RefuseChallenge,
} from '#objections';
import { CurrentActor } from '../actor.decorator.js';
import { ListChallenges } from './challenge-list.input.js';

@ApiTags('objections')
@Controller('api/v1')
export class ChallengeController {
  constructor(
    private readonly challenges: ChallengeService,
    private readonly queries: ChallengeQueries,
  ) {}

  @Get('challenges')
  @ApiOperation({ summary: 'Challenges your organization filed or has to answer; all of them for supervisors' })
  async list(@CurrentActor() actor: Actor, @Query() { procedure, ...page }: ListChallenges): Promise<object> {
    const { items, next } = await this.queries.list(actor, { ...page, procedureId: procedure });
    return { data: items.map(challengeRowView), page: { next } };
  }

  @Get('challenges/:id')
  @ApiOperation({ summary: 'One challenge' })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return challengeRowView(await this.queries.byId(actor, id));
  }

  @Post('procedures/:id/challenges')
  @ApiOperation({ summary: 'Challenge the announced result, within its window' })
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: FileChallenge): Promise<object> {
    return challengeView(await this.challenges.file(actor, id, input));
  }

  @Post('challenges/:id/acceptance')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a challenge up; one that may change the result holds the award' })
  async accept(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AcceptChallenge): Promise<object> {
    return challengeView(await this.challenges.accept(actor, id, input));
  }

  @Post('challenges/:id/refusal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Turn a challenge away with a reason' })
  async refuse(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RefuseChallenge): Promise<object> {
    return challengeView(await this.challenges.refuse(actor, id, input));
  }

  @Post('challenges/:id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer a challenge; upheld takes the award back' })
  async answer(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AnswerChallenge): Promise<object> {
    return challengeView(await this.challenges.answer(actor, id, input));
  }
}
