import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { sentence } from '#platform';
import { type Desk, DeskQueries, DraftService, SubmissionInput } from '#tendering';
import { actorAs, Forms, type FormState, languageOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { bodyOf } from './notice.data.js';
import { allowedActs, complianceOf, headOf, openPoints } from './project.data.js';

/** Check your answers: the compliance list, reasons for what it asks about, the text as the public will see it. */
@Controller('buy/projects/:id')
export class ProjectCheckPages {
  constructor(
    private readonly desk: DeskQueries,
    private readonly drafts: DraftService,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get('check')
  async check(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const desk = await this.desk.of(actorAs(request, 'handler', 'approver', 'acceptor'), id);
    this.show(request, reply, desk, this.forms.open(reasonsOf(desk)));
  }

  @Post('check')
  submit(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    return this.forms.handle(request, reply, {
      input: SubmissionInput,
      act: async (input) => {
        await this.drafts.submit(actor, id, input);
        return `/buy/projects/${id}?done=submitted`;
      },
      again: async (form) => this.show(request, reply, await this.desk.of(actor, id), atReasons(form)),
    });
  }

  @Get('preview')
  async preview(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { procedure } = await this.desk.of(actorAs(request, 'handler', 'approver', 'acceptor'), id);
    const data = { head: headOf(procedure, new Date()), body: bodyOf(procedure.draft) };
    this.views.page(request, reply, 'tendering/project-preview', data, {
      title: { key: 'tendering.preview' },
      back: { href: `/buy/projects/${id}`, title: { key: 'tendering.backToProject' } },
    });
  }

  private show(request: PageRequest, reply: PageReply, desk: Desk, form: FormState): void {
    const { procedure, findings } = desk;
    const lang = languageOf(request);
    const blocks = findings.filter(({ result }) => result === 'block').length;
    const warnings = findings.filter(({ result }) => result === 'warn');
    const mayAct = allowedActs(request.actor!, desk).has('submit');
    const data = {
      form,
      head: headOf(procedure, new Date()),
      compliance: complianceOf(findings, lang, procedure.id),
      open: openPoints(findings),
      blocks,
      warnings: warnings.map(({ key, code, facts }) => ({
        key,
        label: sentence(`check.${code}`, facts, lang),
      })),
      maySubmit: blocks === 0 && mayAct,
      why: blocks
        ? { key: 'tendering.why.blocks', facts: { count: blocks } }
        : { key: procedure.state === 'draft' ? 'tendering.why.handler' : 'tendering.why.notDraft' },
      body: bodyOf(procedure.draft),
      action: `/buy/projects/${procedure.id}/check`,
      base: `/buy/projects/${procedure.id}`,
    };
    this.views.page(request, reply, 'tendering/project-check', data, {
      title: { key: 'tendering.checkTitle' },
      back: { href: data.base, title: { key: 'tendering.backToProject' } },
    });
  }
}

/** Reasons given before, at the places of the warnings. */
function reasonsOf({ findings }: Desk): Record<string, string> {
  const warnings = findings.filter(({ result }) => result === 'warn');
  return Object.fromEntries(
    warnings.flatMap(({ key, reason }, place) => [
      [`reasons.${place}.finding`, key],
      [`reasons.${place}.text`, reason ?? ''],
    ]),
  );
}

/** A fault names the finding; on the page it belongs to the reason's field. */
function atReasons(form: FormState): FormState {
  const places = new Map(
    Object.entries(form.values).flatMap(([name, value]) =>
      name.endsWith('.finding') ? [[String(value), name.replace('.finding', '.text')] as const] : [],
    ),
  );
  const faults = Object.fromEntries(Object.entries(form.faults).map(([name, text]) => [places.get(name) ?? name, text]));
  const summary = Object.entries(faults).map(([name, text]) => ({
    text,
    href: name.startsWith('reasons.') ? `#f-${name.replaceAll('.', '-')}` : null,
  }));
  return { ...form, faults, summary: summary.length ? summary : form.summary };
}
