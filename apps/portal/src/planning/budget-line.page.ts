import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { absent, type Actor, acts, found, has } from '#kernel';
import { LineFigureQueries } from '#ledger';
import { OrganizationQueries } from '#organizations';
import {
  AdjustBudgetLine,
  type BudgetLine,
  type BudgetLineAct,
  budgetLineLifecycle,
  budgetLinePolicy,
  BudgetLineService,
  PlanQueries,
} from '#planning';
import { NoAnswers } from '../identity/no-answers.input.js';
import { actorAs, actorOf, Forms, type FormDoor, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { crumbsOf } from './area.js';
import { lineTagOf, tagOf } from './plan-item.data.js';

/** One budget line: its money, what draws on it, and what finance may do with it. */
@Controller('finance/lines/:number')
export class BudgetLinePages {
  constructor(
    private readonly plan: PlanQueries,
    private readonly lines: BudgetLineService,
    private readonly figures: LineFigureQueries,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    await this.show(request, reply, number, this.forms.open());
  }

  @Post('approval')
  approve(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.send(request, reply, number, 'approve', NoAnswers, (id) => this.lines.approve(actorOf(request), id));
  }

  @Post('adjustment')
  adjust(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.send(request, reply, number, 'adjust', AdjustBudgetLine, (id, input) => this.lines.adjust(actorOf(request), id, input));
  }

  @Post('closure')
  close(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.send(request, reply, number, 'close', NoAnswers, (id) => this.lines.close(actorOf(request), id));
  }

  private async send<Input extends object>(
    request: PageRequest,
    reply: PageReply,
    number: string,
    act: BudgetLineAct,
    input: FormDoor<Input>['input'],
    work: (id: string, input: Input) => Promise<unknown>,
  ): Promise<void> {
    const line = await this.line(actorOf(request), number);
    await this.forms.handle(request, reply, {
      input,
      act: async (answers) => {
        await work(line.id, answers);
        return `/finance/lines/${number}?done=planning-line-${act}`;
      },
      again: (form) => this.show(request, reply, number, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, number: string, form: FormState): Promise<void> {
    const actor = actorAs(request, 'finance_checker', 'finance_approver', 'cashier', 'supervisor');
    const line = await this.line(actor, number);
    const [figures, { items }, department] = await Promise.all([
      this.figures.of([number]),
      this.plan.items({ lineId: line.id, limit: 100 }),
      this.organizations.byId(line.departmentId),
    ]);
    const may = (act: BudgetLineAct): boolean => acts(budgetLineLifecycle, line.state).includes(act) && offered[act](actor, line);
    const data = {
      form,
      line,
      department,
      money: figures.get(number),
      tag: lineTagOf(line.state),
      items: items.map((item) => ({ ...item, tag: tagOf(item.state) })),
      may: { approve: may('approve'), adjust: may('adjust'), close: may('close') },
      ownImport: line.state === 'draft' && has(actor, 'finance_checker', 'finance_approver') && !may('approve'),
    };
    this.views.page(request, reply, 'planning/line-show', data, {
      title: `${line.number} ${line.subjectName}`,
      crumbs: crumbsOf('finance'),
    });
  }

  private async line(actor: Actor, number: string): Promise<BudgetLine> {
    const line = found((await this.plan.lines({ numbers: [number], limit: 1 })).items[0], 'budget-line');
    if (!budgetLinePolicy.see(actor, line)) throw absent('budget-line');
    return line;
  }
}

const offered: Readonly<Record<BudgetLineAct, (actor: Actor, line: BudgetLine) => boolean>> = {
  approve: (actor, line) => budgetLinePolicy.approve(actor) && budgetLinePolicy.approveAsSecond(actor, line),
  adjust: budgetLinePolicy.adjust,
  close: budgetLinePolicy.close,
};
