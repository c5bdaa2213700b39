import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { deadlineView, holderFor, LightQueries } from '#supervision';
import { CurrentActor } from '../actor.decorator.js';
import { ListPage } from '../list-page.input.js';

export class ListDeadlines extends ListPage {
  /** Only open ones under this light. */
  @IsOptional()
  @IsIn(['green', 'amber', 'red'])
  light?: 'green' | 'amber' | 'red';

  /** What it is about: "payment". */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  stage?: string;

  /** Supervisors only: one organization's. */
  @IsOptional()
  @IsUUID()
  holder?: string;
}

@ApiTags('supervision')
@Controller('api/v1/deadlines')
export class DeadlineController {
  constructor(
    private readonly database: Database,
    private readonly lights: LightQueries,
  ) {}

  @Get()
  @ApiOperation({
    summary: "Legal clocks with their lights and why, latest due first: the own organization's; everybody's for supervisors",
  })
  async list(@CurrentActor() actor: Actor, @Query() { light, stage, holder, after, limit }: ListDeadlines): Promise<object> {
    const now = await this.database.now();
    const { items, next } = await this.lights.list({
      now,
      light,
      subjectType: stage,
      holder: holderFor(actor, holder),
      after,
      limit,
    });
    return { data: items.map(deadlineView), page: { next } };
  }
}
