import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { light } from '#calendar';
import { Database } from '#platform';
import { AnswerInput, DeskQueries, Figures, MergeInput, procedurePolicy, ProcedureQueries, QuestionService } from '#tendering';
import { actorAs, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { headOf } from './project.data.js';

/** The department's side of questions: what is asked, by when it must be answered; never who asked. */
@Controller('buy/projects/:id/questions')
export class ProjectQuestionPages {
  constructor(
    private readonly desk: DeskQueries,
    private readonly procedures: ProcedureQueries,
    private readonly questions: QuestionService,
    private readonly figures: Figures,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async list(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.show(request, reply, id, this.forms.open());
  }

  @Post(':question')
  answer(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('question', ParseUUIDPipe) question: string,
  ): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    return this.forms.handle(request, reply, {
      input: AnswerInput,
      act: async (input) => {
        await this.questions.answer(actor, question, input);
        return `/buy/projects/${id}/questions?done=notice-answered`;
      },
      again: (form) => this.show(request, reply, id, form, question),
    });
  }

  @Post(':question/merger')
  merge(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('question', ParseUUIDPipe) question: string,
  ): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    return this.forms.handle(request, reply, {
      input: MergeInput,
      act: async (input) => {
        await this.questions.merge(actor, question, input);
        return `/buy/projects/${id}/questions?done=notice-merged`;
      },
      again: (form) => this.show(request, reply, id, form, question),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState, at?: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const { procedure, editors } = await this.desk.of(actor, id);
    const now = await this.database.now();
    const all = await this.procedures.questions(id);
    const waiting = all.filter(({ answer, sameAs }) => answer === null && sameAs === null);
    const chosen = waiting.find((question) => question.id === at) ?? waiting[0];
    const data = {
      form,
      head: headOf(procedure, now),
      answersBy: procedure.state === 'open' ? procedure.answersBy : null,
      affects: ['yes', 'no'].map((value) => ({ value, text: { key: `tendering.affects.${value}` } })),
      affectsUntil: this.figures.windows(procedure.method, now, procedure.ruleDay).changeUntil,
      chosen: chosen && {
        ...chosen,
        mergeable: all
          .filter(({ id: other, sameAs }) => other !== chosen.id && sameAs === null)
          .map(({ no, text }) => ({ value: String(no), text: `${no} ${text.slice(0, 30)}` })),
        light:
          chosen.dueAt && chosen.amberAt
            ? light({ dueAt: chosen.dueAt, amberAt: chosen.amberAt, metAt: null, cancelledAt: null }, now)
            : 'grey',
        action: `/buy/projects/${id}/questions/${chosen.id}`,
      },
      others: waiting.filter((question) => question !== chosen),
      answered: all.filter(({ answer }) => answer !== null),
      mayAnswer: procedurePolicy.answer(actor, { departmentId: procedure.departmentId, editors }),
    };
    this.views.page(request, reply, 'tendering/project-questions', data, {
      title: { key: 'tendering.questionsTitle' },
      back: { href: `/buy/projects/${id}`, title: { key: 'tendering.backToProject' } },
    });
  }
}
