import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { absent, type Actor, found, has } from '#kernel';
import {
  DossierQueries,
  isFinance,
  maySee,
  type Payment,
  paymentLine,
  PaymentQueries,
  PaymentService,
  paymentView,
  RequestPayment,
  RequestService,
  ReturnPayment,
} from '#payments';
import { Database } from '#platform';
import { CurrentActor } from '../actor.decorator.js';
import { ListPayments } from './payment-list.input.js';

@ApiTags('payments')
@Controller('api/v1/payments')
export class PaymentController {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentQueries,
    private readonly dossiers: DossierQueries,
    private readonly service: PaymentService,
    private readonly requests: RequestService,
  ) {}

  @Get()
  @ApiOperation({
    summary: "Payments of the actor's organization; all of them for finance and supervisors. Newest first",
  })
  async list(@CurrentActor() actor: Actor, @Query() { q, state, contract, after, limit }: ListPayments): Promise<object> {
    const all = isFinance(actor) || has(actor, 'supervisor');
    const partyId = all ? undefined : actor.organizationId;
    const { items, next } = await this.payments.list({
      partyId,
      q,
      states: state && [state],
      contractId: contract,
      after,
      limit,
    });
    return { data: items.map(paymentLine), page: { next } };
  }

  @Get(':id')
  @ApiOperation({
    summary: 'A payment with its requests, steps, orders, the seven stages and the three-way match',
  })
  async show(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<object> {
    const payment = found(await this.byKey(id), 'payment');
    if (!maySee(actor, payment)) throw absent('payment');
    return this.view(payment);
  }

  @Post(':id/request')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for what is payable, with the invoice (provider_finance, provider_admin)' })
  async request(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: RequestPayment): Promise<object> {
    return this.view(await this.requests.request(actor, id, input));
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm a request (handler, approver)' })
  async confirm(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.view(await this.service.confirm(actor, id));
  }

  @Post(':id/check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check contract, acceptance and invoice against each other (finance_checker)' })
  async check(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.view(await this.service.check(actor, id));
  }

  @Post(':id/approval')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Release the money, within minutes of proving who one is (finance_approver, another person)',
  })
  async approve(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.view(await this.service.approve(actor, id));
  }

  @Post(':id/return')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send a request back with a reason (handler, approver; finance_checker, finance_approver)',
  })
  async return(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ReturnPayment): Promise<object> {
    return this.view(await this.service.return(actor, id, input));
  }

  @Post(':id/reminder')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Ask whoever holds the payment to go on, once a step (provider_finance, provider_admin)',
  })
  async remind(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.view(await this.requests.remind(actor, id));
  }

  private async view(payment: Payment): Promise<object> {
    return paymentView(payment, await this.dossiers.of(payment, await this.database.now()));
  }

  private byKey(key: string): Promise<Payment | null> {
    return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(key) ? this.payments.byId(key) : this.payments.byNumber(key);
  }
}
