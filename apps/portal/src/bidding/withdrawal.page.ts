import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { SubmissionService, WithdrawBid } from '#bidding';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { BidDesk } from './bid-desk.js';

/** Taking a bid back out of the box. */
@Controller('org/bids/:id/withdrawal')
export class WithdrawalPages {
  constructor(
    private readonly desk: BidDesk,
    private readonly submissions: SubmissionService,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  ask(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, this.forms.open());
  }

  @Post()
  async withdraw(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    await this.forms.handle(request, reply, {
      input: WithdrawBid,
      act: async (input) => `/org/receipts/${(await this.submissions.withdraw(actor, id, input)).number}?done=bidWithdrawn`,
      again: (form) => this.show(request, reply, id, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const desk = await this.desk.of(actorOf(request), id);
    const data = { ...desk, form, late: form.refusal?.code === 'bid.late', withdrawal };
    this.views.page(request, reply, 'bidding/withdrawal', data, { title: { key: 'bidding.withdraw' }, back: desk.back });
  }
}

const withdrawal = { value: 'yes', text: { key: 'bidding.withdrawYes' } };
