import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { authorize, found } from '#kernel';
import {
  AskBidder,
  CallLastPrices,
  CheckCompliance,
  ClarificationService,
  ComplianceService,
  JudgeLowPrice,
  LastRound,
  PanelQueries,
  type PanelSheet,
} from '#evaluation';
import { actorOf, answers, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { readerHref } from './panel.data.js';

/** What the chair does for the panel: the check of compliance, questions to bidders, the call for last prices, the view on low ones. */
@Controller('panel/:id')
export class PanelChairPages {
  constructor(
    private readonly panels: PanelQueries,
    private readonly compliance: ComplianceService,
    private readonly clarifications: ClarificationService,
    private readonly lastRound: LastRound,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('compliance')
  async checking(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.checkPage(request, reply, await this.panels.sheet(actorOf(request), id), this.forms.open());
  }

  @Post('compliance')
  check(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: CheckCompliance,
      act: async (input) => {
        await this.compliance.check(actor, id, input);
        return `/panel/${id}?done=eval-checked`;
      },
      again: async (form) => this.checkPage(request, reply, await this.panels.sheet(actor, id), form),
    });
  }

  @Get('questions/:bid/:lot')
  async asking(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('lot') lot: string,
  ): Promise<void> {
    return this.askPage(request, reply, { id, bid, lot }, this.forms.open());
  }

  @Post('questions/:bid/:lot')
  ask(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('lot') lot: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: AskBidder,
      body: { ...answers(request.body), bidId: bid, lot },
      act: async (input) => {
        await this.clarifications.ask(actor, id, input);
        return `/panel/${id}?done=eval-asked`;
      },
      again: (form) => this.askPage(request, reply, { id, bid, lot }, form),
    });
  }

  @Get('last-prices')
  async calling(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const form = this.forms.open({ closesAt: inAnHour() });
    return this.callPage(request, reply, await this.panels.sheet(actorOf(request), id), form);
  }

  @Post('last-prices')
  call(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: CallLastPrices,
      act: async (input) => {
        await this.lastRound.call(actor, id, input);
        return `/panel/${id}?done=eval-last-called`;
      },
      again: async (form) => this.callPage(request, reply, await this.panels.sheet(actor, id), form),
    });
  }

  @Get('low-price/:bid/:lot')
  low(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('lot') lot: string,
  ): Promise<void> {
    return this.lowPage(request, reply, { id, bid, lot }, this.forms.open());
  }

  @Post('low-price/:bid/:lot')
  judge(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('lot') lot: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: JudgeLowPrice,
      body: { ...answers(request.body), bidId: bid, lot },
      act: async (input) => {
        await this.compliance.judgeLowPrice(actor, id, input);
        return `/panel/${id}?done=saved`;
      },
      again: (form) => this.lowPage(request, reply, { id, bid, lot }, form),
    });
  }

  private checkPage(request: PageRequest, reply: PageReply, sheet: PanelSheet, form: FormState): void {
    const readable = found(sheet.bids, 'panel');
    authorize(() => sheet.seat.chair, actorOf(request), null, 'panel.chair-only');
    const offers = readable.map((offer, place) => ({
      ...offer,
      href: readerHref(sheet, offer),
      bidName: `offers.${place}.bidId`,
      lotNameField: `offers.${place}.lot`,
      compliant: `offers.${place}.compliant`,
      reason: `offers.${place}.reason`,
    }));
    const data = {
      form,
      sheet,
      offers,
      several: sheet.lots.length > 1,
      verdicts: ['yes', 'no'].map((value) => ({ value, text: { key: `evaluation.compliant.${value}` } })),
    };
    this.views.page(request, reply, 'evaluation/panel-compliance', data, {
      title: { key: 'evaluation.compliance' },
      back: { href: `/panel/${sheet.procedureId}`, title: sheet.title },
    });
  }

  private callPage(request: PageRequest, reply: PageReply, sheet: PanelSheet, form: FormState): void {
    const offers = found(sheet.lastRound && sheet.bids, 'panel');
    authorize(() => sheet.seat.chair, actorOf(request), null, 'panel.chair-only');
    const names = [...new Set(offers.map(({ name }) => name))];
    const open = sheet.lastRound?.state === 'awaited' && sheet.checked;
    this.views.page(
      request,
      reply,
      'evaluation/panel-last-prices',
      { form, sheet, names, open },
      { title: { key: 'evaluation.lastRound' }, back: { href: `/panel/${sheet.procedureId}`, title: sheet.title } },
    );
  }

  private async askPage(request: PageRequest, reply: PageReply, at: At, form: FormState): Promise<void> {
    const { sheet, offer, asked } = await this.offer(request, at);
    const kinds = ['question', 'low-price'].map((value) => ({ value, text: { key: `evaluation.clarification.${value}` } }));
    const data = {
      form,
      sheet,
      offer,
      asked,
      kinds: offer.lowPrice.length ? kinds : null,
      here: `/panel/${at.id}/questions/${at.bid}/${at.lot}`,
    };
    this.views.page(request, reply, 'evaluation/panel-question', data, {
      title: { key: 'evaluation.askBidder' },
      back: { href: `/panel/${at.id}`, title: sheet.title },
    });
  }

  private async lowPage(request: PageRequest, reply: PageReply, at: At, form: FormState): Promise<void> {
    const { sheet, offer, asked } = await this.offer(request, at);
    const answered = asked.some(({ kind, answer, dueAt }) => kind === 'low-price' && (answer !== null || dueAt <= new Date()));
    const data = {
      form,
      sheet,
      offer,
      asked,
      answered,
      here: `/panel/${at.id}/low-price/${at.bid}/${at.lot}`,
      question: `/panel/${at.id}/questions/${at.bid}/${at.lot}`,
      verdicts: ['yes', 'no'].map((value) => ({ value, text: { key: `evaluation.keepPrice.${value}` } })),
    };
    this.views.page(request, reply, 'evaluation/panel-low-price', data, {
      title: { key: 'evaluation.lowPriceTitle' },
      back: { href: `/panel/${at.id}`, title: sheet.title },
    });
  }

  private async offer(request: PageRequest, { id, bid, lot }: At) {
    const sheet = await this.panels.sheet(actorOf(request), id);
    const offer = found(
      sheet.bids?.find((one) => one.bidId === bid && one.lot === lot),
      'bid',
    );
    authorize(() => sheet.seat.chair, actorOf(request), null, 'panel.chair-only');
    return { sheet, offer, asked: sheet.clarifications.filter((one) => one.bidId === bid && one.lot === lot) };
  }
}

/** What the form proposes: an hour from now, in Beijing. */
const inAnHour = (): string => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 16);

interface At {
  readonly id: string;
  readonly bid: string;
  readonly lot: string;
}
