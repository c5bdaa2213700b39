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
  @ApiOperation({ summary: 'Generate the contract from award, notice and offer; only the manager is chosen (handler)' })
  async draft(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { managerPersonId }: DraftContract,
  ): Promise<object> {
    return contractView(await this.drafts.draft(actor, id, managerPersonId, await this.people.withRole('handler', actor.organizationId)));
  }
}
