import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { catalogue } from '#calendar';
import { absent, type Actor, authorize, found, toYuan } from '#kernel';
import { EditPlanItem, methods, type PlanItem, PlanItemDetails, planItemPolicy, PlanItemService, PlanQueries } from '#planning';
import { actorAs, actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { crumbsOf } from './area.js';

/** A new plan item, and the same form for a draft. */
@Controller('buy/plans')
export class PlanItemFormPages {
  constructor(
    private readonly plan: PlanQueries,
    private readonly items: PlanItemService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('new')
  fresh(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.show(request, reply, actorAs(request, 'handler'), this.forms.open({ method: 'competitive_consultation', months: '12' }));
  }

  @Post('new')
  async draft(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'handler');
    await this.forms.handle(request, reply, {
      input: PlanItemDetails,
      act: async (input) => `/buy/plans/${(await this.items.draft(actor, input)).number}?done=saved`,
      again: (form) => this.show(request, reply, actor, form),
    });
  }

  @Get(':number/edit')
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const actor = actorOf(request);
    const item = await this.own(actor, number);
    const { lineNumber, title, category, beneficiaries, quantity, unit, quality, amount, quarter, method, months, version } = item;
    const values = { lineNumber, title, category, beneficiaries, unit, quality, quarter, method };
    const numbers = { quantity: String(quantity), months: String(months), amount: toYuan(amount), version: String(version) };
    await this.show(request, reply, actor, this.forms.open({ ...values, ...numbers }), item);
  }

  @Post(':number/edit')
  async save(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const actor = actorOf(request);
    const item = await this.own(actor, number);
    await this.forms.handle(request, reply, {
      input: EditPlanItem,
      act: async (input) => {
        await this.items.edit(actor, item.id, input);
        return `/buy/plans/${number}?done=saved`;
      },
      again: (form) => this.show(request, reply, actor, form, item),
    });
  }

  private async show(request: PageRequest, reply: PageReply, actor: Actor, form: FormState, item?: PlanItem): Promise<void> {
    const { items: lines } = await this.plan.lines({ departmentId: actor.organizationId, states: ['draft', 'approved'], limit: 100 });
    const years = [...new Set(lines.map(({ year }) => year))];
    const data = {
      form,
      item,
      action: item ? `/buy/plans/${item.number}/edit` : '/buy/plans/new',
      lines: lines.map(({ number, subjectName }) => ({ value: number, text: `${number} ${subjectName}` })),
      quarters: years.flatMap((year) =>
        [1, 2, 3, 4].map((part) => ({ value: `${year}Q${part}`, text: { key: 'planning.quarterOf', facts: { year, quarter: part } } })),
      ),
      categories: categoriesWith(item?.category),
      methods: methods.map((value) => ({
        value,
        text: { key: `planning.method.${value}` },
        hint: { key: `planning.methodHint.${value}` },
      })),
    };
    const title = { key: item ? 'planning.editTitle' : 'planning.newTitle' };
    const back = item ? { href: `/buy/plans/${item.number}`, title: item.title } : undefined;
    this.views.page(request, reply, 'planning/item-form', data, { title, ...(back ? { back } : { crumbs: crumbsOf('buy') }) });
  }

  private async own(actor: Actor, number: string): Promise<PlanItem> {
    const item = found(await this.plan.byNumber(number), 'plan-item');
    if (!planItemPolicy.see(actor, item)) throw absent('plan-item');
    authorize(planItemPolicy.edit, actor, item);
    return item;
  }
}

/** The lines of the catalogue; what an item says that stands in none is kept until it is submitted. */
function categoriesWith(known: string | undefined): object[] {
  const lines = catalogue
    .filter(({ leaf }) => leaf)
    .map(({ code, name, path }) => ({ value: name, text: `${code} ${[...path.slice(1), name].join(' › ')}` }));
  return known && !lines.some(({ value }) => value === known) ? [{ value: known, text: known }, ...lines] : lines;
}
