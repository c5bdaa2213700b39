import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import Handlebars from 'handlebars';
import { authorize, confirmedWithin, found } from '#kernel';
import { downloadHeaders } from '#documents';
import {
  ExplainScore,
  GiveReason,
  PanelQueries,
  type PanelSheet,
  ReportService,
  ScoreService,
  SigningService,
  SignReport,
} from '#evaluation';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { NoAnswers } from '../identity/no-answers.input.js';
import { rankingOf } from './panel.data.js';
import { togetherOf } from './panel-together.data.js';

/** What the panel does together: scores explained or given back, the report, signatures. */
@Controller('panel/:id')
export class PanelReportPages {
  constructor(
    private readonly panels: PanelQueries,
    private readonly scores: ScoreService,
    private readonly reports: ReportService,
    private readonly signing: SigningService,
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
    return this.unlockPage(request, reply, { id, seat }, this.forms.open());
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
      again: (form) => this.unlockPage(request, reply, { id, seat }, form),
    });
  }

  @Post('explanations')
  explain(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: ExplainScore,
      act: async (input) => {
        await this.scores.explain(actor, id, input);
        return `/panel/${id}?done=eval-explained`;
      },
      again: async (form) => this.explaining(request, reply, await this.panels.sheet(actor, id), form),
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

  /** The paper as the members read it; to everybody else it is opened with the hand-over. */
  @Get('report/paper')
  async paper(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { paper, body } = await this.panels.report(actorOf(request), id);
    // The body was made by our own template, which escapes everything that fills it.
    const data = { id, paper, body: new Handlebars.SafeString(body) };
    const back = { href: `/panel/${id}/report`, title: { key: 'evaluation.report' } };
    this.views.page(request, reply, 'evaluation/panel-paper', data, { title: paper.title, back });
  }

  @Get('report/content')
  async content(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { paper, bytes } = await this.panels.report(actorOf(request), id);
    const name = `${paper.number ?? paper.title}.html`;
    void reply.headers(downloadHeaders({ ...paper, name, mediaType: 'text/html; charset=utf-8' })).send(bytes);
  }

  @Post('withdrawal')
  retract(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: GiveReason,
      act: async (input) => {
        await this.signing.retract(actor, id, input);
        return `/panel/${id}?done=report-withdrawn`;
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
        await this.signing.sign(actor, id, input);
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
      mayRetract: sheet.seat.chair && sheet.evaluationState === 'signing',
      confirm: confirmedWithin(actor, new Date()) ? null : `/confirm?next=${encodeURIComponent(here)}`,
      unexplained: (sheet.bids ?? []).filter(({ lowPrice, lowPriceReason }) => lowPrice.length > 0 && !lowPriceReason),
      asking: sheet.clarifications.filter(({ answer, dueAt }) => answer === null && dueAt > new Date()).length,
      differing: sheet.disagreements.length,
      standingOut: sheet.outliers.filter(({ explanation }) => explanation === null).length,
      signed: sheet.fellows.filter(({ state }) => state === 'signed').length + (sheet.seat.state === 'signed' ? 1 : 0),
    };
    this.views.page(request, reply, 'evaluation/panel-report', data, {
      title: { key: 'evaluation.report' },
      back: { href: `/panel/${sheet.procedureId}`, title: sheet.title },
    });
  }

  /** The one score that the refused explanation was about. */
  private explaining(request: PageRequest, reply: PageReply, sheet: PanelSheet, form: FormState): void {
    const { outliers } = togetherOf(sheet);
    const { bidId, lot, criterionId } = form.values as Record<string, string>;
    const one = found(
      outliers.find((each) => each.mine && each.bidId === bidId && each.lot === lot && each.criterionId === criterionId),
      'score',
    );
    this.views.page(
      request,
      reply,
      'evaluation/panel-explain',
      { form, sheet, one },
      { title: { key: 'evaluation.explainTitle' }, back: { href: `/panel/${sheet.procedureId}`, title: sheet.title } },
    );
  }

  private async unlockPage(
    request: PageRequest,
    reply: PageReply,
    { id, seat }: { id: string; seat: string },
    form: FormState,
  ): Promise<void> {
    const sheet = await this.panels.sheet(actorOf(request), id);
    found(sheet.bids, 'panel');
    authorize(() => sheet.seat.chair, actorOf(request), null, 'panel.chair-only');
    const own = sheet.seat.id === seat;
    const about = own ? null : found(sheet.fellows.find(({ seatId }) => seatId === seat)?.name, 'seat');
    this.views.page(
      request,
      reply,
      'evaluation/panel-ask',
      { form, sheet, about, of: seat },
      { title: { key: 'evaluation.ask.unlocking' }, back: { href: `/panel/${id}`, title: sheet.title } },
    );
  }
}
