import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { found } from '#kernel';
import { ComplaintQueries, type ObjectionCounts, ObjectionCounters } from '#objections';
import { ProcedureQueries } from '#tendering';
import { Public } from '../public.decorator.js';
import { ListChallenges } from './challenge-list.input.js';

/** What everybody may see of objections: how many there were, and how complaints were decided. */
@ApiTags('objections')
@Controller('api/v1')
@Public()
export class PublishedObjectionController {
  constructor(
    private readonly complaints: ComplaintQueries,
    private readonly counters: ObjectionCounters,
    private readonly procedures: ProcedureQueries,
  ) {}

  @Get('complaint-decisions')
  @ApiOperation({ summary: 'Published decisions on complaints, newest first' })
  async decisions(@Query() { after, limit }: ListChallenges): Promise<object> {
    const { items, next } = await this.complaints.published({ after, limit });
    return { data: items, page: { next } };
  }

  @Get('objection-counts')
  @ApiOperation({ summary: 'How often the district was asked, challenged and complained of' })
  all(): Promise<ObjectionCounts> {
    return this.counters.of(null);
  }

  @Get('notices/:number/objection-counts')
  @ApiOperation({ summary: 'How often a procedure was asked about, challenged and complained of' })
  async one(@Param('number') number: string): Promise<ObjectionCounts> {
    return this.counters.of(found(await this.procedures.byNumber(number), 'procedure').id);
  }
}
