import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { changesBetween, DeskQueries, ProcedureQueries, PublicationService, ReasonInput } from '#tendering';
import { actorAs, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { shownChanges } from './notice.data.js';
import { headOf } from './project.data.js';
import { ReviewView } from './review.view.js';

/** What the second person sees: what changed, what the check says, the text; and the two ways on. */
@Controller('buy/projects/:id')
export class ProjectReviewPages {
  constructor(
    private readonly desk: DeskQueries,
    private readonly procedures: ProcedureQueries,
    private readonly publication: PublicationService,
    private readonly view: ReviewView,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get('review')
  async review(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.view.show(request, reply, id, this.forms.open());
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
      again: (form) => this.view.show(request, reply, id, form),
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
      again: (form) => this.view.show(request, reply, id, form),
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
}

/** A form that says nothing but yes. */
class Nothing {}
