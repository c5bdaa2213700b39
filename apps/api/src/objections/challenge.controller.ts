import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import {
  AcceptChallenge,
  AnswerChallenge,
  ChallengeDesk,
  ChallengeQueries,
  challengeRowView,
  ChallengeService,
  challengeView,
  FileChallenge,
  RefuseChallenge,
  SupplementChallenge,
  Windows,
  windowView,
  WithdrawObjection,
} from '#objections';
import { CurrentActor } from '../actor.decorator.js';
import { ListChallenges } from './challenge-list.input.js';

@ApiTags('objections')
@Controller('api/v1')
export class ChallengeController {
  constructor(
    private readonly challenges: ChallengeService,
    private readonly desk: ChallengeDesk,
    private readonly queries: ChallengeQueries,
    private readonly windows: Windows,
  ) {}

  @Get('procedures/:id/objection-windows')
  @ApiOperation({ summary: 'What of a procedure may be challenged, and until when' })
  async open(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return { data: (await this.windows.of(actor, id)).map(windowView), page: { next: null } };
  }

  @Get('challenges')
  @ApiOperation({ summary: 'Challenges your organization filed or has to answer; all of them for finance and supervisors' })
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
  @ApiOperation({ summary: 'Challenge a stage of a procedure, with all points at once, within its window' })
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: FileChallenge): Promise<object> {
    return challengeView(await this.challenges.file(actor, id, input));
  }

  @Post('challenges/:id/supplement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Complete a challenge that was given back' })
  async supplement(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: SupplementChallenge,
  ): Promise<object> {
    return challengeView(await this.challenges.supplement(actor, id, input));
  }

  @Post('challenges/:id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take an own challenge back' })
  async withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithdrawObjection): Promise<object> {
    return challengeView(await this.challenges.withdraw(actor, id, input));
  }

  @Post('challenges/:id/acceptance')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a challenge up; one that may change the result holds the award' })
  async accept(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AcceptChallenge): Promise<object> {
    return challengeView(await this.desk.accept(actor, id, input));
  }

  @Post('challenges/:id/return')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a challenge back to be completed, once' })
  async giveBack(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RefuseChallenge): Promise<object> {
    return challengeView(await this.desk.return(actor, id, input));
  }

  @Post('challenges/:id/refusal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Turn a challenge away with a reason' })
  async refuse(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RefuseChallenge): Promise<object> {
    return challengeView(await this.desk.refuse(actor, id, input));
  }

  @Post('challenges/:id/answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer a challenge to all concerned; upheld carries out the remedy' })
  async answer(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AnswerChallenge): Promise<object> {
    return challengeView(await this.desk.answer(actor, id, input));
  }
}
