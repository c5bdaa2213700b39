import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { type Actor, found } from '#kernel';
import { Database } from '#platform';
import { CaseService, type HistoryStage, historyStages, LightQueries, publicLightsView, traceView } from '#supervision';
import { ProcedureQueries } from '#tendering';
import { CurrentActor } from '../actor.decorator.js';
import { Public } from '../public.decorator.js';
import { ListPage } from '../list-page.input.js';

export class ReadHistory extends ListPage {
  @IsOptional()
  @IsIn(historyStages)
  stage?: HistoryStage;

  @IsOptional()
  @IsUUID()
  person?: string;
}

@ApiTags('supervision')
@Controller('api/v1/projects')
export class HistoryController {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseService,
    private readonly lights: LightQueries,
    private readonly procedures: ProcedureQueries,
  ) {}

  @Get(':id/history')
  @ApiOperation({
    summary: "Everything that happened in a project, newest first (supervisor; the buyer's people). Reading is written down",
  })
  async history(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { stage, person, after, limit }: ReadHistory,
  ): Promise<object> {
    const project = await this.cases.find(actor, id);
    const { items, next } = await this.cases.read(actor, project, { stage, personId: person, after, limit });
    return { data: items.map(traceView), page: { next } };
  }

  @Get(':id/lights')
  @Public()
  @ApiOperation({ summary: "A published project's light and what is due by which rule" })
  async projectLights(@Param('id') id: string): Promise<object> {
    const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id);
    const procedure = found(await (isId ? this.procedures.byId(id) : this.procedures.byNumber(id)), 'project');
    return publicLightsView(await this.lights.ofProject(procedure.id, await this.database.now()));
  }
}
