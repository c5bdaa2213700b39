import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, found } from '#kernel';
import {
  awardView,
  AwardService,
  DecideAward,
  DecisionService,
  DrawPanel,
  EvaluationQueries,
  EvaluationService,
  GiveReason,
  JudgeQualification,
  outcomeView,
  PanelService,
  progressView,
  TellBidder,
} from '#evaluation';
import { CurrentActor } from '../actor.decorator.js';
import { WhichLot } from './which-lot.input.js';

@ApiTags('evaluation')
@Controller('api/v1')
export class EvaluationController {
  constructor(
    private readonly evaluations: EvaluationService,
    private readonly panels: PanelService,
    private readonly decisions: DecisionService,
    private readonly awards: AwardService,
    private readonly queries: EvaluationQueries,
  ) {}

  @Get('procedures/:id/evaluation')
  @ApiOperation({ summary: 'How the evaluation goes, for the buyer and supervisors; scores and ranks only once reported' })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return progressView(await this.queries.progress(actor, id));
  }

  @Get('procedures/:id/outcome')
  @ApiOperation({
    summary: 'The outcome of your own bid, or of one lot of it: scores, reasons, rank, winner, and until when it can be challenged',
  })
  async outcome(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() { lot }: WhichLot): Promise<object> {
    return outcomeView(found(await this.queries.outcomeFor(actor, id, lot), 'outcome'));
  }

  @Get('procedures/:id/outcomes')
  @ApiOperation({ summary: 'The outcome of each lot you bid for, or why the lot failed; null where nothing is announced yet' })
  async outcomes(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const outcomes = await this.queries.outcomesFor(actor, id);
    return { data: outcomes.map(({ outcome, ...lot }) => ({ ...lot, outcome: outcome && outcomeView(outcome) })) };
  }

  @Post('procedures/:id/qualifications')
  @HttpCode(200)
  @ApiOperation({ summary: 'Judge the qualification of one bid; may be corrected until concluded' })
  async qualify(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: JudgeQualification): Promise<object> {
    const { bidId, passed, unmet, judgement } = await this.evaluations.qualify(actor, id, input);
    return { bidId, passed, unmet, reason: judgement };
  }

  @Post('procedures/:id/qualification-conclusion')
  @HttpCode(200)
  @ApiOperation({ summary: 'Conclude the qualification: on to the panel, or the procedure fails' })
  async conclude(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const { state } = await this.evaluations.conclude(actor, id);
    return { state };
  }

  @Post('procedures/:id/panel')
  @ApiOperation({ summary: 'Draw the panel, or the seats that are still free' })
  async draw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: DrawPanel): Promise<object> {
    await this.panels.draw(actor, id, input);
    return progressView(await this.queries.progress(actor, id));
  }

  @Post('procedures/:id/panel/seats/:seat/replacement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give the seat of a member who does not come to the next one drawn' })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('seat', ParseUUIDPipe) seat: string,
    @Body() { reason }: GiveReason,
  ): Promise<object> {
    await this.panels.replace(actor, id, seat, reason);
    return progressView(await this.queries.progress(actor, id));
  }

  @Post('procedures/:id/reasons')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write what a bidder who does not win is told' })
  async reason(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: TellBidder): Promise<object> {
    await this.decisions.giveReason(actor, id, input);
    return { bidId: input.bidId, lot: input.lot ?? '1', reason: input.reason };
  }

  @Post('procedures/:id/award')
  @ApiOperation({ summary: 'Decide the award in the order of the report' })
  async decide(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: DecideAward): Promise<object> {
    return awardView(await this.decisions.decide(actor, id, input));
  }

  @Post('awards/:id/announcement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Announce the award: the public result and a letter to each bidder' })
  async announce(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return awardView(await this.awards.announce(actor, id));
  }
}
