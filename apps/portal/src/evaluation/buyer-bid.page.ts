import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { found } from '#kernel';
import {
  DecisionService,
  EvaluationQueries,
  EvaluationService,
  GiveReason,
  JudgeQualification,
  PanelService,
  showPoints,
  TellBidder,
} from '#evaluation';
import { actorOf, answers, type FlatBody, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';

/** One bid or one seat at a time: judge the qualification, write the reason, replace a member. */
@Controller('buy/projects/:id/evaluation')
export class BuyerBidPages {
  constructor(
    private readonly queries: EvaluationQueries,
    private readonly evaluations: EvaluationService,
    private readonly decisions: DecisionService,
    private readonly panels: PanelService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('bids/:bid')
  async bid(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
  ): Promise<void> {
    const { candidates } = await this.queries.progress(actorOf(request), id);
    const { passed, unmet, judgement } = found(
      candidates.find(({ bidId }) => bidId === bid),
      'bid',
    );
    const known: FlatBody = passed === null ? {} : { passed: passed ? 'yes' : 'no', unmet: [...unmet], reason: judgement ?? '' };
    return this.judging(request, reply, id, bid, this.forms.open(known));
  }

  @Post('bids/:bid')
  judge(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: JudgeQualification,
      body: { ...answers(request.body), bidId: bid },
      act: async (input) => {
        await this.evaluations.qualify(actor, id, input);
        const { candidates } = await this.queries.progress(actor, id);
        const next = candidates.find(({ passed }) => passed === null);
        return next ? `${address(id)}/bids/${next.bidId}?done=saved` : `${address(id)}?done=saved`;
      },
      again: (form) => this.judging(request, reply, id, bid, form),
    });
  }

  @Get('reasons/:bid/:lot')
  async reason(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('lot') lot: string,
  ): Promise<void> {
    const { candidates } = await this.queries.progress(actorOf(request), id);
    const { reason } = found(
      candidates.find((one) => one.bidId === bid && one.lot === lot),
      'bid',
    );
    return this.telling(request, reply, { id, bid, lot }, this.forms.open(reason ? { reason } : {}));
  }

  @Post('reasons/:bid/:lot')
  tell(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('lot') lot: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: TellBidder,
      body: { ...answers(request.body), bidId: bid, lot },
      act: async (input) => {
        await this.decisions.giveReason(actor, id, input);
        return `${address(id)}?done=saved`;
      },
      again: (form) => this.telling(request, reply, { id, bid, lot }, form),
    });
  }

  @Get('seats/:seat')
  seat(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('seat', ParseUUIDPipe) seat: string,
  ): Promise<void> {
    return this.replacing(request, reply, id, seat, this.forms.open());
  }

  @Post('seats/:seat')
  replace(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('seat', ParseUUIDPipe) seat: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: GiveReason,
      act: async ({ reason }) => {
        await this.panels.replace(actor, id, seat, reason);
        return `${address(id)}?done=eval-replaced`;
      },
      again: (form) => this.replacing(request, reply, id, seat, form),
    });
  }

  private async judging(request: PageRequest, reply: PageReply, id: string, bid: string, form: FormState): Promise<void> {
    const progress = await this.queries.progress(actorOf(request), id);
    const candidate = found(
      progress.candidates.find(({ bidId }) => bidId === bid),
      'bid',
    );
    const data = {
      form,
      candidate: { ...candidate, enterprise: candidate.enterprise ?? 'none' },
      here: `${address(id)}/bids/${bid}`,
      open: progress.state === 'qualifying',
      offer: `/buy/projects/${id}/opening`,
      verdicts: ['yes', 'no'].map((value) => ({ value, text: { key: `evaluation.verdict.${value}` } })),
      conditions: progress.eligibility.map(({ id: value, text }) => ({ value, text })),
    };
    this.views.page(request, reply, 'evaluation/buyer-bid', data, {
      title: candidate.name,
      back: { href: address(id), title: { key: 'evaluation.buyerTitle' } },
    });
  }

  private async telling(
    request: PageRequest,
    reply: PageReply,
    { id, bid, lot }: { id: string; bid: string; lot: string },
    form: FormState,
  ): Promise<void> {
    const progress = await this.queries.progress(actorOf(request), id);
    const candidate = found(
      progress.candidates.find((one) => one.bidId === bid && one.lot === lot),
      'bid',
    );
    const silent = candidate.parts.filter((part) => part.silent);
    const data = {
      form,
      parts: candidate.parts.map((part) => ({ ...part, max: showPoints(part.max), points: showPoints(part.points) })),
      silent: silent.map(({ id: own, name }, place) => ({
        id: own,
        name,
        idName: `criteria.${place}.id`,
        reasonName: `criteria.${place}.reason`,
      })),
      candidate: { ...candidate, total: candidate.total === null ? null : showPoints(candidate.total) },
      here: `${address(id)}/reasons/${bid}/${lot}`,
      back: address(id),
    };
    this.views.page(request, reply, 'evaluation/buyer-reason', data, {
      title: candidate.name,
      back: { href: address(id), title: { key: 'evaluation.buyerTitle' } },
    });
  }

  private async replacing(request: PageRequest, reply: PageReply, id: string, seat: string, form: FormState): Promise<void> {
    const progress = await this.queries.progress(actorOf(request), id);
    const member = found(
      progress.seats.find((one) => one.id === seat),
      'seat',
    );
    const data = { form, member, here: `${address(id)}/seats/${seat}`, back: address(id) };
    this.views.page(request, reply, 'evaluation/buyer-seat', data, {
      title: { key: 'evaluation.replaceTitle' },
      back: { href: address(id), title: { key: 'evaluation.buyerTitle' } },
    });
  }
}

const address = (id: string): string => `/buy/projects/${id}/evaluation`;
