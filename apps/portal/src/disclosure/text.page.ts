import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { absent } from '#kernel';
import { MoneyQueries, ProjectQueries } from '#disclosure';
import { allRefusals, Config } from '#platform';
import { Public } from '../../../api/src/public.decorator.js';
import { languageOf, localized, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { pageParts, siteMap } from './text.data.js';

/** Pages that explain: how to do things, what is promised, what is open. */
@Controller()
@Public()
export class TextPages {
  constructor(
    private readonly projects: ProjectQueries,
    private readonly money: MoneyQueries,
    private readonly config: Config,
    private readonly views: Views,
  ) {}

  @Get(['guide', 'help', 'accessibility', 'privacy', 'promises', 'report-error'])
  text(@Req() request: PageRequest, @Res() reply: PageReply): void {
    const name = request.url.split('?')[0]!.slice(1).replace(/\/$/, '');
    const parts = pageParts[name];
    if (!parts) throw absent('page');
    this.views.page(request, reply, 'disclosure/text', { name, parts }, { title: { key: `disclosure.${name}.title` } });
  }

  /** An address some people know the promises by. */
  @Get('why-trust')
  trust(@Req() request: PageRequest, @Res() reply: PageReply): void {
    void reply
      .status(301)
      .header('location', localized(languageOf(request), '/promises'))
      .send();
  }

  @Get('open-data')
  async openData(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const [extent, [year]] = await Promise.all([this.projects.extent(), this.money.years()]);
    this.views.page(
      request,
      reply,
      'disclosure/open-data',
      { extent, prefix: this.config.ocidPrefix, sets: dataSets(year) },
      {
        title: { key: 'nav.open-data' },
        nav: 'open-data',
        alternates: [{ type: 'application/json', href: '/ocds/releases' }],
      },
    );
  }

  @Get('developers')
  developers(@Req() request: PageRequest, @Res() reply: PageReply): void {
    this.views.page(request, reply, 'disclosure/developers', { base: this.config.publicUrl }, { title: { key: 'nav.developers' } });
  }

  @Get('sitemap')
  sitemap(@Req() request: PageRequest, @Res() reply: PageReply): void {
    this.views.page(request, reply, 'disclosure/sitemap', { groups: siteMap }, { title: { key: 'nav.sitemap' } });
  }

  @Get('problems')
  problems(@Req() request: PageRequest, @Res() reply: PageReply): void {
    const codes = allRefusals().map(([code, sentence]) => ({ code, text: sentence[languageOf(request)] }));
    this.views.page(request, reply, 'disclosure/problems', { codes }, { title: { key: 'disclosure.problems' } });
  }

  @Get('problems/:code')
  problem(@Req() request: PageRequest, @Res() reply: PageReply, @Param('code') code: string): void {
    const [, sentence] = allRefusals().find(([known]) => known === code) ?? [];
    if (!sentence) throw absent('problem');
    this.views.page(
      request,
      reply,
      'disclosure/problem',
      { code, ...sentence },
      {
        title: { key: 'disclosure.problem', facts: { code } },
        crumbs: [
          { href: '/developers', title: { key: 'nav.developers' } },
          { href: '/problems', title: { key: 'disclosure.problems' } },
        ],
      },
    );
  }
}

/** What can be taken away, in which forms. */
const dataSets = (year: number | undefined) => [
  {
    name: 'ocds',
    formats: [
      { href: '/ocds/releases', text: 'JSON' },
      { href: '/ocds/records', text: 'JSON' },
    ],
  },
  { name: 'projects', formats: [{ href: '/projects/export.csv', text: 'CSV' }] },
  ...(year ? [{ name: 'money', formats: [{ href: `/money/${year}.csv`, text: 'CSV' }] }] : []),
  {
    name: 'notices',
    formats: [
      { href: '/notices.csv', text: 'CSV' },
      { href: '/api/v1/notices', text: 'JSON' },
    ],
  },
  { name: 'organizations', formats: [{ href: '/api/v1/organizations', text: 'JSON' }] },
  { name: 'contracts', formats: [{ href: '/api/v1/contracts', text: 'JSON' }] },
  { name: 'feed', formats: [{ href: '/feed.atom', text: 'Atom' }] },
];
