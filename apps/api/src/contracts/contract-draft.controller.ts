import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { ContractService, contractView, DraftContract } from '#contracts';
import { PeopleQueries } from '#identity';
import { CurrentActor } from '../actor.decorator.js';

@ApiTags('contracts')
@Controller('api/v1/procedures/:id/contract')
export class ContractDraftController {
  constructor(
    private readonly drafts: ContractService,
    private readonly people: PeopleQueries,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Generate the contract of the award, or of one lot’s, from notice and offer; only the manager is chosen (handler)',
  })
  async draft(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { managerPersonId, lot }: DraftContract,
  ): Promise<object> {
    const colleagues = await this.people.withRole('handler', actor.organizationId);
    return contractView(await this.drafts.draft(actor, id, managerPersonId, colleagues, lot));
  }
}
