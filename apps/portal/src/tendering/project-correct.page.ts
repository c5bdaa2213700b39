import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { Files } from '#documents';
import { absent } from '#kernel';
import { Database } from '#platform';
import {
  attachmentEndings,
  CorrectionInput,
  CorrectionService,
  DeskQueries,
  Figures,
  methodRules,
  type NoticeContent,
  NoticeQueries,
} from '#tendering';
import { actorAs, answers, type FlatBody, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { allowedActs, headOf } from './project.data.js';
import { uploadsOf } from './uploads.js';

/** A correction: what may be said anew, with the reason, and what that does to the deadline. */
@Controller('buy/projects/:id/correct')
export class ProjectCorrectPages {
  constructor(
    private readonly desk: DeskQueries,
    private readonly notices: NoticeQueries,
    private readonly corrections: CorrectionService,
    private readonly files: Files,
    private readonly figures: Figures,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    await this.desk.of(actor, id);
    await this.show(request, reply, id, this.forms.open(valuesOf(await this.content(id))));
  }

  @Post()
  async send(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    await this.desk.of(actor, id);
    const { fields, files } = await uploadsOf(request);
    await this.forms.handle(request, reply, {
      input: CorrectionInput,
      body: answers(fields),
      act: async (input) => {
        const attachments: { id: string }[] = [];
        for (const { name, bytes } of files) attachments.push({ id: (await this.files.upload(actor, { name, bytes })).id });
        await this.corrections.correct(actor, id, { ...input, attachments });
        return `/buy/projects/${id}?done=notice-correct`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const desk = await this.desk.of(actor, id);
    const { procedure } = desk;
    const content = await this.content(id);
    const now = await this.database.now();
    const { changeUntil } = this.figures.windows(procedure.method, now, procedure.ruleDay);
    const data = {
      form,
      head: headOf(procedure, now),
      allowed: allowedActs(actor, desk).has('correct'),
      criteria: content.criteria.map(({ id: criterion, name, weight }) => ({ id: criterion, name, weight })),
      endings: attachmentEndings,
      changeUntil,
      rests: procedure.state === 'suspended',
      enough: procedure.closesAt! >= changeUntil,
      rule: this.figures
        .rulesOf(procedure.method, procedure.ruleDay)
        .find(({ key }) => key === methodRules[procedure.method].changeBefore)!,
      deadlines: ['earliest', 'keep', 'fixed'].map((value) => ({
        value,
        text: { key: `tendering.deadline.${value}` },
        hint: { key: `tendering.deadline.${value}Hint` },
      })),
      action: `/buy/projects/${id}/correct`,
      hub: `/buy/projects/${id}`,
    };
    this.views.page(request, reply, 'tendering/project-correct', data, {
      title: { key: 'tendering.do.correct' },
      back: { href: data.hub, title: { key: 'tendering.backToProject' } },
    });
  }

  private async content(id: string): Promise<NoticeContent> {
    const notice = await this.notices.byId(id);
    if (!notice) throw absent('notice');
    return notice.content;
  }
}

function valuesOf({ contact, schedule, criteria }: NoticeContent): FlatBody {
  return {
    contactName: contact.name,
    contactPhone: contact.phone,
    contactAddress: contact.address,
    openingPlace: schedule.openingPlace,
    deadline: 'earliest',
    ...Object.fromEntries(
      criteria.flatMap(({ id, yardstick }, place) => [
        [`criteria.${place}.id`, id],
        [`criteria.${place}.yardstick`, yardstick],
      ]),
    ),
  };
}
