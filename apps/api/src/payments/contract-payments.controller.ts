import { Controller, Get, Param, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { absent, found } from '#kernel';
import { ContractQueries, maySee } from '#contracts';
import { publicInstalmentView, TrackerQueries } from '#payments';
import { Database } from '#platform';
import type { SignedRequest } from '../actor.decorator.js';
import { Public } from '../public.decorator.js';

@ApiTags('payments')
@Controller('api/v1/contracts')
export class ContractPaymentsController {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractQueries,
    private readonly trackers: TrackerQueries,
  ) {}

  @Get(':number/payments')
  @Public()
  @ApiOperation({ summary: 'The instalments of a contract with their seven stages; no account data' })
  async show(@Param('number') number: string, @Req() { actor }: SignedRequest): Promise<object> {
    const contract = found(await this.contracts.byNumber(number), 'contract');
    if (!contract.publishedAt && !(actor && maySee(actor, contract))) throw absent('contract');
    const tracked = await this.trackers.ofContract(contract.id, await this.database.now());
    return { data: tracked.map(publicInstalmentView), page: { next: null } };
  }
}
