import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, found } from '#kernel';
import {
  agreementLine,
  AgreementQueries,
  AgreementSigning,
  agreementView,
  ApplyForEntry,
  ConcludeEntry,
  EndAgreement,
  EntryService,
  feedbackView,
  FileAgreement,
  FundAgreement,
  KeepingService,
  MembershipService,
  orderLine,
  OrderQueries,
  type WholeAgreement,
} from '#frameworks';
import { CurrentActor } from '../actor.decorator.js';
import { Public } from '../public.decorator.js';
import { ListFrameworks } from './list-frameworks.input.js';
import { ListPage } from '../list-page.input.js';

@ApiTags('frameworks')
@Controller('api/v1/frameworks')
export class FrameworkController {
  constructor(
    private readonly agreements: AgreementQueries,
    private readonly orders: OrderQueries,
    private readonly entries: EntryService,
    private readonly signing: AgreementSigning,
    private readonly keeping: KeepingService,
    private readonly members: MembershipService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Framework agreements, newest first' })
  async list(@Query() { q, department, state, after, limit }: ListFrameworks): Promise<object> {
    const states = state ? [state] : undefined;
    const { items, next } = await this.agreements.list({ q, departmentId: department, states, after, limit });
    return { data: items.map(agreementLine), page: { next } };
  }

  @Get(':key')
  @Public()
  @ApiOperation({ summary: 'A framework agreement by number or id: lots, entrants, prices, signatures, summary' })
  async show(@Param('key') key: string): Promise<object> {
    return agreementView(await this.known(key));
  }

  @Get(':key/orders')
  @Public()
  @ApiOperation({ summary: 'Announced orders of an agreement, newest first' })
  async announced(@Param('key') key: string, @Query() { after, limit }: ListPage): Promise<object> {
    const { id } = await this.known(key);
    const { items, next } = await this.orders.list({ agreementId: id, announced: true, after, limit });
    return { data: items.map(orderLine), page: { next } };
  }

  @Get(':key/feedback')
  @Public()
  @ApiOperation({ summary: 'What users and buyers say of the entrants, newest first' })
  async said(@Param('key') key: string): Promise<object> {
    const { id } = await this.known(key);
    const said = await this.orders.feedback(id);
    return { data: said.map((one) => ({ provider: one.provider, ...feedbackView(one) })), page: { next: null } };
  }

  @Post('entries/:procedureId')
  @ApiOperation({ summary: 'Conclude an entry procedure: the agreement with those who enter (approver)' })
  async conclude(
    @CurrentActor() actor: Actor,
    @Param('procedureId', ParseUUIDPipe) procedureId: string,
    @Body() input: ConcludeEntry,
  ): Promise<object> {
    return this.view(await this.entries.conclude(actor, procedureId, input));
  }

  @Post(':id/signatures')
  @ApiOperation({ summary: "Sign for one's side, within minutes of proving who one is (approver; provider_admin)" })
  async sign(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    await this.signing.sign(actor, id);
    return this.view(id);
  }

  @Post(':id/telling')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make the entrants known to buyers and users (handler, approver)' })
  async tell(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    await this.keeping.tell(actor, id);
    return this.view(id);
  }

  @Post(':id/filing')
  @HttpCode(200)
  @ApiOperation({ summary: 'Record that a copy was filed with the finance bureau (handler, approver)' })
  async file(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: FileAgreement): Promise<object> {
    await this.keeping.file(actor, id, input);
    return this.view(id);
  }

  @Post(':id/funds')
  @ApiOperation({ summary: 'Let orders draw on one more plan item (handler, approver)' })
  async fund(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: FundAgreement): Promise<object> {
    await this.entries.fund(actor, id, input.planItemId);
    return this.view(id);
  }

  @Post(':id/termination')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the agreement before its time (approver)' })
  async terminate(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: EndAgreement): Promise<object> {
    await this.keeping.terminate(actor, id, input);
    return this.view(id);
  }

  @Post(':id/summary')
  @ApiOperation({ summary: 'Sum an agreement up that is over (handler, approver)' })
  async summarize(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    await this.keeping.summarize(actor, id);
    return this.view(id);
  }

  @Post(':id/applications')
  @ApiOperation({ summary: 'Apply to an open agreement (provider_admin)' })
  async apply(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ApplyForEntry): Promise<object> {
    return { entrantId: await this.members.apply(actor, id, input) };
  }

  private async view(id: string): Promise<object> {
    return agreementView(found(await this.agreements.byId(id), 'framework'));
  }

  private async known(key: string): Promise<WholeAgreement> {
    const byId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(key);
    return found(await (byId ? this.agreements.byId(key) : this.agreements.byNumber(key)), 'framework');
  }
}
