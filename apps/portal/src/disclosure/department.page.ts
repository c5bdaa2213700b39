import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { found } from '#kernel';
import { MoneyQueries, ProjectQueries, sumOf } from '#disclosure';
import { OrganizationQueries } from '#organizations';
import { Public } from '../../../api/src/public.decorator.js';
import { moneyBar, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { stageOf } from './disclosure.marks.js';

/** What a department plans, has contracted and has paid, and its newest projects. */
@Controller('departments')
@Public()
export class DepartmentPages {
  constructor(
    private readonly organizations: OrganizationQueries,
    private readonly money: MoneyQueries,
    private readonly projects: ProjectQueries,
    private readonly views: Views,
  ) {}

  @Get()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { items } = await this.organizations.list({ mayBuy: true, limit: 100 });
    const departments = items.filter(({ kind }) => kind !== 'provider');
    this.views.page(request, reply, 'disclosure/department-list', { departments }, { title: { key: 'disclosure.departments' } });
  }

  @Get(':uscc')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('uscc') uscc: string): Promise<void> {
    const department = found(await this.organizations.byUscc(uscc), 'department');
    const [year] = await this.money.years();
    const [figures, { items, next }, total] = await Promise.all([
      this.money.ofYear(year ?? new Date().getFullYear()),
      this.projects.list({ department: uscc, limit: 10 }),
      this.projects.count({ department: uscc }),
    ]);
    const data = {
      department,
      year: figures.year,
      parts: moneyBar(sumOf(figures.rows.filter(({ departmentCode }) => departmentCode === uscc))),
      asOf: figures.asOf,
      rows: items.map((item) => ({ ...item, standing: stageOf(item.stage, null, new Date()) })),
      total,
      more: next !== null,
    };
    this.views.page(request, reply, 'disclosure/department-show', data, {
      title: department.name,
      crumbs: [{ href: '/departments', title: { key: 'disclosure.departments' } }],
    });
  }
}
