import { Readable } from 'node:stream';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { absent, found, toYuan } from '#kernel';
import { type Organization, OrganizationQueries } from '#organizations';
import { csvStream } from '#platform';
import { type Method, methods, type PlanItem, type PlanItemFilter, PlanQueries, publicStates } from '#planning';
import { Public } from '../../../api/src/public.decorator.js';
import {
  languageOf,
  type ListQuery,
  listView,
  localized,
  type PageReply,
  type PageRequest,
  readList,
  translate,
  Views,
} from '../kit/index.js';
import { factsOf, needOf, publicCourseOf, quarterOf, tagOf } from './plan-item.data.js';

const shape = { path: '/plans', filters: ['q', 'department', 'quarter', 'method'] as const, sorts: [] };
const columns = [
  'number',
  'title',
  'department',
  'uscc',
  'category',
  'beneficiaries',
  'quantity',
  'unit',
  'quality',
  'amount',
  'quarter',
  'method',
  'months',
  'announcedAt',
  'officialUrl',
  'state',
];

/** 采购意向: what the departments have announced to buy, found by department, quarter and method; the same as CSV. */
@Controller()
export class PublicPlanPages {
  constructor(
    private readonly plan: PlanQueries,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
  ) {}

  @Get('plans')
  @Public()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = readList(request, shape);
    const filter = filterOf(query);
    const [{ items, next }, total, occurring] = await Promise.all([
      this.plan.items({ ...filter, after: query.after, limit: query.size }),
      this.plan.countItems(filter),
      this.plan.occurring(publicStates),
    ]);
    const departments = await this.organizations.byIds([...occurring.departments, ...items.map(({ departmentId }) => departmentId)]);
    const rows = items.map((item) => ({
      ...item,
      tag: tagOf(item.state),
      department: nameIn(departments, item),
      when: quarterOf(item.quarter),
    }));
    const list = listView(query, { rows, next, total });
    const data = {
      list,
      rows,
      chosen: query.filters,
      departments: occurring.departments.map((id) => ({ value: id, text: departments.get(id)?.name ?? id })),
      quarters: occurring.quarters.map((quarter) => ({ value: quarter, text: quarterOf(quarter) })),
      methods: methods.map((method) => ({ value: method, text: { key: `planning.method.${method}` } })),
      csv: localized(languageOf(request), `/plans.csv${list.query ? `?${list.query}` : ''}`),
    };
    const alternates = [
      { type: 'text/csv', href: data.csv },
      { type: 'application/json', href: '/api/v1/plan-items' },
    ];
    this.views.page(request, reply, 'planning/public-list', data, { title: { key: 'planning.publicTitle' }, nav: 'projects', alternates });
  }

  @Get('plans.csv')
  @Public()
  csv(@Req() request: PageRequest, @Res() reply: PageReply): void {
    const lang = languageOf(request);
    const header = columns.map((column) => translate(lang, `planning.column.${column}`));
    const lines = csvStream(header, this.withDepartments(filterOf(readList(request, shape))), ([item, department]) => [
      item.number,
      item.title,
      department?.name,
      department?.uscc,
      item.category,
      item.beneficiaries,
      item.quantity,
      item.unit,
      item.quality,
      toYuan(item.amount),
      item.quarter,
      translate(lang, `planning.method.${item.method}`),
      item.months,
      item.announcedAt?.toISOString(),
      item.officialUrl,
      translate(lang, `planning.state.${item.state}`),
    ]);
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="plans.csv"')
      .send(Readable.from(lines));
  }

  @Get('plans/:number')
  @Public()
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const item = found(await this.plan.byNumber(number), 'plan-item');
    if (!publicStates.includes(item.state) && !(item.state === 'dropped' && item.announcedAt)) throw absent('plan-item');
    const departments = await this.organizations.byIds([item.departmentId]);
    const data = {
      item,
      tag: tagOf(item.state),
      facts: factsOf(item, nameIn(departments, item)),
      need: needOf(item),
      course: publicCourseOf(item),
      inside: request.actor?.organizationId === item.departmentId ? `/buy/plans/${item.number}` : null,
    };
    this.views.page(request, reply, 'planning/public-show', data, {
      title: item.title,
      nav: 'projects',
      crumbs: [{ href: '/plans', title: { key: 'planning.publicTitle' } }],
      alternates: [{ type: 'application/json', href: `/api/v1/plan-items/${item.number}` }],
    });
  }

  private async *withDepartments(filter: PlanItemFilter): AsyncGenerator<[PlanItem, Organization | undefined]> {
    const known = new Map<string, Organization>();
    for await (const item of this.plan.allItems(filter)) {
      if (!known.has(item.departmentId)) {
        const department = await this.organizations.byId(item.departmentId);
        if (department) known.set(department.id, department);
      }
      yield [item, known.get(item.departmentId)];
    }
  }
}

const nameIn = (departments: ReadonlyMap<string, Organization>, item: PlanItem): string => departments.get(item.departmentId)?.name ?? '';

/** Unknown answers in an address are as if they were not there. */
function filterOf({ filters }: ListQuery<(typeof shape.filters)[number]>): PlanItemFilter {
  const { q, department, quarter, method } = filters;
  return {
    states: publicStates,
    q,
    quarter: /^20\d\dQ[1-4]$/.test(quarter) ? quarter : '',
    method: methods.includes(method as Method) ? (method as Method) : '',
    ...(/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(department) ? { departmentId: department } : {}),
  };
}
