import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, authorize } from '#kernel';
import { EnrolExpert, evaluationPolicy, ExpertRegister, SayAway, SuspendExpert } from '#evaluation';
import { CurrentActor } from '../actor.decorator.js';
import { ListPage } from '../list-page.input.js';

@ApiTags('evaluation')
@Controller('api/v1/experts')
export class ExpertController {
  constructor(private readonly register: ExpertRegister) {}

  @Get()
  @ApiOperation({ summary: 'The register of those who may sit on panels; for finance and operators' })
  async list(@CurrentActor() actor: Actor, @Query() query: ListPage): Promise<object> {
    authorize(evaluationPolicy.enrol, actor, null, 'expert.keepers-only');
    const { items, next } = await this.register.list(query);
    return { data: items, page: { next } };
  }

  @Post()
  @ApiOperation({ summary: 'Put a person on the register, or correct the entry' })
  enrol(@CurrentActor() actor: Actor, @Body() input: EnrolExpert): Promise<object> {
    return this.register.enrol(actor, input);
  }

  @Post('away')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say until which day you cannot sit on panels; without a day: you can' })
  async away(@CurrentActor() actor: Actor, @Body() { until }: SayAway): Promise<object> {
    await this.register.away(actor, until ? new Date(`${until}T23:59:59+08:00`) : null);
    return { until: until ?? null };
  }

  @Post(':person/suspension')
  @HttpCode(200)
  @ApiOperation({ summary: 'Suspend an expert with a reason, or lift the suspension without one' })
  suspend(@CurrentActor() actor: Actor, @Param('person', ParseUUIDPipe) person: string, @Body() input: SuspendExpert): Promise<object> {
    return this.register.suspend(actor, person, input);
  }
}
