import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { authorize, confirmedWithin, found } from '#kernel';
import { ComplianceService, GiveReason, PanelQueries, type PanelSheet, ReportService, ScoreService, SignReport } from '#evaluation';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { NoAnswers } from '../identity/no-answers.input.js';
import { rankingOf } from './panel.data.js';

/** What the panel does together: low prices, tables given back, the report, signatures. */
@Controller('panel/:id')
export class PanelReportPages {
  constructor(
    private readonly panels: PanelQueries,
    private readonly scores: ScoreService,
    private readonly reports: ReportService,
    private readonly compliance: ComplianceService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('unlocking/:seat')
  unlocking(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('seat', ParseUUIDPipe) seat: string,
  ): Promise<void> {
    return this.ask(request, reply, { id, kind: 'unlocking', of: seat }, this.forms.open());
  }

  @Post('unlocking/:seat')
  unlock(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('seat', ParseUUIDPipe) seat: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: GiveReason,
      act: async ({ reason }) => {
        await this.scores.unlock(actor, id, seat, reason);
        return `/panel/${id}?done=eval-unlocked`;
      },
      again: (form) => this.ask(request, reply, { id, kind: 'unlocking', of: seat }, form),
    });
  }

  @Get('low-price/:bid')
  low(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
  ): Promise<void> {
    return this.ask(request, reply, { id, kind: 'low-price', of: bid }, this.forms.open());
  }

  @Post('low-price/:bid')
  explain(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: GiveReason,
      act: async ({ reason }) => {
        await this.compliance.judgeLowPrice(actor, id, { bidId: bid, reason });
        return `/panel/${id}?done=saved`;
      },
      again: (form) => this.ask(request, reply, { id, kind: 'low-price', of: bid }, form),
    });
  }

  @Get('report')
  async draftPage(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    this.report(request, reply, await this.panels.sheet(actorOf(request), id), this.forms.open());
  }

  @Post('report')
  draft(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.reports.draft(actor, id);
        return `/panel/${id}/report?done=report-drafted`;
      },
      again: async (form) => this.report(request, reply, await this.panels.sheet(actor, id), form),
    });
  }

  @Post('signature')
  sign(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: SignReport,
      act: async (input) => {
        await this.reports.sign(actor, id, input);
        return `/panel/${id}?done=eval-signed`;
      },
      again: async (form) => this.report(request, reply, await this.panels.sheet(actor, id), form),
    });
  }

  private report(request: PageRequest, reply: PageReply, sheet: PanelSheet, form: FormState): void {
    found(sheet.bids, 'panel');
    const actor = actorOf(request);
    const here = `/panel/${sheet.procedureId}/report`;
    const data = {
      form,
      sheet,
      ranking: rankingOf(sheet),
      mayDraft: sheet.seat.chair && sheet.evaluationState === 'locked',
      maySign: sheet.evaluationState === 'signing' && sheet.seat.state === 'locked',
      confirm: confirmedWithin(actor, new Date()) ? null : `/confirm?next=${encodeURIComponent(here)}`,
      unexplained: (sheet.bids ?? []).filter(({ lowPrice, lowPriceReason }) => lowPrice.length > 0 && !lowPriceReason),
      differing: sheet.disagreements.length,
      signed: sheet.fellows.filter(({ state }) => state === 'signed').length + (sheet.seat.state === 'signed' ? 1 : 0),
    };
    this.views.page(request, reply, 'evaluation/panel-report', data, {
      title: { key: 'evaluation.report' },
      back: { href: `/panel/${sheet.procedureId}`, title: sheet.title },
    });
  }

  private async ask(
    request: PageRequest,
    reply: PageReply,
    { id, kind, of }: { id: string; kind: 'unlocking' | 'low-price'; of: string },
    form: FormState,
  ): Promise<void> {
    const sheet = await this.panels.sheet(actorOf(request), id);
    authorize(() => sheet.seat.chair, actorOf(request), null, 'panel.chair-only');
    const about =
      kind === 'unlocking' ? sheet.fellows.find(({ seatId }) => seatId === of)?.name : sheet.bids?.find(({ bidId }) => bidId === of)?.name;
    const warnings = sheet.bids?.find(({ bidId }) => bidId === of)?.lowPrice ?? [];
    const data = { form, sheet, kind, of, about: found(about, kind), warnings, low: kind === 'low-price' };
    this.views.page(request, reply, 'evaluation/panel-ask', data, {
      title: { key: `evaluation.ask.${kind}` },
      back: { href: `/panel/${id}`, title: sheet.title },
    });
  }
}
