import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { absent, type Actor, found } from '#kernel';
import {
  ContractQueries,
  ContractService,
  contractLine,
  contractView,
  EndingService,
  FileContract,
  maySee,
  RejectContract,
  SigningService,
  TerminateContract,
  type WholeContract,
} from '#contracts';
import { CurrentActor, type SignedRequest } from '../actor.decorator.js';
import { Public } from '../public.decorator.js';
import { ListContracts } from './contract-list.input.js';

@ApiTags('contracts')
@Controller('api/v1/contracts')
export class ContractController {
  constructor(
    private readonly contracts: ContractQueries,
    private readonly drafts: ContractService,
    private readonly signing: SigningService,
    private readonly endings: EndingService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Published contracts, newest first' })
  async list(@Query() { q, department, provider, after, limit }: ListContracts): Promise<object> {
    const { items, next } = await this.contracts.list({ q, departmentId: department, providerId: provider, after, limit, published: true });
    return { data: items.map(contractLine), page: { next } };
  }

  @Get('own')
  @ApiOperation({ summary: 'Contracts of the own organization, drafts of the own department included' })
  async own(@CurrentActor() actor: Actor, @Query() { q, after, limit }: ListContracts): Promise<object> {
    const { items, next } = await this.contracts.list({ q, partyId: actor.organizationId, after, limit });
    return { data: items.map(contractLine), page: { next } };
  }

  @Get(':number')
  @Public()
  @ApiOperation({ summary: 'A published contract by number; the own one by id' })
  async show(@Param('number') number: string, @Req() { actor }: SignedRequest): Promise<object> {
    const contract = found(await this.byKey(number), 'contract');
    if (!contract.publishedAt && !(actor && maySee(actor, contract))) throw absent('contract');
    return contractView(contract);
  }

  @Post(':id/offer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Fix the text and show it to the provider (handler)' })
  async offer(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return contractView(await this.drafts.offer(actor, id));
  }

  @Post(':id/signatures')
  @ApiOperation({ summary: "Sign for one's side, within minutes of proving who one is (approver; provider_admin)" })
  async sign(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return contractView(await this.signing.sign(actor, id));
  }

  @Post(':id/rejection')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decline to sign, with a reason (approver; provider_admin)' })
  async reject(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RejectContract): Promise<object> {
    return contractView(await this.drafts.reject(actor, id, input));
  }

  @Post(':id/publication')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish the contract (handler, approver)' })
  async publish(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return contractView(await this.endings.publish(actor, id));
  }

  @Post(':id/filing')
  @HttpCode(200)
  @ApiOperation({ summary: 'Record that a copy was filed with the finance bureau (handler, approver)' })
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: FileContract): Promise<object> {
    return contractView(await this.endings.file(actor, id, input));
  }

  @Post(':id/completion')
  @HttpCode(200)
  @ApiOperation({ summary: 'Complete the contract once every instalment has its result (approver)' })
  async complete(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return contractView(await this.endings.complete(actor, id));
  }

  @Post(':id/termination')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the contract before its time (approver)' })
  async terminate(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: TerminateContract): Promise<object> {
    return contractView(await this.endings.terminate(actor, id, input));
  }

  private byKey(key: string): Promise<WholeContract | null> {
    return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(key) ? this.contracts.byId(key) : this.contracts.byNumber(key);
  }
}
