import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { absent, authorize, found } from '#kernel';
import {
  AnnouncePlanItem,
  mayDo,
  type PlanItem,
  type PlanItemAct,
  planItemPolicy,
  PlanItemService,
  PlanQueries,
  WithReason,
} from '#planning';
import { actorOf, Forms, type FormDoor, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { areaOf } from './area.js';
import { tagOf } from './plan-item.data.js';

type StepAct = 'announce' | 'drop' | 'return';

/** Steps with a question of their own: announce, send back, give up. */
@Controller()
export class PlanItemStepPages {
  constructor(
    private readonly plan: PlanQueries,
    private readonly items: PlanItemService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('buy/plans/:number/announcement')
  announcing(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.open(request, reply, number, 'announce');
  }

  @Post('buy/plans/:number/announcement')
  announce(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.send(request, reply, number, 'announce', AnnouncePlanItem, (id, input) => this.items.announce(actorOf(request), id, input));
  }

  @Get(['buy/plans/:number/return', 'finance/plans/:number/return'])
  returning(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.open(request, reply, number, 'return');
  }

  @Post(['buy/plans/:number/return', 'finance/plans/:number/return'])
  return(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.send(request, reply, number, 'return', WithReason, (id, input) => this.items.return(actorOf(request), id, input));
  }

  @Get('buy/plans/:number/dropping')
  dropping(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.open(request, reply, number, 'drop');
  }

  @Post('buy/plans/:number/dropping')
  drop(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.send(request, reply, number, 'drop', WithReason, (id, input) => this.items.drop(actorOf(request), id, input));
  }

  private async open(request: PageRequest, reply: PageReply, number: string, act: StepAct): Promise<void> {
    const item = await this.item(request, number);
    authorize((actor) => mayDo(actor, act, item), actorOf(request), null);
    this.show(request, reply, item, act, this.forms.open());
  }

  private async send<Input extends object>(
    request: PageRequest,
    reply: PageReply,
    number: string,
    act: StepAct,
    input: FormDoor<Input>['input'],
    work: (id: string, input: Input) => Promise<unknown>,
  ): Promise<void> {
    const item = await this.item(request, number);
    await this.forms.handle(request, reply, {
      input,
      act: async (answers) => {
        await work(item.id, answers);
        return `/${areaOf(request)}/plans/${number}?done=planning-${act}`;
      },
      again: (form) => this.show(request, reply, item, act, form),
    });
  }

  private show(request: PageRequest, reply: PageReply, item: PlanItem, act: StepAct & PlanItemAct, form: FormState): void {
    const base = `/${areaOf(request)}/plans/${item.number}`;
    const data = { form, item, tag: tagOf(item.state), act, announcing: act === 'announce', action: `${base}/${addresses[act]}` };
    this.views.page(request, reply, 'planning/item-step', data, {
      title: { key: `planning.step.${act}` },
      back: { href: base, title: item.title },
    });
  }

  private async item(request: PageRequest, number: string): Promise<PlanItem> {
    const item = found(await this.plan.byNumber(number), 'plan-item');
    if (!planItemPolicy.see(actorOf(request), item)) throw absent('plan-item');
    return item;
  }
}

const addresses: Readonly<Record<StepAct, string>> = { announce: 'announcement', drop: 'dropping', return: 'return' };
