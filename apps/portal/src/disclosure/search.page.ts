import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ProjectQueries } from '#disclosure';
import { OrganizationQueries } from '#organizations';
import { NoticeQueries } from '#tendering';
import { Public } from '../../../api/src/public.decorator.js';
import { languageOf, localized, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { stageOf } from './disclosure.marks.js';

const most = 10;

/** One field for everything public, and the way from a number to its page. */
@Controller()
@Public()
export class SearchPages {
  constructor(
    private readonly notices: NoticeQueries,
    private readonly projects: ProjectQueries,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
  ) {}

  @Get('search')
  async search(@Req() request: PageRequest, @Res() reply: PageReply, @Query('q') asked?: string): Promise<void> {
    const q = (typeof asked === 'string' ? asked : '').trim().slice(0, 100);
    const [notices, projects, organizations] = q
      ? await Promise.all([
          this.notices.search({ q, limit: most }),
          this.projects.list({ q, limit: most }),
          this.organizations.list({ q, limit: most }),
        ])
      : [none, none, none];
    const data = {
      q,
      notices,
      projects: {
        ...projects,
        items: projects.items.map((item) => ({ ...item, standing: stageOf(item.stage, null, new Date()) })),
      },
      organizations,
      nothing: q !== '' && !notices.items.length && !projects.items.length && !organizations.items.length,
    };
    this.views.page(request, reply, 'disclosure/search', data, { title: { key: 'disclosure.search.title' } });
  }

  /** A number leads to its public page. Receipts are looked at where they are verified, so that none is confirmed here. */
  @Get('progress')
  async progress(@Req() request: PageRequest, @Res() reply: PageReply, @Query('number') asked?: string): Promise<void> {
    const number = (typeof asked === 'string' ? asked : '').trim().toUpperCase().slice(0, 60);
    const target = number ? await this.pageOf(number) : null;
    if (target) {
      void reply
        .status(303)
        .header('location', localized(languageOf(request), target))
        .send();
      return;
    }
    this.views.page(
      request,
      reply,
      'disclosure/progress',
      { number, unknown: number !== '' },
      { title: { key: 'nav.progress' }, status: number ? 404 : 200 },
    );
  }

  private async pageOf(number: string): Promise<string | null> {
    if (/^R-\d{8}-[0-9A-Z]+-[0-9A-Z]$/.test(number)) return '/verify';
    const project = await this.projects.projectOf(number);
    return project && `/projects/${project}`;
  }
}

const none = { items: [], next: null };
