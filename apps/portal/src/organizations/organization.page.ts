import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { acts, found } from '#kernel';
import { Database } from '#platform';
import {
  gradeHolds,
  grades,
  mayJudgeStanding,
  type OrganizationFilter,
  type OrganizationKind,
  organizationKinds,
  OrganizationQueries,
  normalUscc,
  standingLifecycle,
} from '#organizations';
import { Public } from '../../../api/src/public.decorator.js';
import { languageOf, type ListQuery, listView, type PageReply, type PageRequest, readList, translate, Views } from '../kit/index.js';
import { ProfileBlocks } from './profile-blocks.js';

const shape = {
  path: '/organizations',
  filters: ['q', 'kind', 'domain', 'grade'],
  sorts: [] as string[],
} as const;
type Names = (typeof shape.filters)[number];

/** The public register. */
@Controller()
@Public()
export class OrganizationPages {
  constructor(
    private readonly organizations: OrganizationQueries,
    private readonly blocks: ProfileBlocks,
    private readonly database: Database,
    private readonly views: Views,
  ) {}

  @Get('organizations')
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = readList(request, shape);
    const filter = filterOf(query);
    const [{ items, next }, total, domains] = await Promise.all([
      this.organizations.list({ ...filter, after: query.after, limit: query.size }),
      this.organizations.count(filter),
      this.organizations.domains(),
    ]);
    const today = await this.today();
    const rows = items.map((organization) => ({
      ...organization,
      gradeHolds: gradeHolds(organization, today),
    }));
    const list = listView(query, { rows, next, total });
    const data = {
      list,
      csv: `/organizations.csv${list.query ? `?${list.query}` : ''}`,
      kinds: organizationKinds.map((kind) => ({ value: kind, text: { key: `organizations.kind.${kind}` } })),
      domains: domains.map((domain) => ({ value: domain, text: domain })),
      grades: [...grades].reverse().map((grade) => ({ value: grade, text: grade })),
      signedIn: Boolean(request.actor),
    };
    this.views.page(request, reply, 'organizations/list', data, {
      title: { key: 'organizations.title' },
      nav: 'organizations',
      alternates: [{ type: 'text/csv', href: data.csv }],
    });
  }

  /** The same filter, every row, for spreadsheets. */
  @Get('organizations.csv')
  async csv(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const lang = languageOf(request);
    const columns = ['uscc', 'name', 'kind', 'classification', 'region', 'grade', 'gradeValidUntil', 'domain', 'standing'] as const;
    const lines: string[][] = [columns.map((column) => translate(lang, `organizations.${column}`))];
    for await (const organization of this.organizations.all(filterOf(readList(request, shape)))) {
      const { kind, standing } = organization;
      const said = {
        ...organization,
        kind: translate(lang, `organizations.kind.${kind}`),
        standing: translate(lang, `organizations.standing.${standing}`),
      };
      lines.push(columns.map((column) => harmless(said[column] ?? '')));
    }
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="organizations.csv"')
      .header('x-content-type-options', 'nosniff')
      .send(`\uFEFF${stringify(lines, { record_delimiter: 'windows' })}`);
  }

  @Get('organizations/:uscc')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('uscc') uscc: string): Promise<void> {
    const organization = found(await this.organizations.byUscc(normalUscc(uscc)), 'organization');
    const history = await this.organizations.standing(organization.id);
    const { actor } = request;
    const data = {
      organization,
      gradeHolds: gradeHolds(organization, await this.today()),
      history: history.map((event) => ({ ...event, decided: new Date(`${event.decidedOn}T00:00:00+08:00`) })),
      blocks: await this.blocks.of(organization),
      mayJudge: Boolean(actor && mayJudgeStanding(actor, organization) && acts(standingLifecycle, organization.standing).length),
    };
    const crumbs = [{ href: '/organizations', title: { key: 'nav.organizations' } }];
    this.views.page(request, reply, 'organizations/profile', data, {
      title: organization.name,
      nav: 'organizations',
      crumbs,
      alternates: [{ type: 'application/json', href: `/api/v1/organizations/${organization.uscc}` }],
    });
  }

  /** Today in Beijing, by the database's clock. */
  private async today(): Promise<string> {
    return new Date((await this.database.now()).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  }
}

function filterOf({ filters }: ListQuery<Names>): OrganizationFilter {
  const kind = (organizationKinds as readonly string[]).includes(filters.kind) ? (filters.kind as OrganizationKind) : '';
  return { q: filters.q, kind, domain: filters.domain, grade: filters.grade };
}

/** A cell that a spreadsheet would run is marked as text. */
const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
