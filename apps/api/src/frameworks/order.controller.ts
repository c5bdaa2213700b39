import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ContractOfOrder,
  EvidenceService,
  GiveFeedback,
  GiveQuote,
  maySeeOrder,
  OrderContracts,
  orderLine,
  OrderQueries,
  OrderService,
  orderView,
  PlaceOrder,
  RecordEvidence,
  TakingService,
  type WholeOrder,
  WithReason,
} from '#frameworks';
import { PeopleQueries } from '#identity';
import { absent, type Actor, has } from '#kernel';
import { CurrentActor } from '../actor.decorator.js';
import { ListPage } from '../list-page.input.js';

@ApiTags('frameworks')
@Controller('api/v1')
export class FrameworkOrderController {
  constructor(
    private readonly queries: OrderQueries,
    private readonly orders: OrderService,
    private readonly taking: TakingService,
    private readonly contracts: OrderContracts,
    private readonly evidence: EvidenceService,
    private readonly people: PeopleQueries,
  ) {}

  @Get('framework-orders')
  @ApiOperation({ summary: "The own department's orders; a provider's that went out to it" })
  async list(@CurrentActor() actor: Actor, @Query() { after, limit }: ListPage): Promise<object> {
    const provider = has(actor, 'provider_admin', 'project_lead', 'field_staff', 'provider_finance');
    const own = provider ? { providerId: actor.organizationId } : { departmentId: actor.organizationId };
    const { items, next } = await this.queries.list({ ...own, after, limit });
    return { data: items.map(orderLine), page: { next } };
  }

  @Get('framework-orders/:id')
  @ApiOperation({ summary: 'An order, for its parties and those who watch' })
  async show(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    const order = await this.queries.byId(id);
    if (!order || !maySeeOrder(actor, { ...order, shown: order.state !== 'placed' })) throw absent('order');
    return orderView(order);
  }

  @Post('frameworks/:id/orders')
  @ApiOperation({ summary: 'Place an order: who chose whom and why (handler)' })
  async place(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: PlaceOrder): Promise<object> {
    return this.view(await this.orders.place(actor, id, input));
  }

  @Post('framework-orders/:id/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let it go out to the entrant, or to all for their quotes (approver)' })
  async approve(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    await this.orders.approve(actor, id);
    return this.view(id);
  }

  @Post('framework-orders/:id/skips')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pass over whose turn it is, with the reason (handler)' })
  async skip(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithReason): Promise<object> {
    await this.orders.skip(actor, id, input);
    return this.view(id);
  }

  @Post('framework-orders/:id/quotes')
  @HttpCode(204)
  @ApiOperation({ summary: 'Give or replace a sealed quote until the closing (provider_admin)' })
  quote(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: GiveQuote): Promise<void> {
    return this.taking.quote(actor, id, input);
  }

  @Post('framework-orders/:id/decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Open the quotes after the closing; the lowest has the order (handler, approver)' })
  async decide(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    await this.taking.decide(actor, id);
    return this.view(id);
  }

  @Post('framework-orders/:id/acceptance')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take the order on (provider_admin)' })
  accept(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.taking.accept(actor, id);
  }

  @Post('framework-orders/:id/declining')
  @HttpCode(204)
  @ApiOperation({ summary: 'Do not take the order on, with the reason (provider_admin)' })
  decline(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithReason): Promise<void> {
    return this.taking.decline(actor, id, input);
  }

  @Post('framework-orders/:id/announcement')
  @HttpCode(200)
  @ApiOperation({ summary: 'Announce the single result (handler, approver)' })
  async announce(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    await this.orders.announce(actor, id);
    return this.view(id);
  }

  @Post('framework-orders/:id/contract')
  @ApiOperation({ summary: 'Draft the contract of an order (handler)' })
  async contract(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ContractOfOrder): Promise<object> {
    const colleagues = await this.people.withRole('handler', actor.organizationId);
    return { contractId: await this.contracts.draft(actor, id, input.managerPersonId, colleagues) };
  }

  @Post('framework-orders/:id/cancellation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel an order that has no contract (approver)' })
  async cancel(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WithReason): Promise<object> {
    await this.orders.cancel(actor, id, input);
    return this.view(id);
  }

  @Post('framework-orders/:id/evidence')
  @ApiOperation({ summary: 'Put a delivered quantity down (the provider)' })
  async record(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RecordEvidence): Promise<object> {
    return { id: await this.evidence.record(actor, id, input) };
  }

  @Post('framework-orders/:id/evidence/:evidenceId/confirmation')
  @HttpCode(204)
  @ApiOperation({ summary: 'Stand for a delivered quantity (handler, acceptor)' })
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('evidenceId', ParseUUIDPipe) evidenceId: string,
  ): Promise<void> {
    return this.evidence.confirm(actor, id, evidenceId);
  }

  @Post('framework-orders/:id/feedback')
  @ApiOperation({ summary: 'Put down what a user, or the buyer, says; public at once (handler, acceptor)' })
  async feedback(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: GiveFeedback): Promise<object> {
    return { id: await this.evidence.feedback(actor, id, input) };
  }

  private async view(id: string): Promise<object> {
    return orderView((await this.queries.byId(id)) as WholeOrder);
  }
}
