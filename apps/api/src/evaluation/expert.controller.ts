import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, authorize } from '#kernel';
import { EnrolExpert, evaluationPolicy, ExpertRegister } from '#evaluation';
import { CurrentActor } from '../actor.decorator.js';
import { ListPage } from './list-page.input.js';

@ApiTags('evaluation')
@Controller('api/v1/experts')
export class ExpertController {
  constructor(private readonly register: ExpertRegister) {}

  @Get()
  @ApiOperation({ summary: 'The register of those who may sit on panels; for operators' })
  async list(@CurrentActor() actor: Actor, @Query() query: ListPage): Promise<object> {
    authorize(evaluationPolicy.enrol, actor, null, 'expert.operators-only');
    const { items, next } = await this.register.list(query);
    return { data: items, page: { next } };
  }

  @Post()
  @ApiOperation({ summary: 'Put a person on the register, or correct the entry' })
  enrol(@CurrentActor() actor: Actor, @Body() input: EnrolExpert): Promise<object> {
    return this.register.enrol(actor, input);
  }
}
