import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { changesBetween, type Desk, DeskQueries, ProcedureQueries, PublicationService, ReasonInput } from '#tendering';
import { actorAs, Forms, type FormState, languageOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { bodyOf, shownChanges } from './notice.data.js';
import { allowedActs, complianceOf, headOf } from './project.data.js';

/** What the second person sees: what changed, what the check says, the text; and the two ways on. */
@Controller('buy/projects/:id')
export class ProjectReviewPages {
  constructor(
    private readonly desk: DeskQueries,
    private readonly procedures: ProcedureQueries,
    private readonly publication: PublicationService,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get('review')
  async review(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.show(request, reply, id, this.forms.open());
  }

  @Post('publication')
  publish(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    return this.forms.handle(request, reply, {
      input: Nothing,
      act: async () => {
        await this.publication.publish(actor, id);
        return `/buy/projects/${id}?done=published`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  @Post('return')
  return(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    return this.forms.handle(request, reply, {
      input: ReasonInput,
      act: async (input) => {
        await this.publication.return(actor, id, input);
        return `/buy/projects/${id}?done=notice-returned`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  @Get('history')
  async history(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { procedure } = await this.desk.of(actorAs(request, 'handler', 'approver', 'acceptor'), id);
    const edits = await this.procedures.history(id);
    const data = {
      head: headOf(procedure, new Date()),
      edits: edits.map(({ task, personName, at, version, before, after }) => ({
        task,
        personName,
        at,
        version,
        changes: shownChanges(changesBetween(before, after)),
      })),
    };
    this.views.page(request, reply, 'tendering/project-history', data, {
      title: { key: 'tendering.do.history' },
      back: { href: `/buy/projects/${id}`, title: { key: 'tendering.backToProject' } },
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const desk: Desk = await this.desk.of(actor, id);
    const { procedure } = desk;
    const [now, before] = await this.procedures.submissions(id);
    const changes = now && before ? shownChanges(changesBetween(before.content, now.content)) : [];
    const own = desk.editors.includes(actor.personId);
    const data = {
      form,
      head: headOf(procedure, new Date()),
      submitted: now ? { by: now.personName, at: now.at, no: now.no } : null,
      again: before !== undefined,
      changes,
      compliance: complianceOf(desk.findings, languageOf(request), id, false),
      mayPublish: allowedActs(actor, desk).has('publish'),
      why:
        procedure.state !== 'in_review'
          ? { key: 'tendering.why.notInReview' }
          : { key: own ? 'tendering.why.own' : 'tendering.why.approver' },
      body: bodyOf(procedure.draft),
      base: `/buy/projects/${id}`,
    };
    this.views.page(request, reply, 'tendering/project-review', data, {
      title: { key: 'tendering.reviewTitle' },
      back: { href: data.base, title: { key: 'tendering.backToProject' } },
    });
  }
}

/** A form that says nothing but yes. */
class Nothing {}
