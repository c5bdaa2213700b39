import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ContractQueries } from '#contracts';
import {
  AcceptMilestone,
  type Milestone,
  MilestoneQueries,
  MilestoneService,
  rejectCodes,
  RejectMilestone,
  returnCodes,
  ReturnMilestone,
  SubmitMilestone,
} from '#delivery';
import { absent, type Actor, ensure, refuse } from '#kernel';
import { actorOf, type FlatBody, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { figuresShown, reportValues, sumsShown } from './milestone.data.js';
import { ownMilestone } from './milestone.page.js';

const answers = ['acceptance', 'return', 'rejection'] as const;
type AnswerPage = (typeof answers)[number];
const codes: Partial<Record<AnswerPage, readonly string[]>> = { return: returnCodes, rejection: rejectCodes };

/** The report of a milestone, and the three answers to it. */
@Controller()
export class MilestoneActPages {
  constructor(
    private readonly milestones: MilestoneQueries,
    private readonly contracts: ContractQueries,
    private readonly service: MilestoneService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('org/milestones/:id/submission')
  report(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.reportPage(request, reply, id);
  }

  @Post('org/milestones/:id/submission')
  submit(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: SubmitMilestone,
      act: async (input) => {
        await this.service.submit(actor, id, input);
        return `/org/milestones/${id}?done=milestone-submission`;
      },
      again: (form) => this.reportPage(request, reply, id, form),
    });
  }

  @Get('buy/milestones/:id/:answer')
  ask(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('answer') answer: string,
  ): Promise<void> {
    return this.answerPage(request, reply, id, known(answer), this.forms.open());
  }

  @Post('buy/milestones/:id/:answer')
  answer(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('answer') given: string,
  ): Promise<void> {
    const [actor, answer] = [actorOf(request), known(given)];
    const { input, run } = this.doors[answer];
    return this.forms.handle(request, reply, {
      input,
      act: async (filled) => {
        await run(actor, id, filled as never);
        return `/buy/milestones/${id}?done=milestone-${answer}`;
      },
      again: (form) => this.answerPage(request, reply, id, answer, form),
    });
  }

  private readonly doors: Readonly<
    Record<AnswerPage, { input: new () => object; run: (actor: Actor, id: string, input: never) => Promise<Milestone> }>
  > = {
    acceptance: { input: AcceptMilestone, run: (actor, id, input) => this.service.accept(actor, id, input) },
    return: { input: ReturnMilestone, run: (actor, id, input) => this.service.return(actor, id, input) },
    rejection: { input: RejectMilestone, run: (actor, id, input) => this.service.reject(actor, id, input) },
  };

  private async reportPage(request: PageRequest, reply: PageReply, id: string, refused?: FormState): Promise<void> {
    const { milestone, contract } = await ownMilestone(this.milestones, this.contracts, actorOf(request), id, 'org');
    if (!refused) ensure(milestone.state === 'planned' ? undefined : refuse('conflict', 'milestone.submitted-already'));
    const [sums, [last]] = await Promise.all([this.milestones.sums(id), this.milestones.reports(id)]);
    const form = refused ?? this.forms.open(reportValues(contract.indicators, sums, last) satisfies FlatBody);
    const indicators = contract.indicators.map((indicator, place) => ({
      ...indicator,
      name: indicator.name,
      idField: `figures.${place}.indicatorId`,
      actualField: `figures.${place}.actual`,
    }));
    const data = {
      form,
      milestone,
      contract,
      indicators,
      sums: sumsShown(sums),
      here: `/org/milestones/${id}/submission`,
      log: `/org/contracts/${contract.id}/log?milestone=${id}`,
    };
    const back = { href: `/org/milestones/${id}`, title: { key: 'delivery.milestone', facts: { no: milestone.no, name: milestone.name } } };
    this.views.page(request, reply, 'delivery/report-form', data, { title: { key: 'delivery.submit' }, back });
  }

  private async answerPage(request: PageRequest, reply: PageReply, id: string, answer: AnswerPage, form: FormState): Promise<void> {
    const { milestone, contract } = await ownMilestone(this.milestones, this.contracts, actorOf(request), id, 'buy');
    if (!form.refusal) ensure(milestone.state === 'submitted' ? undefined : refuse('conflict', 'milestone.not-submitted'));
    const [report] = await this.milestones.reports(id);
    const data = {
      form,
      milestone,
      answer,
      grave: answer === 'rejection',
      figures: figuresShown(contract.indicators, report?.figures ?? []),
      codes: (codes[answer] ?? []).map((value) => ({ value, text: { key: `delivery.code.${value}` } })),
      here: `/buy/milestones/${id}/${answer}`,
      base: `/buy/milestones/${id}`,
    };
    const back = { href: `/buy/milestones/${id}`, title: { key: 'delivery.milestone', facts: { no: milestone.no, name: milestone.name } } };
    this.views.page(request, reply, 'delivery/answer-form', data, { title: { key: `delivery.${answer}` }, back });
  }
}

function known(answer: string): AnswerPage {
  const found = answers.find((one) => one === answer);
  if (!found) throw absent('page');
  return found;
}
