import { Controller, Get, Param, ParseUUIDPipe, Post, Put, Req, Res } from '@nestjs/common';
import { type Actor, confirmedWithin, found } from '#kernel';
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
import { check } from '#platform';
import { actorOf, answerScript, Forms, type FormState, type PageReply, type PageRequest, pressed, Views } from '../kit/index.js';
import { NoAnswers } from '../identity/no-answers.input.js';
import { answersOf, checkOf, gridOf, lastRoundOf, rankingOf, sheetOf } from './panel.data.js';
import { togetherOf } from './panel-together.data.js';
import { seatColours } from './evaluation.marks.js';

/** What a person asked to a panel does alone: answer, declare, score, check and lock. */
@Controller('panel/:id')
export class PanelPages {
  constructor(
    private readonly panels: PanelQueries,
    private readonly seats: SeatService,
    private readonly scores: ScoreService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.panel(request, reply, id, this.forms.open());
  }

  @Post('answer')
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

  @Post('declaration')
  declare(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: DeclareConflicts,
      act: async (input) => {
        const { state } = await this.seats.declare(actor, id, input);
        return state === 'declared' ? `/panel/${id}?done=eval-declared` : '/panel/record?done=eval-recused';
      },
      again: (form) => this.panel(request, reply, id, form),
    });
  }

  @Get('criteria/:criterion')
  async criterion(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('criterion') criterion: string,
  ): Promise<void> {
    const sheet = await this.panels.sheet(actorOf(request), id);
    this.scoring(request, reply, sheet, criterion, this.forms.open(answersOf(sheet, criterion)));
  }

  @Post('criteria/:criterion')
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

  /** Cells as the sheet's script sends them, one by one. */
  @Put('cells')
  async cells(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await answerScript(request, reply, () => this.scores.save(actorOf(request), id, check(SaveScores, (request.body ?? {}) as object)));
  }

  @Get('check')
  async check(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    this.own(request, reply, await this.panels.sheet(actorOf(request), id), this.forms.open());
  }

  @Post('check')
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

  private async panel(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const sheet = await this.panels.sheet(actor, id);
    const data = { form, sheet, colour: seatColours[sheet.seat.state], ...this.dataFor(sheet, actor) };
    this.views.page(request, reply, templateFor(sheet), data, { title: sheet.title, back: record });
  }

  private dataFor(sheet: PanelSheet, actor: Actor): object {
    const { chair } = sheet.seat;
    const working = ['scoring', 'locked'].includes(sheet.evaluationState);
    return {
      inCalendar: sheet.bidders !== null && sheet.session.meetsAt !== null && sheet.session.metAt === null,
      grid: gridOf(sheet),
      together: togetherOf(sheet),
      ranking: rankingOf(sheet),
      confirm: confirmedWithin(actor, new Date()) ? null : `/confirm?next=${encodeURIComponent(`/panel/${sheet.procedureId}`)}`,
      bidders: (sheet.bidders ?? []).map((bidder, place) => ({
        ...bidder,
        known: sheet.matches?.find(({ organizationId }) => organizationId === bidder.id)?.why ?? null,
        id: bidder.id,
        ofName: `ties.${place}.organizationId`,
        kindName: `ties.${place}.kind`,
      })),
      ties: ['none', 'employment', 'kin', 'other'].map((value) => ({ value, text: { key: `evaluation.tie.${value}` } })),
      toCheck: chair && !sheet.checked && sheet.complete,
      ...lastRoundOf(sheet),
      toSign: sheet.evaluationState === 'signing' && sheet.seat.state === 'locked',
      mayRecuse: ['locked', 'signed'].includes(sheet.seat.state) && ['scoring', 'locked', 'signing'].includes(sheet.evaluationState),
      toDraft: chair && sheet.evaluationState === 'locked',
      mayAsk: chair && working,
      questions: sheet.clarifications.map((one) => ({ ...one, name: sheet.bids?.find(({ bidId }) => bidId === one.bidId)?.name ?? '' })),
      fellows: sheet.fellows.map((fellow) => ({
        ...fellow,
        colour: seatColours[fellow.state],
        mayUnlock: chair && fellow.state === 'locked' && working,
      })),
      lowPrices: (sheet.bids ?? []).filter(({ lowPrice }) => lowPrice.length > 0).map((bid) => ({ ...bid, ask: chair && working })),
    };
  }

  private scoring(request: PageRequest, reply: PageReply, sheet: PanelSheet, criterion: string, form: FormState): void {
    found(sheet.bids, 'panel');
    const view = found(sheetOf(sheet, criterion), 'criterion');
    const open = sheet.seat.state === 'declared' && sheet.evaluationState === 'scoring' && sheet.checked;
    this.views.page(
      request,
      reply,
      'evaluation/panel-sheet',
      { form, sheet, open, ...view },
      {
        title: view.criterion.name,
        back: { href: `/panel/${sheet.procedureId}`, title: sheet.title },
        scripts: open ? ['score'] : [],
      },
    );
  }

  private own(request: PageRequest, reply: PageReply, sheet: PanelSheet, form: FormState): void {
    found(sheet.bids, 'panel');
    const grid = gridOf(sheet);
    const open = sheet.seat.state === 'declared' && sheet.evaluationState === 'scoring' && sheet.checked;
    const { held } = lastRoundOf(sheet);
    const ready = open && grid.missing === 0 && !held;
    const data = { form, sheet, ...checkOf(sheet), missing: grid.missing, ready, open, held, next: grid.next };
    this.views.page(request, reply, 'evaluation/panel-check', data, {
      title: { key: 'evaluation.myCheck' },
      back: { href: `/panel/${sheet.procedureId}`, title: sheet.title },
    });
  }
}

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
