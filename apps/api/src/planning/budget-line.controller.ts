import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { absent, type Actor, found } from '#kernel';
import { LineFigureQueries } from '#ledger';
import {
  AdjustBudgetLine,
  type BudgetLine,
  budgetLinePolicy,
  BudgetLineService,
  budgetLineView,
  PlanImport,
  PlanQueries,
  seesAllPlans,
} from '#planning';
import { CurrentActor } from '../actor.decorator.js';
import { handedFile } from './handed-file.js';
import { importAnswer } from './import-answer.js';
import { ImportQuery, ListBudgetLines } from './plan-list.input.js';

@ApiTags('planning')
@Controller('api/v1/budget-lines')
export class BudgetLineController {
  constructor(
    private readonly plan: PlanQueries,
    private readonly lines: BudgetLineService,
    private readonly files: PlanImport,
    private readonly figures: LineFigureQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Budget lines with their money: all for finance and supervisors, the own ones for a department' })
  async list(@CurrentActor() actor: Actor, @Query() { department, state, year, after, limit }: ListBudgetLines): Promise<object> {
    const departmentId = seesAllPlans(actor) ? department : actor.organizationId;
    const { items, next } = await this.plan.lines({ departmentId, states: state && [state], year, after, limit });
    return { data: await this.views(items), page: { next } };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One budget line with its money' })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const line = found(await this.plan.line(id), 'budget-line');
    if (!budgetLinePolicy.see(actor, line)) throw absent('budget-line');
    return (await this.views([line]))[0]!;
  }

  @Post('imports')
  @HttpCode(200)
  @ApiConsumes('text/csv', 'multipart/form-data')
  @ApiOperation({ summary: 'Take a file of budget lines, wholly or not at all (finance_checker)' })
  async import(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Query() query: ImportQuery): Promise<object> {
    const { bytes, name } = await handedFile(request);
    return importAnswer(query, await this.files.budgetLines(actor, bytes, { dryRun: query.dryRun, name: query.name ?? name }));
  }

  @Post(':id/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve a line; its money is in the ledger from then on (finance, not who imported it)' })
  async approve(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    await this.lines.approve(actor, id);
    return this.show(actor, id);
  }

  @Post(':id/adjustment')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set another total, down to what is held and used (finance_approver)' })
  async adjust(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AdjustBudgetLine): Promise<object> {
    await this.lines.adjust(actor, id, input);
    return this.show(actor, id);
  }

  @Post(':id/closure')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close a line at the end of the year (finance_approver)' })
  async close(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    await this.lines.close(actor, id);
    return this.show(actor, id);
  }

  private async views(lines: readonly BudgetLine[]): Promise<object[]> {
    const figures = await this.figures.of(lines.map(({ number }) => number));
    return lines.map((line) => {
      const { line: _line, ...money } = figures.get(line.number) ?? { line: line.number };
      return { ...budgetLineView(line), money };
    });
  }
}
