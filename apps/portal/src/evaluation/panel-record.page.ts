import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { found, toYuan } from '#kernel';
import { ExpertRegister, PanelQueries, SayAway } from '#evaluation';
import { Config, csvFile } from '#platform';
import { actorOf, Forms, languageOf, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { sessionCalendar } from './panel.calendar.js';
import { seatColours } from './evaluation.marks.js';

/** A member's own record: panels, fees, until when they cannot come. */
@Controller('panel')
export class PanelRecordPages {
  constructor(
    private readonly panels: PanelQueries,
    private readonly register: ExpertRegister,
    private readonly views: Views,
    private readonly forms: Forms,
    private readonly config: Config,
  ) {}

  @Get('record')
  record(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.page(request, reply, this.forms.open());
  }

  @Get('record.csv')
  async file(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const rows = await this.panels.mine(actorOf(request), 1000);
    const lines = rows.map((row) => [
      row.number,
      row.title,
      row.department,
      row.invitedAt.toISOString(),
      row.seatState,
      row.signedAt?.toISOString() ?? '',
      row.hours ?? '',
      row.fee === null || row.signedAt === null ? '' : toYuan(row.fee),
    ]);
    const head = ['项目编号', '项目名称', '采购单位', '邀请时间', '状态', '签署时间', '小时', '评审费(元)'];
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="panels.csv"')
      .send(csvFile(head, lines));
  }

  /** The session of a panel the person has agreed to come to; nobody else has it. */
  @Get(':id/session.ics')
  async session(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const sheet = await this.panels.sheet(actorOf(request), id);
    const meetsAt = found(sheet.bidders && sheet.session.meetsAt, 'panel');
    await reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="panel.ics"')
      .header('cache-control', 'private, no-store')
      .send(sessionCalendar(sheet, meetsAt, languageOf(request), this.config));
  }

  @Post('away')
  away(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: SayAway,
      act: async ({ until }) => {
        await this.register.away(actor, until ? new Date(`${until}T23:59:59+08:00`) : null);
        return '/panel/record?done=saved';
      },
      again: (form) => this.page(request, reply, form),
    });
  }

  private async page(request: PageRequest, reply: PageReply, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const [panels, expert] = await Promise.all([this.panels.mine(actor), this.register.byId(actor.personId)]);
    const rows = panels.map((row) => ({ ...row, colour: seatColours[row.seatState], earned: row.signedAt ? row.fee : null }));
    this.views.page(
      request,
      reply,
      'evaluation/panel-record',
      { form, rows, expert, away: expert?.awayUntil && expert.awayUntil > new Date() ? expert.awayUntil : null },
      { title: { key: 'evaluation.myPanels' }, back: { href: '/panel', title: { key: 'nav.panel' } } },
    );
  }
}
