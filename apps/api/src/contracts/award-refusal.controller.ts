import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AwardRefusals, RefuseAward } from '#contracts';
import type { Actor } from '#kernel';
import { CurrentActor } from '../actor.decorator.js';

@ApiTags('contracts')
@Controller('api/v1/awards')
export class AwardRefusalController {
  constructor(private readonly refusals: AwardRefusals) {}

  @Post(':id/refusal')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give an award up (provider_admin), or take silence after the time to sign for that (approver)' })
  refuse(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RefuseAward): Promise<void> {
    return this.refusals.refuse(actor, id, input);
  }
}
