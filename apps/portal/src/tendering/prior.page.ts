import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { found, yuan } from '#kernel';
import { Database } from '#platform';
import { OrganizationQueries } from '#organizations';
import { ObjectionInput, type PriorNotice, PriorNotices, PriorQueries } from '#tendering';
import { Public } from '../../../api/src/public.decorator.js';
import {
  actorOf,
  Forms,
  type FormState,
  listView,
  type PageReply,
  type PageRequest,
  readList,
  type TagColour,
  Views,
} from '../kit/index.js';

/** 单一来源公示 in public: the list, each with the experts' arguments, and objections to it. */
@Controller('prior-notices')
export class PriorPages {
  constructor(
    private readonly queries: PriorQueries,
    private readonly priors: PriorNotices,
    private readonly organizations: OrganizationQueries,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  @Public()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = readList(request, { path: '/prior-notices', filters: [], sorts: ['-publishedAt'] });
    const { items, next } = await this.queries.list({ after: query.after, limit: query.size });
    const now = await this.database.now();
    const departments = await this.organizations.byIds(items.map(({ departmentId }) => departmentId));
    const rows = items.map((item) => ({ ...item, ...standing(item, now), department: departments.get(item.departmentId)?.name ?? '' }));
    this.views.page(
      request,
      reply,
      'tendering/prior-list',
      { list: listView(query, { rows, next }), rows },
      {
        title: { key: 'tendering.priors' },
        nav: 'notices',
        alternates: [{ type: 'application/json', href: '/api/v1/prior-notices' }],
      },
    );
  }

  @Get(':number')
  @Public()
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    await this.page(request, reply, number, this.forms.open());
  }

  @Post(':number/objections')
  object(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: ObjectionInput,
      act: async (input) => {
        const { id } = found(await this.queries.byNumber(number), 'prior-notice');
        await this.priors.object(actor, id, input);
        return `/prior-notices/${number}?done=notice-objected`;
      },
      again: (form) => this.page(request, reply, number, form),
    });
  }

  private async page(request: PageRequest, reply: PageReply, number: string, form: FormState): Promise<void> {
    const notice = found(await this.queries.byNumber(number), 'prior-notice');
    const [now, objections, department] = await Promise.all([
      this.database.now(),
      this.queries.objections(notice.id),
      this.organizations.byId(notice.departmentId),
    ]);
    const stands = notice.state === 'open' && notice.until > now;
    const data = {
      form,
      notice,
      ...standing(notice, now),
      budget: yuan(notice.content.budget),
      department: department?.name ?? '',
      groundKey: notice.content.ground ? `tendering.ground.${notice.method}.${notice.content.ground}` : null,
      objections,
      mayObject: stands && request.actor !== undefined && request.actor.organizationId !== notice.departmentId,
      signIn: stands && !request.actor,
      here: `/prior-notices/${number}`,
    };
    this.views.page(request, reply, 'tendering/prior-show', data, {
      title: notice.content.title,
      nav: 'notices',
      crumbs: [{ href: '/prior-notices', title: { key: 'tendering.priors' } }],
      alternates: [{ type: 'application/json', href: `/api/v1/prior-notices/${number}` }],
    });
  }
}

function standing({ state, until }: PriorNotice, now: Date): { word: { key: string }; colour: TagColour } {
  const shown = state === 'open' && until <= now ? 'over' : state;
  return { word: { key: `tendering.priorState.${shown}` }, colour: colours[shown] };
}

const colours: Readonly<Record<PriorNotice['state'] | 'over', TagColour>> = {
  open: 'blue',
  over: 'green',
  upheld: 'red',
  confirmed: 'green',
  withdrawn: 'grey',
};
