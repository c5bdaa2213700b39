import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#kernel';
import { downloadHeaders } from '#documents';
import {
  AnswerInvitation,
  AskBidder,
  CallLastPrices,
  CheckCompliance,
  ClarificationService,
  clarificationView,
  ComplianceService,
  DeclareConflicts,
  ExplainScore,
  GiveReason,
  JudgeLowPrice,
  LastRound,
  PanelQueries,
  panelRowView,
  panelSheetView,
  ReportService,
  SaveScores,
  ScoreService,
  type Seat,
  SeatService,
  SigningService,
  SignReport,
  WriteNote,
} from '#evaluation';
import { CurrentActor } from '../actor.decorator.js';

@ApiTags('evaluation')
@Controller('api/v1')
export class PanelController {
  constructor(
    private readonly queries: PanelQueries,
    private readonly seats: SeatService,
    private readonly scores: ScoreService,
    private readonly reports: ReportService,
    private readonly signing: SigningService,
    private readonly compliance: ComplianceService,
    private readonly clarifications: ClarificationService,
    private readonly lastRound: LastRound,
  ) {}

  @Get('panels')
  @ApiOperation({ summary: 'Panels you were asked to sit on' })
  async mine(@CurrentActor() actor: Actor): Promise<object> {
    return { data: (await this.queries.mine(actor)).map(panelRowView), page: { next: null } };
  }

  @Get('procedures/:id/panel')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'The panel as you may see it now: invitation, bidders, bids, your scores, the report' })
  async sheet(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return panelSheetView(await this.queries.sheet(actor, id));
  }

  @Get('procedures/:id/panel/bids/:bid/files/:sha256')
  @ApiOperation({ summary: 'A file of a bid you may read' })
  async file(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('sha256') sha256: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, ...file } = await this.queries.file(actor, id, bid, sha256);
    void reply.headers(downloadHeaders({ ...file, public: false, sha256 })).send(bytes);
  }

  @Post('procedures/:id/panel/acceptances')
  @HttpCode(200)
  @ApiOperation({ summary: 'Accept the invitation or decline it with a reason' })
  async answer(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AnswerInvitation): Promise<object> {
    return seatView(await this.seats.answer(actor, id, input));
  }

  @Post('procedures/:id/declarations')
  @HttpCode(200)
  @ApiOperation({ summary: 'Declare that nothing stands between you and the bidders, or recuse' })
  async declare(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: DeclareConflicts): Promise<object> {
    return seatView(await this.seats.declare(actor, id, input));
  }

  @Put('procedures/:id/scores')
  @ApiOperation({ summary: 'Save cells of your own score table' })
  save(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: SaveScores): Promise<object> {
    return this.scores.save(actor, id, input);
  }

  @Post('procedures/:id/score-locks')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lock your complete table' })
  async lock(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return seatView(await this.scores.lock(actor, id));
  }

  @Post('procedures/:id/panel/seats/:seat/unlocking')
  @HttpCode(200)
  @ApiOperation({ summary: 'The chair gives a member their table back, with a reason' })
  async unlock(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('seat', ParseUUIDPipe) seat: string,
    @Body() { reason }: GiveReason,
  ): Promise<object> {
    await this.scores.unlock(actor, id, seat, reason);
    return panelSheetView(await this.queries.sheet(actor, id));
  }

  @Post('procedures/:id/compliance')
  @HttpCode(200)
  @ApiOperation({
    summary: 'The chair puts down which offers answer the notice, with a reason for those that do not; scoring begins after it',
  })
  async check(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: CheckCompliance): Promise<object> {
    await this.compliance.check(actor, id, input);
    return panelSheetView(await this.queries.sheet(actor, id));
  }

  @Post('procedures/:id/clarifications')
  @ApiOperation({ summary: 'The chair asks one bidder; the answer changes neither price nor substance' })
  async ask(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: AskBidder): Promise<object> {
    return clarificationView(await this.clarifications.ask(actor, id, input));
  }

  @Post('procedures/:id/last-prices')
  @HttpCode(200)
  @ApiOperation({
    summary: 'The chair ends the talks and asks everybody still in the race for a sealed last price; locks and report wait for them',
  })
  async callLastPrices(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: CallLastPrices,
  ): Promise<object> {
    await this.lastRound.call(actor, id, input);
    return panelSheetView(await this.queries.sheet(actor, id));
  }

  @Post('procedures/:id/low-price-reasons')
  @HttpCode(200)
  @ApiOperation({ summary: 'The chair says why the panel keeps a price that looks too low, or puts it out; the bidder was asked before' })
  async judge(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: JudgeLowPrice): Promise<object> {
    await this.compliance.judgeLowPrice(actor, id, input);
    return { bidId: input.bidId, lot: input.lot ?? '1', keep: input.keep ?? true, reason: input.reason };
  }

  @Post('procedures/:id/score-explanations')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say why you stand by a score that is far from the others’' })
  async explain(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: ExplainScore): Promise<object> {
    await this.scores.explain(actor, id, input);
    return { bidId: input.bidId, lot: input.lot ?? '1', criterionId: input.criterionId, explanation: input.explanation };
  }

  @Put('procedures/:id/notes')
  @ApiOperation({ summary: 'Keep your own notes on an offer; nobody else reads them' })
  async note(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: WriteNote): Promise<object> {
    await this.scores.note(actor, id, input);
    return { bidId: input.bidId, lot: input.lot ?? '1', text: input.text };
  }

  @Post('procedures/:id/report')
  @ApiOperation({ summary: 'The chair draws up the report: totals, ranking, paper' })
  draft(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<object> {
    return this.reports.draft(actor, id);
  }

  @Get('procedures/:id/panel/report')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'The report as its members read it before it is handed over' })
  async report(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const { paper, bytes } = await this.queries.report(actor, id);
    const name = `${paper.number ?? paper.title}.html`;
    void reply.headers(downloadHeaders({ ...paper, name, mediaType: 'text/html; charset=utf-8' })).send(bytes);
  }

  @Post('procedures/:id/report-withdrawals')
  @HttpCode(200)
  @ApiOperation({ summary: 'The chair takes the drafted report back, with a reason; signatures are void, tables may be corrected' })
  async retract(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: GiveReason): Promise<object> {
    await this.signing.retract(actor, id, input);
    return panelSheetView(await this.queries.sheet(actor, id));
  }

  @Post('procedures/:id/report-signatures')
  @ApiOperation({ summary: 'Sign the report, with dissent if any; the last signature hands it to the buyer' })
  async sign(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() input: SignReport): Promise<object> {
    return seatView(await this.signing.sign(actor, id, input));
  }
}

const seatView = ({ id, state, answeredAt, declaredAt, lockedAt, signedAt }: Seat): object => ({
  id,
  state,
  answeredAt,
  declaredAt,
  lockedAt,
  signedAt,
});
