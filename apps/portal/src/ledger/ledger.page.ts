import { Readable } from 'node:stream';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { authorize, type Fen, found, toYuan } from '#kernel';
import { type LineFigures, LineFigureQueries, ledgerPolicy, LedgerQueries, transferColumns, transferView } from '#ledger';
import { OrganizationQueries } from '#organizations';
import { csvStream } from '#platform';
import { type BudgetLine, PlanQueries } from '#planning';
import {
  actorOf,
  languageOf,
  listView,
  localized,
  moneyBar,
  type PageReply,
  type PageRequest,
  readList,
  translate,
  Views,
} from '../kit/index.js';

const sums = ['appropriated', 'reserved', 'contracted', 'payable', 'paid', 'free'] as const;
type Sums = Readonly<Record<(typeof sums)[number], Fen>>;
interface Row extends Sums {
  readonly line: BudgetLine;
}
interface Department extends Sums {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** The budget ledger: every line from appropriation to payment, and behind each figure its transfers. */
@Controller('finance')
export class LedgerPages {
  constructor(
    private readonly plan: PlanQueries,
    private readonly figures: LineFigureQueries,
    private readonly ledger: LedgerQueries,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
  ) {}

  @Get('ledger')
  async overview(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    authorize(ledgerPolicy.read, actorOf(request), null, 'ledger.not-yours');
    const [departments, unattributed] = await Promise.all([this.departments(), this.figures.unattributed()]);
    const total = added(departments);
    const data = {
      departments,
      total,
      unattributed,
      apart: unattributed > 0n,
      bar: moneyBar({ planned: total.appropriated, contracted: total.contracted, accepted: total.payable, paid: total.paid }),
      asOf: new Date(),
      csv: localized(languageOf(request), '/finance/ledger.csv'),
    };
    this.views.page(request, reply, 'ledger/overview', data, {
      title: { key: 'ledger.title' },
      crumbs: [{ href: '/finance', title: { key: 'nav.finance' } }],
      alternates: [{ type: 'text/csv', href: data.csv }],
    });
  }

  @Get('ledger.csv')
  csv(@Req() request: PageRequest, @Res() reply: PageReply): void {
    authorize(ledgerPolicy.read, actorOf(request), null, 'ledger.not-yours');
    const lang = languageOf(request);
    const header = ['department', 'line', 'subject', 'fundSource', ...sums].map((column) => translate(lang, `ledger.${column}`));
    const lines = csvStream(header, this.rows(), ([name, row]) => [
      name,
      row.line.number,
      row.line.subjectName,
      row.line.fundSource,
      ...sums.map((sum) => toYuan(row[sum])),
    ]);
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="ledger.csv"')
      .send(Readable.from(lines));
  }

  @Get('ledger/:line')
  async transfers(@Req() request: PageRequest, @Res() reply: PageReply, @Param('line') number: string): Promise<void> {
    authorize(ledgerPolicy.read, actorOf(request), null, 'ledger.not-yours');
    const line = found((await this.plan.lines({ numbers: [number], limit: 1 })).items[0], 'budget-line');
    const query = readList(request, { path: `/finance/ledger/${number}`, filters: [], sorts: [], size: 50 });
    const [{ items, next }, accounts, figures] = await Promise.all([
      this.ledger.transfers({ line: number, after: query.after, limit: query.size }),
      this.ledger.balances(`budget:${number}:`),
      this.figures.of([number]),
    ]);
    const data = { line, list: listView(query, { rows: items, next }), rows: items, accounts, figures: figures.get(number) };
    this.views.page(request, reply, 'ledger/transfers', data, {
      title: { key: 'ledger.ofLine', facts: { line: number } },
      crumbs: [
        { href: '/finance', title: { key: 'nav.finance' } },
        { href: '/finance/ledger', title: { key: 'ledger.title' } },
      ],
    });
  }

  /** The transfers of a line as a file, oldest first. */
  @Get('ledger/:line/transfers.csv')
  export(@Req() request: PageRequest, @Res() reply: PageReply, @Param('line') line: string): void {
    authorize(ledgerPolicy.read, actorOf(request), null, 'ledger.not-yours');
    const lines = csvStream(transferColumns, this.ledger.export({ line }), (transfer) => Object.values(transferView(transfer)));
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${line.replace(/[^0-9A-Za-z-]/g, '')}-transfers.csv"`)
      .send(Readable.from(lines));
  }

  /** Approved lines with their figures, grouped under the departments that may spend them. */
  private async departments(): Promise<Department[]> {
    const lines: BudgetLine[] = [];
    for await (const line of this.plan.allLines({ states: ['approved', 'closed'] })) lines.push(line);
    const [figures, organizations] = await Promise.all([
      this.figures.of(lines.map(({ number }) => number)),
      this.organizations.byIds(lines.map(({ departmentId }) => departmentId)),
    ]);
    const groups = new Map<string, Row[]>();
    for (const line of lines)
      groups.set(line.departmentId, [...(groups.get(line.departmentId) ?? []), { ...sumsOf(figures.get(line.number)), line }]);
    return [...groups].map(([id, rows]) => ({ name: organizations.get(id)?.name ?? id, rows, ...added(rows) }));
  }

  private async *rows(): AsyncGenerator<[department: string, row: Row]> {
    for (const { name, rows } of await this.departments()) for (const row of rows) yield [name, row];
  }
}

const nothing: Sums = { appropriated: 0n, reserved: 0n, contracted: 0n, payable: 0n, paid: 0n, free: 0n };
const sumsOf = (figures: LineFigures | undefined): Sums => figures ?? nothing;
const added = (rows: readonly Sums[]): Sums =>
  rows.reduce((total, row) => Object.fromEntries(sums.map((sum) => [sum, total[sum] + row[sum]])) as unknown as Sums, nothing);
