import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Actor, has } from '#kernel';
import { Database } from '#platform';
import { PlanQueries } from '#planning';
import {
  DeskQueries,
  DraftInput,
  DraftService,
  methodRules,
  methods,
  NoticeQueries,
  ProcedureQueries,
  type ProcedureState,
  procedureStates,
} from '#tendering';
import { actorAs, Forms, type FormState, listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';
import { ProjectLights } from '../supervision/project-lights.js';
import { standingOf } from './notice.data.js';
import { allowedActs, headOf, projectFacts, requirementLines, taskLines } from './project.data.js';
import { ProjectLinks } from './project-links.js';
import { nextStep, workLinks } from './project.steps.js';

/** The department's projects: the list, a new one from the plan, and the page of each with its one next action. */
@Controller('buy/projects')
export class ProjectPages {
  constructor(
    private readonly desk: DeskQueries,
    private readonly procedures: ProcedureQueries,
    private readonly notices: NoticeQueries,
    private readonly plan: PlanQueries,
    private readonly drafts: DraftService,
    private readonly lights: ProjectLights,
    private readonly database: Database,
    private readonly links: ProjectLinks,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const query = readList(request, { path: '/buy/projects', filters: ['state'], sorts: ['-updatedAt'] });
    const states = procedureStates.includes(query.filters.state as ProcedureState) ? [query.filters.state as ProcedureState] : undefined;
    const { items, next } = await this.procedures.list({
      departmentId: actor.organizationId,
      ...(states ? { states } : {}),
      after: query.after,
    });
    const now = await this.database.now();
    const rows = items.map((item) => ({
      ...item,
      href: `/buy/projects/${item.id}`,
      standing: standingOf(item.state, item.closesAt, now),
      running: item.state === 'open' && item.closesAt! > now,
    }));
    const data = {
      list: listView(query, { rows, next }),
      rows,
      chosen: query.filters,
      states: procedureStates.map((value) => ({ value, text: { key: `tendering.state.${value}` } })),
      mayStart: has(actor, 'handler'),
    };
    this.views.page(request, reply, 'tendering/project-list', data, {
      title: { key: 'tendering.projects' },
      back: { href: '/buy', title: { key: 'nav.buy' } },
    });
  }

  @Get('new')
  async choose(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    await this.newPage(request, reply, actorAs(request, 'handler', 'approver', 'acceptor'), this.forms.open());
  }

  @Post('new')
  start(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    return this.forms.handle(request, reply, {
      input: DraftInput,
      act: async ({ planItemId, method }) => `/buy/projects/${await this.drafts.draft(actor, planItemId, method)}?done=notice-drafted`,
      again: (form) => this.newPage(request, reply, actor, form),
    });
  }

  @Get(':id')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const desk = await this.desk.of(actor, id);
    const { procedure } = desk;
    const [now, { clocks }, rounds, questions] = await Promise.all([
      this.database.now(),
      this.lights.of(id),
      this.procedures.rounds(procedure.planItemId),
      this.procedures.questions(id),
    ]);
    const acts = allowedActs(actor, desk);
    const others = this.links.of(procedure, actor);
    const unanswered = questions.filter(({ answer, sameAs }) => answer === null && sameAs === null).length;
    const notice = procedure.version > 0 ? await this.notices.byId(id) : null;
    const official = notice?.versions.at(-1)?.official ?? null;
    const step = nextStep({ desk, actor, acts, unanswered, official: official !== null, now, others });
    const data = {
      head: headOf(procedure, now),
      step,
      facts: projectFacts(procedure),
      tasks: procedure.state === 'draft' ? taskLines(desk) : [],
      requirement: procedure.state === 'draft' ? requirementLines(desk) : [],
      clocks,
      work: workLinks({ desk, acts, unanswered, official: official !== null, actor }).filter(
        ({ href }) => href === null || href !== step.button?.href,
      ),
      others: others.filter(({ next }) => !next),
      rounds: rounds
        .filter((round) => round.id !== id)
        .map((round) => ({
          ...round,
          href: `/buy/projects/${round.id}`,
          standing: standingOf(round.state, null, now),
        })),
      versions: notice?.versions.length ?? 0,
    };
    this.views.page(request, reply, 'tendering/project-show', data, {
      title: procedure.draft.title,
      back: { href: '/buy/projects', title: { key: 'tendering.projects' } },
    });
  }

  private async newPage(request: PageRequest, reply: PageReply, actor: Actor, form: FormState): Promise<void> {
    const query = readList(request, { path: '/buy/projects/new', filters: ['q'], sorts: ['number'] });
    const { items, next } = await this.plan.items({
      departmentId: actor.organizationId,
      states: ['announced'],
      q: query.filters.q,
      after: query.after,
    });
    const running = await this.runningFor(items.map(({ id }) => id));
    const free = await this.procedures.methodFree(items.map(({ id }) => id));
    const others = methods.filter((code) => methodRules[code].upTo === null);
    const rows = items.map((item) => ({
      ...item,
      procedure: running.get(item.id) ?? null,
      others: free.has(item.id)
        ? others.map((value) => ({ value, text: { key: `tendering.method.${value}` } })).filter(({ value }) => value !== item.method)
        : [],
    }));
    const data = { form, list: listView(query, { rows, next }), rows, mayStart: has(actor, 'handler') };
    this.views.page(request, reply, 'tendering/project-new', data, {
      title: { key: 'tendering.newProject' },
      back: { href: '/buy/projects', title: { key: 'tendering.projects' } },
    });
  }

  /** The drafts that already exist for announced items. */
  private async runningFor(planItemIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.procedures.runningFor(planItemIds);
    return new Map([...found].map(([item, id]) => [item, `/buy/projects/${id}`]));
  }
}
