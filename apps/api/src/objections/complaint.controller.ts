import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import {
  ComplaintDecisions,
  ComplaintDesk,
  ComplaintQueries,
  ComplaintReason,
  complaintRowView,
  ComplaintService,
  complaintView,
  DecideComplaint,
  FileComplaint,
  PauseComplaint,
  RespondComplaint,
  Respondents,
  sentView,
  TurnComplaint,
  WithdrawObjection,
} from '#objections';
import { CurrentActor } from '../actor.decorator.js';
import { ListChallenges } from './challenge-list.input.js';

@ApiTags('objections')
@Controller('api/v1')
export class ComplaintController {
  constructor(
    private readonly complaints: ComplaintService,
    private readonly desk: ComplaintDesk,
    private readonly decisions: ComplaintDecisions,
    private readonly respondents: Respondents,
    private readonly queries: ComplaintQueries,
  ) {}

  @Get('complaints')
  @ApiOperation({ summary: 'Complaints your organization filed; all of them for finance and supervisors' })
  async list(@CurrentActor() actor: Actor, @Query() { procedure, ...page }: ListChallenges): Promise<object> {
    const { items, next } = await this.queries.list(actor, { ...page, procedureId: procedure });
    return { data: items.map(complaintRowView), page: { next } };
  }

  @Get('complaints/:id')
  @ApiOperation({ summary: 'One complaint' })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return complaintRowView(await this.queries.byId(actor, id));
  }

  @Get('complaints/:id/sent')
  @ApiOperation({ summary: 'A complaint as it was sent to your organization to respond to' })
  async sent(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return sentView(await this.queries.sentTo(actor, id), actor.organizationId);
  }

  @Post('challenges/:id/complaints')
  @ApiOperation({ summary: 'Complain to the finance bureau about the answer to an own challenge, or that none came' })
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: FileComplaint): Promise<object> {
    return complaintView(await this.complaints.file(actor, id, input));
  }

  @Post('complaints/:id/responses')
  @HttpCode(204)
  @ApiOperation({ summary: 'Respond to a complaint that was sent to your organization' })
  respond(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RespondComplaint): Promise<void> {
    return this.respondents.respond(actor, id, input);
  }

  @Post('complaints/:id/supplement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Complete a complaint that was given back' })
  async supplement(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: FileComplaint): Promise<object> {
    return complaintView(await this.complaints.supplement(actor, id, input));
  }

  @Post('complaints/:id/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take an own complaint back' })
  async withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithdrawObjection): Promise<object> {
    return complaintView(await this.complaints.withdraw(actor, id, input));
  }

  @Post('complaints/:id/return')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a complaint back to be completed, once' })
  async return(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ComplaintReason): Promise<object> {
    return complaintView(await this.desk.return(actor, id, input));
  }

  @Post('complaints/:id/acceptance')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a complaint up' })
  async accept(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return complaintView(await this.desk.accept(actor, id));
  }

  @Post('complaints/:id/proposal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Propose not to take a complaint up, or to name who is responsible' })
  async turn(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: TurnComplaint): Promise<object> {
    return complaintView(await this.desk.turn(actor, id, input));
  }

  @Post('complaints/:id/notice')
  @HttpCode(200)
  @ApiOperation({ summary: 'Tell the complainant that it is not taken up; by a second person' })
  async tell(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return complaintView(await this.desk.tell(actor, id));
  }

  @Post('complaints/:id/reconsideration')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a proposal back to be examined again; by a second person' })
  async reconsider(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return complaintView(await this.desk.reconsider(actor, id));
  }

  @Post('complaints/:id/dispatch')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a complaint to those concerned' })
  async send(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return complaintView(await this.desk.send(actor, id));
  }

  @Post('complaints/:id/stop')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop the time to decide while tests are made or experts asked' })
  async stop(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ComplaintReason): Promise<object> {
    return complaintView(await this.desk.stop(actor, id, input));
  }

  @Post('complaints/:id/continuation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let the time to decide go on' })
  async go(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return complaintView(await this.desk.go(actor, id));
  }

  @Post('complaints/:id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop the purchase for a time' })
  async pause(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: PauseComplaint): Promise<object> {
    return complaintView(await this.decisions.pause(actor, id, input));
  }

  @Post('complaints/:id/pause-end')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let the purchase go on before the pause ends' })
  async lift(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ComplaintReason): Promise<object> {
    return complaintView(await this.decisions.lift(actor, id, input));
  }

  @Post('complaints/:id/decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide a complaint; the decision is published' })
  async decide(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: DecideComplaint): Promise<object> {
    return complaintView(await this.decisions.decide(actor, id, input));
  }
}
