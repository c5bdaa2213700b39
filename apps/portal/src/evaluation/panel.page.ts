import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Actor, confirmedWithin, found } from '#kernel';
import { downloadHeaders } from '#documents';
import {
  AnswerInvitation,
  DeclareConflicts,
  PanelQueries,
  type PanelSheet,
  SaveScores,
  ScoreService,
  type SeatState,
  SeatService,
} from '#evaluation';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, pressed, Views } from '../kit/index.js';
import { NoAnswers } from '../identity/no-answers.input.js';
import { answersOf, checkOf, gridOf, rankingOf, sheetOf, togetherOf } from './panel.data.js';
import { seatColours } from './evaluation.marks.js';

/** What a person asked to a panel does: answer, declare, read and score, check and lock. */
@Controller('panel')
export class PanelPages {
  constructor(
    private readonly panels: PanelQueries,
    private readonly seats: SeatService,
    private readonly scores: ScoreService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('record')
  async record(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const rows = (await this.panels.mine(actorOf(request))).map((row) => ({ ...row, colour: seatColours[row.seatState] }));
    this.views.page(request, reply, 'evaluation/panel-record', { rows }, { title: { key: 'evaluation.myPanels' }, back: home });
  }

  @Get(':id')
  show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.panel(request, reply, id, this.forms.open());
  }

  @Post(':id/answer')
  answer(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: AnswerInvitation,
      act: async (input) => {
        await this.seats.answer(actor, id, input);
        return input.accept ? `/panel/${id}?done=eval-accepted` : '/panel/record?done=eval-declined';
      },
      again: (form) => this.panel(request, reply, id, form),
    });
  }

  @Post(':id/declaration')
  declare(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: DeclareConflicts,
      act: async (input) => {
        await this.seats.declare(actor, id, input);
        return input.clear ? `/panel/${id}?done=eval-declared` : '/panel/record?done=eval-recused';
      },
      again: (form) => this.panel(request, reply, id, form),
    });
  }

  @Get(':id/criteria/:criterion')
  async criterion(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('criterion') criterion: string,
  ): Promise<void> {
    const sheet = await this.panels.sheet(actorOf(request), id);
    this.scoring(request, reply, sheet, criterion, this.forms.open(answersOf(sheet, criterion)));
  }

  @Post(':id/criteria/:criterion')
  save(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('criterion') criterion: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: SaveScores,
      act: async (input) => {
        await this.scores.save(actor, id, input);
        const { after } = found(sheetOf(await this.panels.sheet(actor, id), criterion), 'criterion');
        if (pressed(request) === 'exit') return `/panel/${id}?done=saved`;
        return after ? `/panel/${id}/criteria/${encodeURIComponent(after)}?done=saved` : `/panel/${id}/check?done=saved`;
      },
      again: async (form) => this.scoring(request, reply, await this.panels.sheet(actor, id), criterion, form),
    });
  }

  @Get(':id/check')
  async check(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    this.own(request, reply, await this.panels.sheet(actorOf(request), id), this.forms.open());
  }

  @Post(':id/check')
  lock(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.scores.lock(actor, id);
        return `/panel/${id}?done=eval-locked`;
      },
      again: async (form) => this.own(request, reply, await this.panels.sheet(actor, id), form),
    });
  }

  @Get(':id/bids/:bid/files/:sha256')
  async file(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('sha256') sha256: string,
  ): Promise<void> {
    const { bytes, ...file } = await this.panels.file(actorOf(request), id, bid, sha256);
    void reply.headers(downloadHeaders({ ...file, public: false, sha256 })).send(bytes);
  }

  private async panel(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const sheet = await this.panels.sheet(actor, id);
    const data = { form, sheet, colour: seatColours[sheet.seat.state], ...this.dataFor(sheet, actor) };
    this.views.page(request, reply, templateFor(sheet), data, { title: sheet.title, back: record });
  }

  private dataFor(sheet: PanelSheet, actor: Actor): object {
    const confirm = confirmedWithin(actor, new Date()) ? null : `/confirm?next=${encodeURIComponent(`/panel/${sheet.procedureId}`)}`;
    const chair = sheet.seat.chair;
    return {
      grid: gridOf(sheet),
      together: togetherOf(sheet),
      ranking: rankingOf(sheet),
      confirm,
      toSign: sheet.evaluationState === 'signing' && sheet.seat.state === 'locked',
      toDraft: chair && sheet.evaluationState === 'locked',
      fellows: sheet.fellows.map((fellow) => ({
        ...fellow,
        colour: seatColours[fellow.state],
        mayUnlock: chair && fellow.state === 'locked' && sheet.evaluationState === 'locked',
      })),
      lowPrices: (sheet.bids ?? [])
        .filter(({ lowPrice }) => lowPrice.length > 0)
        .map((bid) => ({ ...bid, ask: chair && ['scoring', 'locked'].includes(sheet.evaluationState) })),
    };
  }

  private scoring(request: PageRequest, reply: PageReply, sheet: PanelSheet, criterion: string, form: FormState): void {
    found(sheet.bids, 'panel');
    const view = found(sheetOf(sheet, criterion), 'criterion');
    const open = sheet.seat.state === 'declared' && sheet.evaluationState === 'scoring';
    this.views.page(
      request,
      reply,
      'evaluation/panel-sheet',
      { form, sheet, open, ...view },
      { title: view.criterion.name, back: { href: `/panel/${sheet.procedureId}`, title: sheet.title } },
    );
  }

  private own(request: PageRequest, reply: PageReply, sheet: PanelSheet, form: FormState): void {
    found(sheet.bids, 'panel');
    const grid = gridOf(sheet);
    const open = sheet.seat.state === 'declared' && sheet.evaluationState === 'scoring';
    const data = { form, sheet, ...checkOf(sheet), missing: grid.missing, ready: open && grid.missing === 0, open, next: grid.next };
    this.views.page(request, reply, 'evaluation/panel-check', data, {
      title: { key: 'evaluation.myCheck' },
      back: { href: `/panel/${sheet.procedureId}`, title: sheet.title },
    });
  }
}

const home = { href: '/panel', title: { key: 'nav.panel' } };
const record = { href: '/panel/record', title: { key: 'evaluation.myPanels' } };

const templates: Readonly<Partial<Record<SeatState, string>>> = {
  invited: 'panel-invitation',
  accepted: 'panel-declaration',
  declared: 'panel-work',
};

function templateFor({ seat: { state }, bids, evaluationState }: PanelSheet): string {
  if (state === 'declared' && evaluationState !== 'scoring') return 'evaluation/panel-closed';
  return `evaluation/${templates[state] ?? (bids ? 'panel-together' : 'panel-closed')}`;
}
