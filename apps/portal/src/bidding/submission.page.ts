import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { yuan } from '#kernel';
import { OpeningQueries, SubmissionService, SubmitBid, WithdrawBid } from '#bidding';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { BidDesk, type Desk } from './bid-desk.js';
import { sizeOf } from './words.js';

/** Checking the answers and handing in; taking back. */
@Controller('org/bids/:id')
export class SubmissionPages {
  constructor(
    private readonly desk: BidDesk,
    private readonly submissions: SubmissionService,
    private readonly openings: OpeningQueries,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get('check')
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.check(request, reply, id, this.forms.open());
  }

  @Post('check')
  async submit(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    await this.forms.handle(request, reply, {
      input: SubmitBid,
      act: async (input) => `/org/receipts/${(await this.submissions.submit(actor, id, input)).number}?done=bidHandedIn`,
      again: (form) => this.check(request, reply, id, form),
    });
  }

  @Get('withdrawal')
  ask(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.withdrawal(request, reply, id, this.forms.open());
  }

  @Post('withdrawal')
  async withdraw(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    await this.forms.handle(request, reply, {
      input: WithdrawBid,
      act: async (input) => `/org/receipts/${(await this.submissions.withdraw(actor, id, input)).number}?done=bidWithdrawn`,
      again: (form) => this.withdrawal(request, reply, id, form),
    });
  }

  /** The server reads every file again while the page is made, so what is shown here is what would be handed in. */
  private async check(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const desk = await this.desk.of(actor, id);
    const files = (await this.openings.reread(actor, id)).map((file) => ({
      ...file,
      size: sizeOf(file.size),
    }));
    const faults = desk.tasks.filter(({ fault }) => fault !== null);
    const late = form.refusal?.code === 'bid.late';
    const data = {
      ...desk,
      form,
      files,
      faults,
      late,
      answers: answersOf(desk),
      declaration,
      blocked: faults.length > 0 || files.some(({ sound }) => !sound),
      fen: fenOf(desk),
      version: desk.bid.draftVersion,
    };
    this.views.page(request, reply, 'bidding/check', data, {
      title: { key: 'bidding.task.check' },
      back: desk.back,
    });
  }

  private async withdrawal(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const desk = await this.desk.of(actorOf(request), id);
    const late = form.refusal?.code === 'bid.late';
    this.views.page(
      request,
      reply,
      'bidding/withdrawal',
      { ...desk, form, late, withdrawal },
      { title: { key: 'bidding.withdraw' }, back: desk.back },
    );
  }
}

const declaration = { value: 'yes', text: { key: 'bidding.declare' } };
const withdrawal = { value: 'yes', text: { key: 'bidding.withdrawYes' } };

function answersOf({ bid }: Desk): object[] {
  const { plan, staffing, experience } = bid.draft.offer;
  const change = (task: string): string => `/org/bids/${bid.id}/${task}`;
  return [
    { label: { key: 'bidding.task.plan' }, value: plan ?? '—', change: change('plan') },
    { label: { key: 'bidding.task.staffing' }, value: staffing ?? '—', change: change('staffing') },
    { label: { key: 'bidding.task.experience' }, value: experience ?? '—', change: change('experience') },
  ];
}

function fenOf({ bid }: Desk): bigint | null {
  const { price } = bid.draft.offer;
  return price ? yuan(price) : null;
}
