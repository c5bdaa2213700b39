import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ContractQueries } from '#contracts';
import { AddLogEntry, LogService, mayLog, type Milestone, MilestoneQueries, showHours, StrikeLogEntry } from '#delivery';
import { PeopleQueries } from '#identity';
import { absent, type Actor, found } from '#kernel';
import { Database } from '#platform';
import { ownContract } from '../contracts/desk.page.js';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { sumsShown } from './milestone.data.js';

/** The service log, made for a phone at the door: five fields, then the list. */
@Controller('org')
export class LogPages {
  constructor(
    private readonly contracts: ContractQueries,
    private readonly milestones: MilestoneQueries,
    private readonly logs: LogService,
    private readonly people: PeopleQueries,
    private readonly database: Database,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('contracts/:id/log')
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id);
  }

  @Post('contracts/:id/log')
  add(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: AddLogEntry,
      act: async (input) => {
        const milestone = await this.chosen(request, id);
        await this.logs.add(actor, milestone.id, input);
        return `/org/contracts/${id}/log?milestone=${milestone.id}&done=log-added`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  @Get('log-entries/:id/striking')
  ask(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.strikePage(request, reply, id, this.forms.open());
  }

  @Post('log-entries/:id/striking')
  strike(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: StrikeLogEntry,
      act: async (input) => {
        const { milestoneId } = await this.logs.strike(actor, id, input);
        const { contractId } = found(await this.milestones.byId(milestoneId), 'milestone');
        return `/org/contracts/${contractId}/log?milestone=${milestoneId}&done=log-struck`;
      },
      again: (form) => this.strikePage(request, reply, id, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, refused?: FormState): Promise<void> {
    const actor = actorOf(request);
    const contract = await ownContract(this.contracts, actor, id, 'org');
    const [all, milestone, now] = await Promise.all([this.milestones.ofContract(id), this.chosen(request, id), this.database.now()]);
    const query = request.query as { after?: string };
    const [sums, { items, next }] = await Promise.all([
      this.milestones.sums(milestone.id),
      this.milestones.log(milestone.id, { after: query.after }),
    ]);
    const names = await this.people.nameOf(items.map(({ by }) => by));
    const open = milestone.state === 'planned' && contract.state === 'active';
    const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const here = `/org/contracts/${id}/log?milestone=${milestone.id}`;
    const data = {
      form: refused ?? this.forms.open({ day: today, ...(items[0] && { place: items[0].place }) }),
      contract,
      milestone,
      here,
      sums: sumsShown(sums),
      entries: items.map((entry) => ({
        ...entry,
        hours: showHours(entry.hours),
        by: names.get(entry.by) ?? '',
        strike: open && !entry.struckAt && mayLog(actor, milestone) ? `/org/log-entries/${entry.id}/striking` : null,
      })),
      next: next ? `${here}&after=${next}` : null,
      mayLog: open && mayLog(actor, milestone),
      closed: !open,
      report: `/org/milestones/${milestone.id}`,
      others: all
        .filter((one) => one.id !== milestone.id)
        .map((one) => ({
          href: `/org/contracts/${id}/log?milestone=${one.id}`,
          title: { key: 'delivery.milestone', facts: { no: one.no, name: one.name } },
        })),
    };
    this.views.page(request, reply, 'delivery/log', data, {
      title: { key: 'delivery.log' },
      back: { href: `/org/contracts/${id}`, title: contract.title },
    });
  }

  /** The milestone asked for, else the first that is still open, else the last. */
  private async chosen(request: PageRequest, contractId: string): Promise<Milestone> {
    const all = await this.milestones.ofContract(contractId);
    const asked = (request.query as { milestone?: string }).milestone;
    const milestone = all.find(({ id }) => id === asked) ?? all.find(({ state }) => state === 'planned') ?? all.at(-1);
    const actor: Actor = actorOf(request);
    if (!milestone || milestone.providerId !== actor.organizationId) throw absent('milestone');
    return milestone;
  }

  private async strikePage(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const entry = found(await this.milestones.entry(id), 'log-entry');
    const milestone = found(await this.milestones.byId(entry.milestoneId), 'milestone');
    if (milestone.providerId !== actorOf(request).organizationId) throw absent('log-entry');
    const back = `/org/contracts/${milestone.contractId}/log?milestone=${milestone.id}`;
    const data = { form, entry: { ...entry, hours: showHours(entry.hours) }, here: `/org/log-entries/${id}/striking`, cancel: back };
    this.views.page(request, reply, 'delivery/strike', data, {
      title: { key: 'delivery.strike' },
      back: { href: back, title: { key: 'delivery.log' } },
    });
  }
}
