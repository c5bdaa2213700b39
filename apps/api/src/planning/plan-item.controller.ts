import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { absent, type Actor, found } from '#kernel';
import {
  AnnouncePlanItem,
  ApprovePlanItem,
  EditPlanItem,
  PlanImport,
  PlanItemDetails,
  PlanItemService,
  planItemView,
  PlanQueries,
  publicPlanItem,
  publicStates,
  seesAllPlans,
  SubmitPlanItem,
  WithReason,
} from '#planning';
import { CurrentActor, type SignedRequest } from '../actor.decorator.js';
import { Public } from '../public.decorator.js';
import { handedFile } from './handed-file.js';
import { importAnswer } from './import-answer.js';
import { ImportQuery, ListPlanItems } from './plan-list.input.js';

@ApiTags('planning')
@Controller('api/v1/plan-items')
export class PlanItemController {
  constructor(
    private readonly plan: PlanQueries,
    private readonly items: PlanItemService,
    private readonly files: PlanImport,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Announced plan items (采购意向)' })
  async list(@Query() { department, state, line, ...filter }: ListPlanItems): Promise<object> {
    const states = publicStates.filter((each) => !state || each === state);
    const { items, next } = await this.plan.items({ ...filter, departmentId: department, lineId: line, states });
    return { data: items.map(publicPlanItem), page: { next } };
  }

  @Get('own')
  @ApiOperation({ summary: 'Items in every state: all for finance and supervisors, the own ones for a department' })
  async own(@CurrentActor() actor: Actor, @Query() { department, state, line, ...filter }: ListPlanItems): Promise<object> {
    const departmentId = seesAllPlans(actor) ? department : actor.organizationId;
    const { items, next } = await this.plan.items({ ...filter, departmentId, lineId: line, states: state && [state] });
    return { data: items.map(planItemView), page: { next } };
  }

  @Get(':key')
  @Public()
  @ApiOperation({ summary: 'One item, by number or id; before its announcement for those concerned only' })
  async show(@Param('key') key: string, @Req() { actor }: SignedRequest): Promise<object> {
    const item = found(await (isId(key) ? this.plan.item(key) : this.plan.byNumber(key)), 'plan-item');
    if (actor && (seesAllPlans(actor) || actor.organizationId === item.departmentId)) return planItemView(item);
    if (!publicStates.includes(item.state)) throw absent('plan-item');
    return publicPlanItem(item);
  }

  @Post('imports')
  @HttpCode(200)
  @ApiConsumes('text/csv', 'multipart/form-data')
  @ApiOperation({ summary: 'Take a file of plan items, wholly or not at all (handler: own department; finance: all)' })
  async import(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Query() query: ImportQuery): Promise<object> {
    const { bytes, name } = await handedFile(request);
    return importAnswer(query, await this.files.planItems(actor, bytes, { dryRun: query.dryRun, name: query.name ?? name }));
  }

  @Post()
  @ApiOperation({ summary: 'Write a new item (handler)' })
  async draft(@CurrentActor() actor: Actor, @Body() input: PlanItemDetails): Promise<object> {
    return this.after((await this.items.draft(actor, input)).id);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Change a draft (handler)' })
  async edit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: EditPlanItem): Promise<object> {
    return this.after((await this.items.edit(actor, id, input)).id);
  }

  @Post(':id/submission')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer for the item and hand it to a colleague (handler)' })
  async submit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: SubmitPlanItem): Promise<object> {
    return this.after((await this.items.submit(actor, id, input)).id);
  }

  @Post(':id/endorsement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stand behind it as a second person of the department (approver)' })
  async endorse(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.after((await this.items.endorse(actor, id)).id);
  }

  @Post(':id/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve it and hold its money (finance, not an earlier person)' })
  async approve(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ApprovePlanItem): Promise<object> {
    return this.after((await this.items.approve(actor, id, input)).id);
  }

  @Post(':id/return')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send it back with a reason (whose turn it is)' })
  async return(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithReason): Promise<object> {
    return this.after((await this.items.return(actor, id, input)).id);
  }

  @Post(':id/announcement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Enter where and when the official medium published the intention (handler)' })
  async announce(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AnnouncePlanItem): Promise<object> {
    return this.after((await this.items.announce(actor, id, input)).id);
  }

  @Post(':id/dropping')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give the item up; what was held is free again (handler, approver)' })
  async drop(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithReason): Promise<object> {
    return this.after((await this.items.drop(actor, id, input)).id);
  }

  private async after(id: string): Promise<object> {
    return planItemView(found(await this.plan.item(id), 'plan-item'));
  }
}

const isId = (key: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(key);
