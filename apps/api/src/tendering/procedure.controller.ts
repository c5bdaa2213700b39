import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { absent, type Actor, authorize } from '#kernel';
import { check } from '#platform';
import {
  AbandonmentService,
  DeskQueries,
  DraftInput,
  DraftService,
  findingView,
  isTask,
  maySee,
  OfficialInput,
  ProcedureQueries,
  type ProcedureView,
  procedureView,
  PublicationService,
  ReasonInput,
  SubmissionInput,
  taskInputs,
} from '#tendering';
import { CurrentActor } from '../actor.decorator.js';
import { ListProcedures } from './notice-list.input.js';

@ApiTags('tendering')
@Controller('api/v1/procedures')
export class ProcedureController {
  constructor(
    private readonly desk: DeskQueries,
    private readonly drafts: DraftService,
    private readonly publication: PublicationService,
    private readonly abandonment: AbandonmentService,
    private readonly procedures: ProcedureQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: "The department's own procedures" })
  async list(@CurrentActor() actor: Actor, @Query() { state, after, limit }: ListProcedures): Promise<object> {
    const departmentId = actor.organizationId;
    authorize(maySee, actor, { departmentId });
    const { items, next } = await this.procedures.list({
      departmentId,
      ...(state ? { states: [state] } : {}),
      after,
      limit,
    });
    return { data: items, page: { next } };
  }

  @Post()
  @ApiOperation({ summary: 'Draft a procedure from an announced plan item, filled with what the plan knows' })
  async draft(@CurrentActor() actor: Actor, @Body() { planItemId, method }: DraftInput): Promise<ProcedureView> {
    return this.show(actor, await this.drafts.draft(actor, planItemId, method));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A procedure with its draft, tasks and compliance list; for its own department' })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ProcedureView> {
    const { procedure, tasks, findings, review } = await this.desk.of(actor, id);
    return procedureView(procedure, tasks, findings, review);
  }

  @Put(':id/tasks/:task')
  @ApiOperation({ summary: 'Save one task of the draft; `version` is that of the task as it was read' })
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('task') task: string,
    @Body() body: object,
  ): Promise<object> {
    if (!isTask(task)) throw absent('task');
    const { version, findings } = await this.drafts.save(actor, id, task, check<never>(taskInputs[task] as never, body));
    return { version, findings: findings.map(findingView) };
  }

  @Post(':id/submission')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hand the draft to the approver, with reasons for what the check asks about' })
  async submit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: SubmissionInput,
  ): Promise<ProcedureView> {
    await this.drafts.submit(actor, id, input);
    return this.show(actor, id);
  }

  @Post(':id/return')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send the draft back to its handler (another person)' })
  async return(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReasonInput): Promise<ProcedureView> {
    await this.publication.return(actor, id, input);
    return this.show(actor, id);
  }

  @Post(':id/abandonment')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give up a draft with a reason (another person than any editor); the plan item is free again' })
  async abandon(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReasonInput): Promise<ProcedureView> {
    await this.abandonment.abandon(actor, id, input);
    return this.show(actor, id);
  }

  @Post(':id/publication')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish version 1 and open the competition (another person than any editor)' })
  publish(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<{ number: string; closesAt: Date }> {
    return this.publication.publish(actor, id);
  }

  @Post(':id/official-publication')
  @HttpCode(200)
  @ApiOperation({ summary: 'Record where and when the official medium published the newest version' })
  async official(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: OfficialInput,
  ): Promise<ProcedureView> {
    await this.publication.recordOfficial(actor, id, input);
    return this.show(actor, id);
  }
}
