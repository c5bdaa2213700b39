import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { absent, type Actor, found } from '#kernel';
import { ContractQueries } from '#contracts';
import {
  AcceptMilestone,
  AddLogEntry,
  answerView,
  LogService,
  logEntryView,
  maySee,
  type Milestone,
  MilestoneQueries,
  MilestoneService,
  milestoneView,
  RejectMilestone,
  reportView,
  ReturnMilestone,
  StrikeLogEntry,
  SubmitMilestone,
  sumsView,
} from '#delivery';
import { CurrentActor } from '../actor.decorator.js';
import { ListMilestones } from './milestone-list.input.js';
import { ListPage } from '../list-page.input.js';

@ApiTags('delivery')
@Controller('api/v1/milestones')
export class MilestoneController {
  constructor(
    private readonly milestones: MilestoneQueries,
    private readonly service: MilestoneService,
    private readonly logs: LogService,
    private readonly contracts: ContractQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: "Milestones of the actor's organization, by due date; of one contract with ?contract=" })
  async list(@CurrentActor() actor: Actor, @Query() { contract, after, limit }: ListMilestones): Promise<object> {
    const { items, next } = await this.milestones.list({ partyId: actor.organizationId, contractId: contract, after, limit });
    return { data: items.map(milestoneView), page: { next } };
  }

  @Get(':id')
  @ApiOperation({ summary: 'A milestone with the indicators of its contract, reports, answers and the sums of its log' })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const milestone = await this.seen(actor, id);
    const [contract, reports, answers, sums] = await Promise.all([
      this.contracts.byId(milestone.contractId),
      this.milestones.reports(id),
      this.milestones.answers(id),
      this.milestones.sums(id),
    ]);
    return {
      ...milestoneView(milestone),
      indicators: contract?.indicators ?? [],
      reports: reports.map(reportView),
      answers: answers.map(answerView),
      sums: sumsView(sums),
    };
  }

  @Get(':id/log-entries')
  @ApiOperation({ summary: 'The service log, newest first' })
  async log(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Query() page: ListPage): Promise<object> {
    await this.seen(actor, id);
    const { items, next } = await this.milestones.log(id, page);
    return { data: items.map(logEntryView), page: { next } };
  }

  @Post(':id/log-entries')
  @ApiOperation({ summary: 'Write one line of the service log, counts only (provider_admin, project_lead, field_staff)' })
  async add(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AddLogEntry): Promise<object> {
    return logEntryView(await this.logs.add(actor, id, input));
  }

  @Post(':id/submission')
  @HttpCode(200)
  @ApiOperation({ summary: 'Submit the report with a figure for each indicator (provider_admin, project_lead)' })
  async submit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: SubmitMilestone): Promise<object> {
    return milestoneView(await this.service.submit(actor, id, input));
  }

  @Post(':id/return')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send the report back with a code and a reason (acceptor)' })
  async return(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReturnMilestone): Promise<object> {
    return milestoneView(await this.service.return(actor, id, input));
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @ApiOperation({ summary: 'Accept the work (acceptor who neither wrote, signed nor manages the contract)' })
  async accept(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AcceptMilestone): Promise<object> {
    return milestoneView(await this.service.accept(actor, id, input));
  }

  @Post(':id/rejection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reject the work for good (acceptor)' })
  async reject(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RejectMilestone): Promise<object> {
    return milestoneView(await this.service.reject(actor, id, input));
  }

  private async seen(actor: Actor, id: string): Promise<Milestone> {
    const milestone = found(await this.milestones.byId(id), 'milestone');
    if (!maySee(actor, milestone)) throw absent('milestone');
    return milestone;
  }
}

@ApiTags('delivery')
@Controller('api/v1/log-entries')
export class LogEntryController {
  constructor(private readonly logs: LogService) {}

  @Post(':id/striking')
  @HttpCode(200)
  @ApiOperation({ summary: 'Strike a wrong line; it stays readable with the reason' })
  async strike(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: StrikeLogEntry): Promise<object> {
    return logEntryView(await this.logs.strike(actor, id, input));
  }
}
