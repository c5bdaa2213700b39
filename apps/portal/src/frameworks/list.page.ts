import { Controller, Get, Req, Res } from '@nestjs/common';
import { methodRules, methods } from '#calendar';
import { type AgreementFilter, AgreementQueries, frameworkPolicy, OrderQueries } from '#frameworks';
import { Public } from '../../../api/src/public.decorator.js';
import { actorOf, listView, type PageReply, type PageRequest, readList, type Said, Views } from '../kit/index.js';
import { lineOf, orderLineOf } from './agreement.data.js';

/** Framework agreements as lists: the public's, and those of either side's workspace. */
@Controller()
export class FrameworkListPages {
  constructor(
    private readonly agreements: AgreementQueries,
    private readonly orders: OrderQueries,
    private readonly views: Views,
  ) {}

  @Get('frameworks')
  @Public()
  open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.list(request, reply, '/frameworks', {}, {});
  }

  @Get('buy/frameworks')
  async buying(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorOf(request);
    const departmentId = actor.organizationId;
    const waiting = frameworkPolicy.conclude(actor, { departmentId })
      ? await this.agreements.toConclude(
          departmentId,
          methods.filter((method) => methodRules[method].framework),
        )
      : [];
    await this.list(request, reply, '/buy/frameworks', { departmentId }, { waiting });
  }

  @Get('org/frameworks')
  async own(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { organizationId } = actorOf(request);
    const [contests, { items }] = await Promise.all([
      this.orders.contestsFor(organizationId),
      this.orders.list({ providerId: organizationId, limit: 20 }),
    ]);
    const orders = [...contests, ...items].map((order) => orderLineOf(order, '/org/orders'));
    await this.list(request, reply, '/org/frameworks', { providerId: organizationId }, { orders });
  }

  private async list(request: PageRequest, reply: PageReply, path: string, filter: AgreementFilter, more: object): Promise<void> {
    const query = readList(request, { path, filters: ['q'], sorts: [] });
    const asked = { ...filter, q: query.filters.q };
    const [{ items, next }, total] = await Promise.all([
      this.agreements.list({ ...asked, after: query.after, limit: query.size }),
      this.agreements.count(asked),
    ]);
    const open = path === '/frameworks';
    const rows = items.map((agreement) => lineOf(agreement, `${path}/${open ? agreement.number : agreement.id}`));
    const title: Said = { key: open ? 'frameworks.title' : 'frameworks.ours' };
    const back = open ? {} : { back: { href: path.slice(0, 4), title: { key: path.startsWith('/buy') ? 'nav.buy' : 'nav.org' } } };
    const data = { list: listView(query, { rows, next, total }), org: path.startsWith('/org'), ...more };
    this.views.page(request, reply, 'frameworks/list', data, { title, nav: open ? 'projects' : undefined, ...back });
  }
}
