import { Readable } from 'node:stream';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { found, toYuan } from '#kernel';
import { ContractQueries, type WholeContract } from '#contracts';
import { type Project, type ProjectFilter, type ProjectLine, ProjectQueries, stages } from '#disclosure';
import { type TrackedInstalment, TrackerQueries } from '#payments';
import { csvStream } from '#platform';
import { Public } from '../../../api/src/public.decorator.js';
import {
  languageOf,
  type ListQuery,
  listView,
  localized,
  moneyBar,
  type PageReply,
  type PageRequest,
  readList,
  translate,
  Views,
} from '../kit/index.js';
import { trackerOf } from '../payments/payment.data.js';
import { ProjectLights } from '../supervision/project-lights.js';
import { factsOf } from './project.data.js';
import { stageOf, timelineItem } from './disclosure.marks.js';

const shape = {
  path: '/projects',
  filters: ['q', 'stage', 'department', 'category'] as const,
  sorts: ['-changedAt'],
};
type Filters = (typeof shape.filters)[number];
const columns = ['number', 'title', 'department', 'uscc', 'category', 'stage', 'planned', 'contracted', 'paid', 'changedAt'] as const;

/** Every project, and the life of each on one page: made from what was published, so nothing else can be on it. */
@Controller('projects')
@Public()
export class ProjectPages {
  constructor(
    private readonly projects: ProjectQueries,
    private readonly contracts: ContractQueries,
    private readonly trackers: TrackerQueries,
    private readonly lights: ProjectLights,
    private readonly views: Views,
  ) {}

  @Get()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = readList(request, shape);
    const filter = filterOf(query);
    const [{ items, next }, total, { departments, categories }] = await Promise.all([
      this.projects.list({ ...filter, after: query.after, limit: query.size }),
      this.projects.count(filter),
      this.projects.occurring(),
    ]);
    const rows = items.map((item) => ({ ...item, standing: stageOf(item.stage, null, new Date()) }));
    const list = listView(query, { rows, next, total });
    const data = {
      list,
      rows,
      chosen: query.filters,
      stages: stages
        .filter((stage) => stage !== 'settled' && stage !== 'withdrawn')
        .map((value) => ({ value, text: { key: `disclosure.stage.${value}` } })),
      departments: departments.map(({ code, name }) => ({ value: code, text: name })),
      categories: categories.map((value) => ({ value, text: value })),
      csv: localized(languageOf(request), `/projects/export.csv${list.query ? `?${list.query}` : ''}`),
    };
    this.views.page(request, reply, 'disclosure/project-list', data, {
      title: { key: 'nav.projects' },
      nav: 'projects',
      alternates: [
        { type: 'text/csv', href: data.csv },
        { type: 'application/json', href: '/ocds/records' },
      ],
    });
  }

  @Get('export.csv')
  csv(@Req() request: PageRequest, @Res() reply: PageReply): void {
    const lang = languageOf(request);
    const header = columns.map((column) => translate(lang, `disclosure.column.${column}`));
    const rows = csvStream(header, this.projects.all(filterOf(readList(request, shape))), (line: ProjectLine) => [
      line.number,
      line.title,
      line.department,
      line.departmentCode,
      line.category,
      translate(lang, `disclosure.stage.${line.stage}`),
      toYuan(line.planned),
      toYuan(line.contracted),
      toYuan(line.paid),
      line.changedAt.toISOString(),
    ]);
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="projects.csv"')
      .send(Readable.from(rows));
  }

  @Get(':number')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const project = found(await this.projects.byNumber(number), 'project');
    const now = new Date();
    const [contract, { clocks }] = await Promise.all([this.publicContract(project), this.lights.of(project.subject)]);
    const instalments = contract ? await this.trackers.ofContract(contract.id, now) : [];
    const facts = factsOf(project, contract);
    const names = { department: project.department, provider: contract?.content.provider.name ?? '' };
    const data = {
      project,
      facts: facts.lines,
      standing: stageOf(project.stage, facts.closesAt, now),
      closesAt: project.stage === 'open' && facts.closesAt && facts.closesAt > now ? facts.closesAt : null,
      // What is next stands on top of nothing: the timeline grows downwards and its last line is the newest.
      timeline: project.moments.map((moment) => timelineItem(moment, number)),
      parts: moneyBar({
        planned: project.planned,
        contracted: project.contracted,
        accepted: acceptedOf(instalments),
        paid: project.paid,
      }),
      changedAt: project.changedAt,
      contract,
      clocks,
      instalments: instalments.map(({ instalment, stages: steps }) => ({
        no: instalment.no,
        name: instalment.name,
        stages: trackerOf(steps, names),
      })),
      record: `/ocds/records/${project.ocid}`,
    };
    this.views.page(request, reply, 'disclosure/project-show', data, {
      title: project.title,
      nav: 'projects',
      crumbs: [{ href: '/projects', title: { key: 'nav.projects' } }],
      alternates: [{ type: 'application/json', href: data.record }],
    });
  }

  private async publicContract({ kind, subject }: Project): Promise<WholeContract | null> {
    const contract = kind === 'contracting' ? await this.contracts.ofProcedure(subject) : null;
    return contract?.publishedAt ? contract : null;
  }
}

/** What final results made payable. */
const acceptedOf = (instalments: readonly TrackedInstalment[]): bigint =>
  instalments.reduce(
    (sum, { payment, assessment }) => sum + (payment?.amount ?? (assessment?.state === 'final' ? (assessment.payable ?? 0n) : 0n)),
    0n,
  );

const filterOf = ({ filters: { q, stage, department, category } }: ListQuery<Filters>): ProjectFilter => ({
  q,
  stage,
  department,
  category,
});
