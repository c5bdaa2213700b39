import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { found } from '#kernel';
import { AwardQueries, publicResultView, resultRowView } from '#evaluation';
import { Public } from '../public.decorator.js';
import { ListPage } from '../list-page.input.js';

@ApiTags('evaluation')
@Controller('api/v1/awards')
@Public()
export class AwardController {
  constructor(private readonly awards: AwardQueries) {}

  @Get()
  @ApiOperation({ summary: 'Announced results, newest first' })
  async list(@Query() query: ListPage): Promise<object> {
    const { items, next } = await this.awards.list(query);
    return { data: items.map(resultRowView), page: { next } };
  }

  @Get(':number')
  @ApiOperation({ summary: 'The result of a procedure by its number: winner, price, ranking, panel' })
  async show(@Param('number') number: string): Promise<object> {
    return publicResultView(found(await this.awards.publicByNumber(number), 'result'));
  }
}
