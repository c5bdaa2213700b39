import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#kernel';
import { PlanImport, type PlanImportOutcome } from '#planning';
import { CurrentActor, type SignedRequest } from '../actor.decorator.js';
import { languageOf } from '../problem.filter.js';

@ApiTags('planning')
@Controller('api/v1/plan-files')
export class PlanFileController {
  constructor(private readonly files: PlanImport) {}

  @Get(':id')
  @ApiOperation({ summary: 'A file you handed in, with its faults' })
  show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.files.file(actor, id);
  }

  @Get(':id/faults.csv')
  @ApiOperation({ summary: 'Its faults as a file: row, column, sentence' })
  async faults(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: SignedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const faults = await this.files.faultsFile(actor, id, languageOf(request));
    await reply.header('content-disposition', 'attachment; filename="faults.csv"').type('text/csv; charset=utf-8').send(faults);
  }

  @Post(':id/import')
  @HttpCode(200)
  @ApiOperation({ summary: 'Import a file that was checked before' })
  confirm(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<PlanImportOutcome> {
    return this.files.confirm(actor, id);
  }
}
