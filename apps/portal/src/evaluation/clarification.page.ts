import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { found } from '#kernel';
import { AnswerPanel, ClarificationQueries, ClarificationService, EvaluationQueries } from '#evaluation';
import { NoticeQueries } from '#tendering';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';

/** Questions of the panel to an organization's own bid. */
@Controller('org/bids/:bid/clarifications')
export class ClarificationPages {
  constructor(
    private readonly queries: ClarificationQueries,
    private readonly clarifications: ClarificationService,
    private readonly evaluations: EvaluationQueries,
    private readonly notices: NoticeQueries,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('bid', ParseUUIDPipe) bid: string): Promise<void> {
    return this.page(request, reply, bid, null, this.forms.open());
  }

  @Post(':id')
  answer(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('bid', ParseUUIDPipe) bid: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: AnswerPanel,
      act: async (input) => {
        await this.clarifications.answer(actor, id, input);
        return `/org/bids/${bid}/clarifications?done=eval-answered`;
      },
      again: (form) => this.page(request, reply, bid, id, form),
    });
  }

  /** `refused` is the question whose answer was refused: only its field shows the fault and keeps the text. */
  private async page(request: PageRequest, reply: PageReply, bid: string, refused: string | null, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const procedureId = found(await this.evaluations.procedureOfBid(bid, actor.organizationId), 'bid');
    const notice = found(await this.notices.byId(procedureId), 'notice');
    const now = new Date();
    const open = (await this.queries.ofBid(bid, actor.organizationId)).map((one) => ({
      ...one,
      open: one.answer === null && one.dueAt > now,
    }));
    const first = refused ?? open.find((one) => one.open)?.id;
    const rows = open.map((one) => ({ ...one, here: `/org/bids/${bid}/clarifications/${one.id}`, ask: one.open && one.id === first }));
    this.views.page(
      request,
      reply,
      'evaluation/clarifications',
      { form, rows, notice },
      { title: { key: 'evaluation.clarifications' }, back: { href: `/org/bids/${bid}`, title: notice.title } },
    );
  }
}
