import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Actor, found, Refused } from '#kernel';
import { sentence } from '#platform';
import { acceptedEndings, Files } from '#documents';
import { EvaluationQueries, type Outcome } from '#evaluation';
import { ChallengeService, FileChallenge } from '#objections';
import { NoticeQueries } from '#tendering';
import { readForm } from '../../../api/src/documents/upload.js';
import { actorOf, type FormState, Forms, languageOf, type PageReply, type PageRequest, refusedForm, Views } from '../kit/index.js';

/** Filing a challenge to the result of one's own bid, with one file of evidence if there is any. */
@Controller('org/bids/:bid/challenge')
export class ChallengeFilePages {
  constructor(
    private readonly evaluations: EvaluationQueries,
    private readonly challenges: ChallengeService,
    private readonly files: Files,
    private readonly notices: NoticeQueries,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('bid', ParseUUIDPipe) bid: string): Promise<void> {
    return this.page(request, reply, bid, this.forms.open());
  }

  @Post()
  async send(@Req() request: PageRequest, @Res() reply: PageReply, @Param('bid', ParseUUIDPipe) bid: string): Promise<void> {
    const actor = actorOf(request);
    const { procedureId } = await this.result(actor, bid);
    let sent: Awaited<ReturnType<typeof readForm>>;
    try {
      sent = await readForm(request);
    } catch (caught) {
      if (!(caught instanceof Refused)) throw caught;
      return this.page(request, reply, bid, refusedForm(caught.refusal, {}, sentence, languageOf(request)));
    }
    const { file, fields } = sent;
    (request as { body: unknown }).body = fields;
    return this.forms.handle(request, reply, {
      input: FileChallenge,
      act: async (input) => {
        const evidence = file ? [(await this.files.upload(actor, file)).id] : [];
        const { id } = await this.challenges.file(actor, procedureId, { ...input, evidence });
        return `/org/challenges/${id}?done=challenge-filed`;
      },
      again: (form) => this.page(request, reply, bid, form),
    });
  }

  private async page(request: PageRequest, reply: PageReply, bid: string, form: FormState): Promise<void> {
    const { procedureId, outcome } = await this.result(actorOf(request), bid);
    const notice = found(await this.notices.byId(procedureId), 'notice');
    const closed = new Date() >= outcome.challengeEndsAt || outcome.award.state === 'withdrawn';
    const data = { form, bid, outcome, closed, accept: acceptedEndings, notice: { title: notice.title, number: notice.number } };
    this.views.page(request, reply, 'objections/challenge-file', data, {
      title: { key: 'objections.fileTitle' },
      back: { href: `/org/bids/${bid}/outcome`, title: { key: 'evaluation.outcomeTitle' } },
    });
  }

  private async result(actor: Actor, bid: string): Promise<{ procedureId: string; outcome: Outcome }> {
    const procedureId = found(await this.evaluations.procedureOfBid(bid, actor.organizationId), 'bid');
    return { procedureId, outcome: found(await this.evaluations.outcomeFor(actor, procedureId), 'outcome') };
  }
}
