import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { PeopleQueries } from '#identity';
import { has, nobody } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { CaseService, HistoryQueries, historyStages, LightQueries, type Trace } from '#supervision';
import { NoticeQueries } from '#tendering';
import { actorOf, listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';
import { actName, clockRow, factRows } from './supervision.data.js';

/** A project's case file: its lights, and one line of time with who did what, to the second. Reading it is written down. */
@Controller('oversight/projects')
export class CasePages {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseService,
    private readonly history: HistoryQueries,
    private readonly lights: LightQueries,
    private readonly notices: NoticeQueries,
    private readonly people: PeopleQueries,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
  ) {}

  @Get(':id')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id') id: string): Promise<void> {
    const actor = actorOf(request);
    const project = await this.cases.find(actor, id);
    const query = readList(request, {
      path: `/oversight/projects/${project.id}`,
      filters: ['stage', 'person'] as const,
      sorts: [],
      size: 50,
    });
    const stage = historyStages.find((one) => one === query.filters.stage);
    const personId = /^[0-9a-f-]{36}$/.test(query.filters.person) ? query.filters.person : undefined;
    const [{ items, next }, who, lights, notice] = await Promise.all([
      this.cases.read(actor, project, { stage, personId, after: query.after, limit: query.size }),
      this.history.who(project),
      this.database.now().then((now) => this.lights.ofProject(project.id, now)),
      this.notices.byNumber(project.number),
    ]);
    const [people, organizations] = await Promise.all([
      this.people.nameOf(who.people),
      this.organizations.byIds([...who.organizations, project.departmentId]),
    ]);
    const names = new Map([...organizations].map(([key, { name }]) => [key, name]));
    const data = {
      project,
      department: names.get(project.departmentId) ?? '',
      light: lights.light,
      clocks: [...lights.open, ...lights.done].map(clockRow),
      people: who.people.filter((one) => one !== nobody).map((one) => ({ value: one, text: people.get(one) ?? one.slice(0, 8) })),
      stages: historyStages.map((one) => ({ value: one, text: { key: `supervision.history.${one}` } })),
      list: listView(query, { rows: items.map((trace) => this.row(trace, people, names)), next }),
      readOnly: has(actor, 'supervisor'),
    };
    const supervisor = has(actor, 'supervisor');
    const back = supervisor
      ? { href: '/oversight/board', title: { key: 'supervision.board' } }
      : { href: `/buy/projects/${project.id}`, title: { key: 'nav.buy' } };
    this.views.page(request, reply, 'supervision/case', data, {
      title: notice?.content.title ?? project.number,
      back,
    });
  }

  private row(trace: Trace, people: ReadonlyMap<string, string>, organizations: ReadonlyMap<string, string>) {
    const { at, type, stage, personId, organizationId, machine, veiled, facts } = trace;
    return {
      at,
      what: actName(type),
      type,
      stage: { key: `supervision.history.${stage}` },
      who: veiled
        ? { key: 'supervision.veiled' }
        : machine
          ? { key: 'supervision.machine' }
          : {
              key: 'supervision.whoOf',
              facts: {
                who: people.get(personId ?? '') ?? '—',
                office: organizations.get(organizationId ?? '') ?? '',
              },
            },
      facts: factRows(facts),
    };
  }
}
