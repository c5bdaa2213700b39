import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { absent, type Actor, acts, found, has } from '#kernel';
import { LineFigureQueries } from '#ledger';
import { PeopleQueries } from '#identity';
import { OrganizationQueries } from '#organizations';
import {
  ApprovePlanItem,
  mayDo,
  PlanChecks,
  type PlanItem,
  type PlanItemAct,
  planItemLifecycle,
  PlanItemService,
  PlanQueries,
  planItemPolicy,
} from '#planning';
import { Database } from '#platform';
import { NoAnswers } from '../identity/no-answers.input.js';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { areaOf, crumbsOf } from './area.js';
import { courseOf, factsOf, needOf, tagOf } from './plan-item.data.js';

/** One plan item in the offices: where it stands, its one next action, and its course. */
@Controller()
export class PlanItemPages {
  constructor(
    private readonly plan: PlanQueries,
    private readonly items: PlanItemService,
    private readonly checks: PlanChecks,
    private readonly figures: LineFigureQueries,
    private readonly organizations: OrganizationQueries,
    private readonly people: PeopleQueries,
    private readonly database: Database,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get(['buy/plans/:number', 'finance/plans/:number'])
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    await this.show(request, reply, number, this.forms.open());
  }

  @Post('buy/plans/:number/endorsement')
  async endorse(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const [actor, item] = [actorOf(request), await this.item(request, number)];
    await this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.items.endorse(actor, item.id);
        return `/buy/plans/${number}?done=planning-endorsed`;
      },
      again: (form) => this.show(request, reply, number, form),
    });
  }

  @Post('finance/plans/:number/approval')
  async approve(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const [actor, item] = [actorOf(request), await this.item(request, number)];
    await this.forms.handle(request, reply, {
      input: ApprovePlanItem,
      act: async (input) => {
        await this.items.approve(actor, item.id, input);
        return `/finance/plans/${number}?done=planning-approved`;
      },
      again: (form) => this.show(request, reply, number, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, number: string, form: FormState): Promise<void> {
    const [actor, item] = [actorOf(request), await this.item(request, number)];
    const [departments, names, figures] = await Promise.all([
      this.organizations.byIds([item.departmentId]),
      this.people.nameOf([item.submittedBy, item.endorsedBy, item.approvedBy].filter((id) => id !== null)),
      this.figures.of([item.lineNumber]),
    ]);
    const now = await this.database.now();
    const earliest = item.state === 'announced' && item.announcedAt ? this.checks.earliestStart(item.method, item.announcedAt) : null;
    const area = areaOf(request);
    const may = (act: PlanItemAct): boolean => acts(planItemLifecycle, item.state).includes(act) && mayDo(actor, act, item);
    const approving = may('approve');
    const data = {
      form,
      item,
      area,
      base: `/${area}/plans/${number}`,
      tag: tagOf(item.state),
      facts: factsOf(item, departments.get(item.departmentId)?.name ?? ''),
      need: needOf(item),
      course: courseOf(item, names),
      money: figures.get(item.lineNumber),
      short: approving && item.amount > (figures.get(item.lineNumber)?.free ?? 0n),
      splitting: approving ? await this.checks.splittingOf(item, now) : null,
      may: Object.fromEntries(allActs.map((act) => [act, may(act)])),
      closed: closedWhy(actor, item),
      earliest: earliest && earliest > now ? earliest : null,
      negatives: item.negativeList !== null,
      startable: item.state === 'announced' && has(actor, 'handler') && actor.organizationId === item.departmentId,
      project: actor.organizationId === item.departmentId ? item.procedureId : null,
    };
    this.views.page(request, reply, 'planning/item-show', data, { title: item.title, crumbs: crumbsOf(area) });
  }

  private async item(request: PageRequest, number: string): Promise<PlanItem> {
    const item = found(await this.plan.byNumber(number), 'plan-item');
    if (!planItemPolicy.see(actorOf(request), item)) throw absent('plan-item');
    return item;
  }
}

const allActs = ['edit', 'submit', 'endorse', 'return', 'approve', 'announce', 'drop'] as const;

/** Why the next act is shut for somebody who might have expected it: it needs another person. */
function closedWhy(actor: Actor, item: PlanItem): string | null {
  const approver = actor.organizationId === item.departmentId && has(actor, 'approver');
  if (item.state === 'in_review' && approver && !mayDo(actor, 'endorse', item)) return 'planning.closed.endorse';
  const finance = has(actor, 'finance_checker', 'finance_approver');
  return item.state === 'endorsed' && finance && !mayDo(actor, 'approve', item) ? 'planning.closed.approve' : null;
}
