import { Injectable } from '@nestjs/common';
import { MoneyQueries } from '#disclosure';
import { AwardQueries } from '#evaluation';
import { Config } from '#platform';
import { NoticeQueries } from '#tendering';
import type { HomeFigures, HomeSource } from '../home/index.js';

/** What the home page shows: the year's money by the ledger, the newest notices and results. */
@Injectable()
export class PublicHome implements HomeSource {
  constructor(
    private readonly config: Config,
    private readonly money: MoneyQueries,
    private readonly notices: NoticeQueries,
    private readonly awards: AwardQueries,
  ) {}

  async home(now: Date): Promise<HomeFigures> {
    const [year = now.getFullYear()] = await this.money.years();
    const [{ total, asOf }, notices, results] = await Promise.all([
      this.money.ofYear(year),
      this.notices.search({ limit: 5 }),
      this.awards.list({ limit: 5 }),
    ]);
    return {
      year,
      districtName: this.config.districtName,
      money: total,
      asOf,
      notices: notices.items.map(({ title, number, department, publishedAt, closesAt, state }) => ({
        title,
        href: `/notices/${number}`,
        department: department.name,
        at: new Date(publishedAt),
        closesAt: state === 'open' ? new Date(closesAt) : null,
      })),
      results: results.items.map(({ title, number, department, award }) => ({
        title,
        href: `/results/${number}`,
        department,
        at: award.announcedAt!,
        closesAt: null,
      })),
    };
  }
}
