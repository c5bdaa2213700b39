import { Controller, Get, Req, Res } from '@nestjs/common';
import { authorize } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { LightQueries, mayOversee } from '#supervision';
import { ProcedureQueries } from '#tendering';
import { actorOf, listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';
import { clockRow, stageName } from './supervision.data.js';

const lightWords = ['red', 'amber', 'green'] as const;

/** Every legal clock of the district under one light: counts by department and stage, then the clocks, newest reds first. */
@Controller('oversight/board')
export class BoardPages {
  constructor(
    private readonly database: Database,
    private readonly lights: LightQueries,
    private readonly organizations: OrganizationQueries,
    private readonly procedures: ProcedureQueries,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    authorize(mayOversee, actorOf(request), null, 'supervision.not-yours');
    const query = readList(request, {
      path: '/oversight/board',
      filters: ['light', 'stage', 'holder'] as const,
      sorts: [],
    });
    const now = await this.database.now();
    const light = lightWords.find((one) => one === query.filters.light) ?? 'red';
    const holder = /^[0-9a-f-]{36}$/.test(query.filters.holder) ? query.filters.holder : undefined;
    const [{ lines, tally }, { items, next }] = await Promise.all([
      this.lights.board(now),
      this.lights.list({
        now,
        light,
        holder,
        subjectType: query.filters.stage || undefined,
        after: query.after,
        limit: query.size,
      }),
    ]);
    const names = await this.organizations.byIds([...lines.map((line) => line.holder), ...items.map((item) => item.holder)]);
    const projects = await this.numbers(items.flatMap(({ project }) => project ?? []));
    const nameOf = (id: string): string => names.get(id)?.name ?? id.slice(0, 8);
    const data = {
      tally,
      now,
      chosen: { light: { key: `supervision.light.${light}` } },
      board: lines.map((line) => ({
        holder: line.holder,
        name: nameOf(line.holder),
        tally: line.tally,
        stages: line.stages.map(({ stage, tally: own }) => ({ stage, name: stageName(stage), tally: own })),
      })),
      lightsToChoose: lightWords.map((value) => ({ value, text: { key: `supervision.light.${value}` } })),
      holders: lines.map((line) => ({ value: line.holder, text: nameOf(line.holder) })),
      stages: [...new Set(lines.flatMap((line) => line.stages.map(({ stage }) => stage)))].map((stage) => ({
        value: stage,
        text: stageName(stage),
      })),
      list: listView(query, {
        next,
        rows: items.map((item) => ({
          ...clockRow(item),
          holder: nameOf(item.holder),
          stage: stageName(item.subjectType),
          project: item.project,
          number: item.project ? (projects.get(item.project) ?? null) : null,
        })),
      }),
    };
    const back = { href: '/oversight', title: { key: 'nav.oversight' } };
    this.views.page(request, reply, 'supervision/board', data, { title: { key: 'supervision.board' }, back });
  }

  /** Numbers of published projects; the others are drafts and have none. */
  private async numbers(ids: readonly string[]): Promise<Map<string, string>> {
    const known = await Promise.all([...new Set(ids)].map((id) => this.procedures.byId(id)));
    return new Map(known.flatMap((procedure) => (procedure ? [[procedure.id, procedure.number] as const] : [])));
  }
}
