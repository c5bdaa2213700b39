import { Readable } from 'node:stream';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { yuan } from '#kernel';
import { Config } from '#platform';
import { OrganizationQueries } from '#organizations';
import {
  countedUpTo,
  type Method,
  methods,
  type NoticeFilter,
  NoticeQueries,
  type NoticeSort,
  noticeSorts,
  type ProcedureState,
  publicStates,
} from '#tendering';
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
import { EligibilityView } from './eligibility.view.js';
import { noticeFeed } from './notice.feed.js';
import { standingOf } from './notice.data.js';

const shape = {
  path: '/notices',
  filters: ['q', 'status', 'method', 'department', 'eligible'] as const,
  sorts: noticeSorts,
};
type Filters = (typeof shape.filters)[number];

/** Published notices, found by words, state, method and department; the same list as CSV. */
@Controller()
export class NoticeListPages {
  constructor(
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly eligibility: EligibilityView,
    private readonly config: Config,
    private readonly views: Views,
  ) {}

  @Get('notices')
  @Public()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = readList(request, shape);
    const filter = await this.filterFor(request, query);
    const [{ items, next }, total, departments] = await Promise.all([
      this.notices.search({ ...filter, after: query.after, limit: query.size }),
      this.notices.count(filter),
      this.organizations.list({ kind: 'department', mayBuy: true, limit: 100 }),
    ]);
    const now = new Date();
    const rows = items.map((item) => ({
      ...item,
      budgetFen: yuan(item.budget),
      closesAt: new Date(item.closesAt),
      standing: standingOf(item.state, item.closesAt, now),
      running: item.state === 'open' && new Date(item.closesAt) > now,
    }));
    const list = listView(query, { rows, next, total: total > countedUpTo ? null : total });
    const data = {
      list,
      moreThan: total > countedUpTo ? countedUpTo : null,
      rows,
      chosen: query.filters,
      statuses: publicStates.map((value) => ({ value, text: { key: `tendering.state.${value}` } })),
      methods: methods.map((value) => ({ value, text: { key: `tendering.method.${value}` } })),
      departments: departments.items.map(({ id, name }) => ({ value: id, text: name })),
      sorts: sortLinks(query),
      mayFilter: request.actor !== undefined && (await this.eligibility.filter(request.actor)) !== undefined,
      eligibleChoices: [{ value: 'yes', text: { key: 'tendering.eligibleOnly' } }],
      relax: items.length === 0 ? await this.relaxed(request, query) : [],
      atom: localized(languageOf(request), `/notices.atom${list.query ? `?${list.query}` : ''}`),
      csv: localized(languageOf(request), `/notices.csv${list.query ? `?${list.query}` : ''}`),
    };
    this.views.page(request, reply, 'tendering/notice-list', data, {
      title: { key: 'nav.notices' },
      nav: 'notices',
      alternates: [
        { type: 'text/csv', href: data.csv },
        { type: 'application/atom+xml', href: data.atom },
        { type: 'application/json', href: '/api/v1/notices' },
      ],
    });
  }

  @Get('notices.csv')
  @Public()
  async csv(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const lang = languageOf(request);
    const header = ['number', 'title', 'department', 'uscc', 'methodName', 'budget', 'publishedAt', 'closesAt', 'status'].map((column) =>
      translate(lang, `tendering.column.${column}`),
    );
    const query = readList(request, shape);
    const lines = this.lines(await this.filterFor(request, query), lang);
    const rows = Readable.from(lines).pipe(stringify({ header: true, columns: header, bom: true, escape_formulas: true }));
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="notices.csv"')
      .header('cache-control', cachingOf(query))
      .send(rows);
  }

  @Get('notices.atom')
  @Public()
  async atom(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = readList(request, shape);
    const { items } = await this.notices.search({ ...(await this.filterFor(request, query)), limit: 50 });
    const lang = languageOf(request);
    void reply
      .header('content-type', 'application/atom+xml; charset=utf-8')
      .header('cache-control', cachingOf(query))
      .send(noticeFeed(items, lang, this.config, new URLSearchParams(filled(query.filters)).toString()));
  }

  /** `eligible` means something for a signed-in provider only. */
  private async filterFor({ actor }: PageRequest, query: ListQuery<Filters>): Promise<NoticeFilter> {
    const eligible = actor && query.filters.eligible === 'yes' ? await this.eligibility.filter(actor) : undefined;
    return { ...filterOf(query), ...(eligible ? { eligible } : {}) };
  }

  /** With nothing found: how many there would be without each of the conditions. */
  private async relaxed(request: PageRequest, query: ListQuery<Filters>): Promise<object[]> {
    const given = filled(query.filters);
    const without = given.map(async ([name]) => {
      const filters = { ...query.filters, [name]: '' };
      const count = await this.notices.count(await this.filterFor(request, { ...query, filters }));
      const href = `/notices?${new URLSearchParams(filled(filters)).toString()}`;
      return { what: translate(languageOf(request), `tendering.filter.${name}`), count, href };
    });
    return (await Promise.all(without)).filter(({ count }) => count > 0);
  }

  private async *lines(filter: NoticeFilter, lang: 'zh' | 'en'): AsyncGenerator<string[]> {
    for await (const item of this.notices.all(filter))
      yield [
        item.number,
        item.title,
        item.department.name,
        item.department.uscc,
        translate(lang, `tendering.method.${item.method}`),
        item.budget,
        item.publishedAt,
        item.closesAt,
        translate(lang, `tendering.state.${item.state}`),
      ];
  }
}

/** Where `eligible` is asked for, the same address answers each provider with the invitations of their own. */
const cachingOf = ({ filters }: ListQuery<Filters>): string => (filters.eligible ? 'private, no-store' : 'public, max-age=60');

/** Unknown answers in an address are as if they were not there. */
function filterOf({ filters, sort }: ListQuery<Filters>): NoticeFilter {
  const { q, status, method, department } = filters;
  return {
    ...(q ? { q } : {}),
    ...(publicStates.includes(status as ProcedureState) ? { status: status as ProcedureState } : {}),
    ...(methods.includes(method as Method) ? { method: method as Method } : {}),
    ...(/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(department) ? { department } : {}),
    sort: sort as NoticeSort,
  };
}

const filled = (filters: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(filters).filter(([, value]) => value !== '');

function sortLinks(query: ListQuery<Filters>): object[] {
  const state = Object.entries(query.filters).filter(([, value]) => value !== '');
  return noticeSorts.map((sort) => ({
    text: { key: `tendering.sort.${sort.replace('-', '')}` },
    href: `/notices?${new URLSearchParams([...state, ['sort', sort]]).toString()}`,
    here: sort === query.sort,
  }));
}
