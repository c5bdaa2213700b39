import { Controller, Get, Req, Res } from '@nestjs/common';
import { actorAs } from './actor-of.js';
import type { PageReply, PageRequest } from './page-context.js';
import { type TodoItem, TodoSources } from './todo.js';
import { Views } from './views.js';
import { type Area, areaRoles, WorkspaceLinks } from './workspace.links.js';

const week = 7 * 86_400_000;

/** Where each kind of work begins: what waits for me, what falls due this week, and the ways onward. */
@Controller()
export class WorkspacePages {
  constructor(
    private readonly sources: TodoSources,
    private readonly links: WorkspaceLinks,
    private readonly views: Views,
  ) {}

  @Get('buy')
  buy(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.show('buy', request, reply);
  }

  @Get('org')
  org(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.show('org', request, reply);
  }

  @Get('panel')
  panel(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.show('panel', request, reply);
  }

  @Get('finance')
  finance(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.show('finance', request, reply);
  }

  @Get('oversight')
  oversight(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.show('oversight', request, reply);
  }

  private async show(area: Area, request: PageRequest, reply: PageReply): Promise<void> {
    const actor = actorAs(request, ...areaRoles[area]);
    const items = await this.sources.all(actor);
    const data = {
      area,
      name: actor.name,
      ...byDue(items, new Date()),
      links: this.links.of(area, actor.roles),
    };
    this.views.page(request, reply, 'kit/workspace', data, { title: { key: `nav.${area}` } });
  }
}

/** What is due within a week stands apart from what can wait. */
export function byDue(items: readonly TodoItem[], now: Date): { count: number; late: number; soon: TodoItem[]; later: TodoItem[] } {
  const end = now.getTime() + week;
  const soon = items.filter((item) => item.dueAt && item.dueAt.getTime() <= end);
  const late = soon.filter((item) => item.dueAt && item.dueAt <= now).length;
  return { count: items.length, late, soon, later: items.filter((item) => !soon.includes(item)) };
}
