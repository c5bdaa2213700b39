import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { found } from '#kernel';
import {
  AwardService,
  DecideAward,
  DecisionService,
  DrawPanel,
  EvaluationQueries,
  EvaluationService,
  ExpertRegister,
  PanelService,
  type Progress,
} from '#evaluation';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { NoAnswers } from '../identity/no-answers.input.js';
import { AnnounceAward } from './announce-award.input.js';
import { buyerView } from './buyer.data.js';

/** The evaluation as the buyer's people take it through: conclude, draw, follow, decide, announce. */
@Controller('buy/projects/:id/evaluation')
export class BuyerEvaluationPages {
  constructor(
    private readonly queries: EvaluationQueries,
    private readonly evaluations: EvaluationService,
    private readonly panels: PanelService,
    private readonly register: ExpertRegister,
    private readonly decisions: DecisionService,
    private readonly awards: AwardService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.page(request, reply, id, this.forms.open());
  }

  @Post('conclusion')
  conclude(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        const { state } = await this.evaluations.conclude(actor, id);
        return `${address(id)}?done=${state === 'failed' ? 'eval-qualification-failed' : 'eval-qualified'}`;
      },
      again: (form) => this.page(request, reply, id, form),
    });
  }

  @Post('panel')
  draw(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: DrawPanel,
      act: async (input) => {
        await this.panels.draw(actor, id, input);
        return `${address(id)}?done=eval-drawn`;
      },
      again: (form) => this.page(request, reply, id, form),
    });
  }

  @Post('decision')
  decide(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: DecideAward,
      act: async (input) => {
        await this.decisions.decide(actor, id, input);
        return `${address(id)}?done=eval-decided`;
      },
      again: (form) => this.page(request, reply, id, form),
    });
  }

  @Post('announcement')
  announce(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: AnnounceAward,
      act: async ({ award }) => {
        const { lots } = await this.queries.progress(actor, id);
        const own = lots.flatMap((lot) => (lot.award ? [lot.award.id] : []));
        await this.awards.announce(
          actor,
          found(
            own.find((one) => one === (award ?? own[0])),
            'award',
          ),
        );
        return `${address(id)}?done=eval-announced`;
      },
      again: (form) => this.page(request, reply, id, form),
    });
  }

  private async page(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const progress = await this.queries.progress(actor, id);
    const drawing = progress.state === 'qualified';
    const own = drawing ? await this.register.ofOrganization(progress.departmentId) : [];
    const specialties = drawing ? await this.register.specialties() : [];
    const data = {
      form,
      ...buyerView(progress, actor),
      sizes: sizesFrom(progress),
      specialties: specialties.map(({ name, count }) => ({ value: name, text: `${name}（${count}）` })),
      representatives: own.map(({ personId, name }) => ({ value: personId, text: name })),
    };
    this.views.page(request, reply, 'evaluation/buyer', data, {
      title: { key: 'evaluation.buyerTitle' },
      back: { href: `/buy/projects/${id}`, title: progress.title },
    });
  }
}

const address = (id: string): string => `/buy/projects/${id}/evaluation`;

/** Odd sizes from the least the rules allow. */
const sizesFrom = ({ leastMembers }: Progress): { value: string; text: string }[] =>
  [0, 2, 4].map((more) => String(leastMembers + more)).map((value) => ({ value, text: value }));
