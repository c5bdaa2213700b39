import { Controller, Get, Req, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { type Contract, type ContractFilter, ContractQueries } from '#contracts';
import { toYuan } from '#kernel';
import { Public } from '../../../api/src/public.decorator.js';
import { actorOf, languageOf, listView, type PageReply, type PageRequest, readList, type Said, translate, Views } from '../kit/index.js';
import { contractColours } from './contracts.marks.js';

/** Contracts as lists: the public's, and those of either side's workspace. */
@Controller()
export class ContractListPages {
  constructor(
    private readonly contracts: ContractQueries,
    private readonly views: Views,
  ) {}

  @Get('contracts')
  @Public()
  open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.list(request, reply, '/contracts', { published: true }, ({ number }) => number);
  }

  @Get('buy/contracts')
  buying(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.list(request, reply, '/buy/contracts', { departmentId: actorOf(request).organizationId }, ({ id }) => id);
  }

  @Get('org/contracts')
  own(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { organizationId } = actorOf(request);
    return this.list(request, reply, '/org/contracts', { providerId: organizationId, partyId: organizationId }, ({ id }) => id);
  }

  /** The newest thousand of the same filter, for spreadsheets. */
  @Get('contracts.csv')
  @Public()
  async csv(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const lang = languageOf(request);
    const { filters } = readList(request, { path: '/contracts', filters: ['q'], sorts: [] });
    const columns = ['number', 'title', 'buyer', 'provider', 'amountHead', 'publishedAt', 'stateHead'];
    const lines: string[][] = [columns.map((column) => translate(lang, `contracts.${column}`))];
    for (let after: string | null = null, page = 0; page < 10; page += 1) {
      const { items, next } = await this.contracts.list({ q: filters.q, published: true, after, limit: 100 });
      for (const { number, title, content, price, publishedAt, state } of items)
        lines.push(
          [
            number,
            title,
            content.buyer.name,
            content.provider.name,
            toYuan(price),
            publishedAt!.toISOString(),
            translate(lang, `contracts.state.${state}`),
          ].map(harmless),
        );
      if (!next) break;
      after = next;
    }
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="contracts.csv"')
      .header('x-content-type-options', 'nosniff')
      .send(`\uFEFF${stringify(lines, { record_delimiter: 'windows' })}`);
  }

  private async list(
    request: PageRequest,
    reply: PageReply,
    path: string,
    filter: ContractFilter,
    key: (contract: Contract) => string,
  ): Promise<void> {
    const query = readList(request, { path, filters: ['q'], sorts: [] });
    const asked = { ...filter, q: query.filters.q };
    const [{ items, next }, total] = await Promise.all([
      this.contracts.list({ ...asked, after: query.after, limit: query.size }),
      this.contracts.count(asked),
    ]);
    const rows = items.map((contract) => ({ ...contract, href: `${path}/${key(contract)}`, colour: contractColours[contract.state] }));
    const list = listView(query, { rows, next, total });
    const open = path === '/contracts';
    const csv = open ? `/contracts.csv${list.query ? `?${list.query}` : ''}` : null;
    const title: Said = { key: open ? 'contracts.title' : 'contracts.ours' };
    const back = open ? {} : { back: { href: path.slice(0, 4), title: { key: path.startsWith('/buy') ? 'nav.buy' : 'nav.org' } } };
    this.views.page(request, reply, 'contracts/contract-list', { list, csv }, { title, nav: open ? 'projects' : undefined, ...back });
  }
}

/** A cell that a spreadsheet would run is marked as text. */
const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
