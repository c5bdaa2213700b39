import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { absent, authorize, found, showYuan } from '#kernel';
import {
  clauseOf,
  negativeClauses,
  negativePrompts,
  PlanChecks,
  type PlanItem,
  planItemPolicy,
  PlanItemService,
  PlanQueries,
  SubmitPlanItem,
  smeReserves,
  termStatements,
} from '#planning';
import { Database, sentence } from '#platform';
import { actorOf, type FlatBody, Forms, type FormState, languageOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { needOf, quarterOf } from './plan-item.data.js';

/** Before an item leaves the handler's desk: everything once more, and the questions the law asks. */
@Controller('buy/plans/:number/submission')
export class PlanItemSubmitPages {
  constructor(
    private readonly plan: PlanQueries,
    private readonly items: PlanItemService,
    private readonly checks: PlanChecks,
    private readonly database: Database,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const item = await this.item(request, number);
    await this.show(request, reply, item, this.forms.open(answersOf(item)));
  }

  @Post()
  async send(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const actor = actorOf(request);
    const item = await this.item(request, number);
    await this.forms.handle(request, reply, {
      input: SubmitPlanItem,
      act: async (input) => {
        await this.items.submit(actor, item.id, input);
        return `/buy/plans/${number}?done=planning-submit`;
      },
      again: (form) => (notForSale(form) ? this.refused(request, reply, item, form) : this.show(request, reply, item, form)),
    });
  }

  private async show(request: PageRequest, reply: PageReply, item: PlanItem, form: FormState): Promise<void> {
    const at = await this.database.now();
    const prompted = negativePrompts(`${item.title}\n${item.quality}`);
    const data = {
      form,
      item,
      action: `/buy/plans/${item.number}/submission`,
      rows: rowsOf(item),
      clauses: negativeClauses.map((clause) => ({ name: `negativeList.${clause}`, clause, prompted: prompted.includes(clause) })),
      yesNo: [
        { value: 'no', text: { key: 'planning.no' } },
        { value: 'yes', text: { key: 'planning.yes' } },
      ],
      long: this.checks.term(item.months, at) === 'with-statements',
      statements: termStatements.map((value) => ({ value, text: { key: `planning.statement.${value}` } })),
      approval: this.checks.needsApproval(item, at),
      sme: this.checks.needsSme(item.amount, at),
      reserves: smeReserves.map((value) => ({ value, text: { key: `planning.sme.${value}` }, hint: { key: `planning.smeHint.${value}` } })),
    };
    this.views.page(request, reply, 'planning/item-submit', data, {
      title: { key: 'planning.submitTitle' },
      back: { href: `/buy/plans/${item.number}`, title: item.title },
    });
  }

  /** What cannot be bought has a page of its own: the rule, the clause, what to do now. */
  private refused(request: PageRequest, reply: PageReply, item: PlanItem, { refusal }: FormState): void {
    const clause = clauseOf(refusal!.code);
    const data = {
      item,
      because: sentence(refusal!.code, refusal!.facts, languageOf(request)),
      offCatalogue: clause === undefined,
      clauses: negativeClauses.map((each) => ({ text: { key: `planning.clause.${each}` }, here: each === clause })),
    };
    this.views.page(request, reply, 'planning/not-purchasable', data, {
      title: { key: 'planning.notPurchasable' },
      status: 403,
      back: { href: `/buy/plans/${item.number}`, title: item.title },
    });
  }

  private async item(request: PageRequest, number: string): Promise<PlanItem> {
    const actor = actorOf(request);
    const item = found(await this.plan.byNumber(number), 'plan-item');
    if (!planItemPolicy.see(actor, item)) throw absent('plan-item');
    authorize(planItemPolicy.submit, actor, item);
    return item;
  }
}

const notForSale = ({ refusal }: FormState): boolean =>
  refusal !== null && (refusal.code === 'planning.not-in-catalogue' || clauseOf(refusal.code) !== undefined);

/** Answers given before the item came back are there again. */
function answersOf(item: PlanItem): FlatBody {
  const clauses = negativeClauses.map((clause) => [`negativeList.${clause}`, item.negativeList?.[clause] ? 'yes' : 'no'] as const);
  return {
    ...(item.negativeList ? Object.fromEntries(clauses) : {}),
    ...(item.termStatements ? { statements: item.termStatements } : {}),
    ...(item.smeReserve ? { smeReserve: item.smeReserve } : {}),
    ...(item.smeBasis ? { smeBasis: item.smeBasis } : {}),
    ...Object.fromEntries(Object.entries(item.methodApproval ?? {}).map(([name, value]) => [`approval.${name}`, value])),
  };
}

function rowsOf(item: PlanItem): object[] {
  const change = `/buy/plans/${item.number}/edit`;
  const row = (key: string, value: unknown): object => ({ label: { key: `planning.${key}` }, value, change });
  return [
    row('title', item.title),
    row('line', item.lineNumber),
    row('amount', showYuan(item.amount)),
    ...needOf(item).map((fact) => ({ ...fact, change })),
    row('quarter', quarterOf(item.quarter)),
    row('method', { key: `planning.method.${item.method}` }),
    row('months', { key: 'planning.monthsOf', facts: { months: item.months } }),
  ];
}
