import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { acceptedEndings, Files } from '#documents';
import { ComplaintQueries, RespondComplaint, Respondents, sentView } from '#objections';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { fileLines } from './petition.choices.js';
import { petitionOf } from './petition.form.js';

/** A complaint as those read and answer it to whom the bureau sent it. */
@Controller()
export class RespondPages {
  constructor(
    private readonly queries: ComplaintQueries,
    private readonly respondents: Respondents,
    private readonly files: Files,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get(['buy/complaints/:id', 'org/complaints/:id/sent'])
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, this.forms.open());
  }

  @Post(['buy/complaints/:id', 'org/complaints/:id/sent'])
  async respond(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const again = (form: FormState): Promise<void> => this.show(request, reply, id, form);
    const sent = await petitionOf(request, again);
    if (!sent) return;
    await this.forms.handle(request, reply, {
      input: RespondComplaint,
      act: async (input) => {
        const evidence = sent.file ? [(await this.files.upload(actor, sent.file)).id] : [];
        await this.respondents.respond(actor, id, { ...input, evidence });
        return `${pathOf(request, id)}?done=complaint-responded`;
      },
      again,
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const complaint = sentView(await this.queries.sentTo(actor, id), actor.organizationId);
    const { response, state } = complaint;
    const area = pathOf(request, id).split('/')[1]!;
    const data = {
      form,
      complaint: { ...complaint, evidence: fileLines(complaint.evidence) },
      response: response && { ...response, evidence: fileLines(response.evidence) },
      toRespond: response !== null && response.respondedAt === null && (state === 'sent' || state === 'stopped'),
      action: pathOf(request, id),
      accept: acceptedEndings,
    };
    this.views.page(request, reply, 'objections/respond', data, {
      title: { key: 'objections.complaintNo', facts: { number: complaint.number } },
      back: { href: `/${area}`, title: { key: `nav.${area}` } },
    });
  }
}

const pathOf = (request: PageRequest, id: string): string =>
  /^\/(?:en\/)?buy\//.test(request.url) ? `/buy/complaints/${id}` : `/org/complaints/${id}/sent`;
