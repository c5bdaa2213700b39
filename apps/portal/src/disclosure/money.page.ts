import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { type Fen, toYuan } from '#kernel';
import { MoneyQueries, type MoneyRow, type MoneyYear, sumOf } from '#disclosure';
import { csvFile } from '#platform';
import { Public } from '../../../api/src/public.decorator.js';
import { languageOf, localized, moneyBar, type PageReply, type PageRequest, showSecond, translate, Views } from '../kit/index.js';

const steps = ['planned', 'contracted', 'accepted', 'paid'] as const;

/** Where the money goes: a sentence, the figures as a file, a drawing, and the same as tables. */
@Controller('money')
@Public()
export class MoneyPages {
  constructor(
    private readonly money: MoneyQueries,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Query('year') asked?: string): Promise<void> {
    const figures = await this.ofYear(asked);
    const lang = languageOf(request);
    const csv = localized(lang, `/money/${figures.year}.csv`);
    const data = {
      ...figures,
      years: (await this.money.years()).filter((year) => year !== figures.year),
      parts: moneyBar(figures.total),
      departments: grouped(figures.rows, ({ department }) => department).map((group) => ({
        ...group,
        href: `/departments/${group.rows[0]!.departmentCode}`,
      })),
      services: grouped(figures.rows, ({ category }) => category),
      share: shareOf(figures.total.paid, figures.total.planned),
      csv,
    };
    this.views.page(request, reply, 'disclosure/money', data, {
      title: { key: 'disclosure.money.title' },
      nav: 'money',
      alternates: [{ type: 'text/csv', href: csv }],
    });
  }

  @Get(':file')
  async csv(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const [, year] = /\/money\/(\d{4})\.csv/.exec(request.url) ?? [];
    const lang = languageOf(request);
    const figures = await this.ofYear(year);
    const header = ['department', 'uscc', 'category', ...steps].map((column) => translate(lang, `disclosure.column.${column}`));
    const line = (row: MoneyRow): string[] => [row.department, row.departmentCode, row.category, ...steps.map((step) => toYuan(row[step]))];
    const total = [
      translate(lang, 'disclosure.money.total'),
      '',
      showSecond(figures.asOf, lang),
      ...steps.map((step) => toYuan(figures.total[step])),
    ];
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="money-${figures.year}.csv"`)
      .send(csvFile(header, [...figures.rows.map(line), total]));
  }

  /** The year asked for, or the newest that has a plan. */
  private async ofYear(asked: string | undefined): Promise<MoneyYear> {
    const year = /^20\d\d$/.test(asked ?? '') ? Number(asked) : ((await this.money.years())[0] ?? Number(new Date().getFullYear()));
    return this.money.ofYear(year);
  }
}

/** Rows that share a name, added up; the largest plan first. Widths are shares of the largest, in tenths of a percent. */
export function grouped(rows: readonly MoneyRow[], nameOf: (row: MoneyRow) => string) {
  const byName = new Map<string, MoneyRow[]>();
  for (const row of rows) byName.set(nameOf(row), [...(byName.get(nameOf(row)) ?? []), row]);
  const sums = [...byName].map(([name, own]) => ({ name, rows: own, ...sumOf(own) }));
  const largest = sums.reduce((most, sum) => (most > widest(sum) ? most : widest(sum)), 1n);
  return sums
    .sort((one, other) => (one.planned === other.planned ? 0 : one.planned > other.planned ? -1 : 1))
    .map((sum) => ({ ...sum, bars: steps.map((step) => ({ step, width: percent(sum[step], largest) })) }));
}

const widest = (sum: Record<(typeof steps)[number], Fen>): Fen => (sum.planned > sum.contracted ? sum.planned : sum.contracted);
const percent = (part: Fen, whole: Fen): string => (Number((part * 1000n) / whole) / 10).toFixed(1);
const shareOf = (part: Fen, whole: Fen): string => (whole > 0n ? percent(part, whole) : '0.0');
