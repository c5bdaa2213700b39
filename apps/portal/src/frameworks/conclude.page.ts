import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { CalendarService, methodRules } from '#calendar';
import { RankingQueries } from '#evaluation';
import { AgreementQueries, ConcludeEntry, EntryService, ways } from '#frameworks';
import { absent, confirmedWithin, found, yuan } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { frameworkEntrants, lotsOf, NoticeQueries, ProcedureQueries } from '#tendering';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';

/** The end of the first stage: the ranking with the line under it, and how orders will be placed. */
@Controller('buy/frameworks/for/:procedure')
export class FrameworkConcludePages {
  constructor(
    private readonly entries: EntryService,
    private readonly agreements: AgreementQueries,
    private readonly procedures: ProcedureQueries,
    private readonly notices: NoticeQueries,
    private readonly rankings: RankingQueries,
    private readonly organizations: OrganizationQueries,
    private readonly calendar: CalendarService,
    private readonly database: Database,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('procedure', ParseUUIDPipe) procedure: string): Promise<void> {
    const known = await this.agreements.idOfProcedure(procedure);
    if (known) return void (await reply.status(303).header('location', `/buy/frameworks/${known}`).send());
    await this.show(request, reply, procedure, this.forms.open({ ways: ['direct'] }));
  }

  @Post()
  conclude(@Req() request: PageRequest, @Res() reply: PageReply, @Param('procedure', ParseUUIDPipe) procedure: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: ConcludeEntry,
      act: async (input) => `/buy/frameworks/${await this.entries.conclude(actor, procedure, input)}?done=framework`,
      again: (form) => this.show(request, reply, procedure, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, procedureId: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const procedure = found(await this.procedures.byId(procedureId), 'procedure');
    const rules = methodRules[procedure.method].framework;
    if (procedure.departmentId !== actor.organizationId || !rules) throw absent('procedure');
    const [notice, ranking, running] = await Promise.all([
      this.notices.byId(procedureId),
      this.rankings.of(procedureId),
      this.agreements.list({ departmentId: actor.organizationId, states: ['in_force'], limit: 100 }),
    ]);
    const names = await this.organizations.byIds(ranking?.offers.map(({ providerId }) => providerId) ?? []);
    const number = (key: string): number => this.calendar.number(key, procedure.ruleDay);
    const lots = lotsOf(found(notice, 'procedure').content).map((lot) => {
      const offers = ranking?.offers.filter((offer) => offer.lot === lot.id) ?? [];
      const enter = frameworkEntrants(offers.length, { percent: number(rules.eliminatePercent), least: number(rules.eliminateCount) });
      return {
        caption: { key: 'frameworks.lot.item', facts: { lot: lot.id, name: lot.name, per: lot.quantity, unit: lot.unit } },
        maxPrice: yuan(lot.maxPrice),
        qualified: offers.length,
        entered: enter,
        rows: offers.map((offer, place) => ({ ...offer, name: names.get(offer.providerId)?.name ?? '', enters: place < enter })),
      };
    });
    const here = `/buy/frameworks/for/${procedureId}`;
    const confirmed = confirmedWithin(actor, await this.database.now());
    const data = {
      form,
      here,
      notice,
      openEntry: rules.openEntry,
      ready: procedure.state === 'closed' && (rules.openEntry || ranking !== null),
      lots,
      confirm: confirmed ? null : `/confirm?next=${encodeURIComponent(here)}`,
      ways: ways.map((way) => ({ value: way, text: { key: `frameworks.way.${way}` }, hint: { key: `frameworks.way.${way}.hint` } })),
      running: running.items
        .filter(({ kind }) => kind === 'closed')
        .map(({ id, number: no, title }) => ({ value: id, text: `${no} ${title}` })),
    };
    const back = { href: '/buy/frameworks', title: { key: 'frameworks.ours' } };
    this.views.page(request, reply, 'frameworks/conclude', data, { title: { key: 'frameworks.conclude' }, back });
  }
}
