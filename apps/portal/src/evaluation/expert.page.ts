import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { found, type Role } from '#kernel';
import { EnrolExpert, type Expert, ExpertRegister, SuspendExpert } from '#evaluation';
import { PeopleQueries } from '#identity';
import { OrganizationQueries } from '#organizations';
import {
  actorAs,
  answers,
  type FlatBody,
  Forms,
  type FormState,
  listView,
  type PageReply,
  type PageRequest,
  readList,
  Views,
} from '../kit/index.js';

const keepers: readonly Role[] = ['operator', 'finance_checker', 'finance_approver'];

/** The register of experts, kept by finance and the operators: one address for each. */
@Controller(['operator/experts', 'finance/experts'])
export class ExpertPages {
  constructor(
    private readonly register: ExpertRegister,
    private readonly people: PeopleQueries,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    actorAs(request, ...keepers);
    const here = rootOf(request);
    const query = readList(request, { path: here, filters: ['q', 'specialty'], sorts: [] });
    const { q, specialty } = query.filters;
    const { items, next } = await this.register.list({ q, specialty, after: query.after, limit: query.size });
    const [names, specialties] = [await this.namesOf(items), await this.register.specialties()];
    const rows = items.map((one) => ({
      ...one,
      organization: one.unit || names.get(one.organizationId) || '',
      href: `${here}/${one.personId}`,
    }));
    const data = {
      rows,
      here,
      specialties: specialties.map(({ name, count }) => ({ value: name, text: `${name}（${count}）` })),
      list: listView(query, { rows, next }),
    };
    this.views.page(request, reply, 'evaluation/experts', data, { title: { key: 'evaluation.experts' } });
  }

  @Get('new')
  fresh(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.enrolling(request, reply, this.forms.open());
  }

  @Post('new')
  enrol(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, ...keepers);
    return this.forms.handle(request, reply, {
      input: EnrolExpert,
      body: { ...split(answers(request.body)), ...chosen(answers(request.body)) },
      act: async (input) => {
        const [person] = [...(await this.candidates())].filter(({ personId }) => personId === input.personId);
        const { personId } = await this.register.enrol(actor, { ...input, ...found(person, 'person') });
        return `${rootOf(request)}/${personId}?done=eval-enrolled`;
      },
      again: (form) => this.enrolling(request, reply, form),
    });
  }

  @Get(':person')
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('person', ParseUUIDPipe) person: string): Promise<void> {
    actorAs(request, ...keepers);
    const expert = found(await this.register.byId(person), 'expert');
    const { specialties, unit, region, title, qualifications, active } = expert;
    const known = { specialties: specialties.join('、'), unit, region, title, qualifications, active: active ? 'yes' : 'no' };
    return this.page(request, reply, expert, this.forms.open(known));
  }

  @Post(':person')
  async correct(@Req() request: PageRequest, @Res() reply: PageReply, @Param('person', ParseUUIDPipe) person: string): Promise<void> {
    const actor = actorAs(request, ...keepers);
    const expert = found(await this.register.byId(person), 'expert');
    const { personId, organizationId, name } = expert;
    return this.forms.handle(request, reply, {
      input: EnrolExpert,
      body: { ...split(answers(request.body)), personId, organizationId, name },
      act: async (input) => {
        const blank = { specialties: [], unit: '', region: '', title: '', qualifications: '' };
        await this.register.enrol(actor, { ...blank, ...input });
        return `${rootOf(request)}/${person}?done=saved`;
      },
      again: (form) => this.page(request, reply, expert, form),
    });
  }

  @Post(':person/suspension')
  async suspend(@Req() request: PageRequest, @Res() reply: PageReply, @Param('person', ParseUUIDPipe) person: string): Promise<void> {
    const actor = actorAs(request, ...keepers);
    const expert = found(await this.register.byId(person), 'expert');
    return this.forms.handle(request, reply, {
      input: SuspendExpert,
      act: async (input) => {
        await this.register.suspend(actor, person, expert.suspended ? {} : input);
        return `${rootOf(request)}/${person}?done=saved`;
      },
      again: (form) => this.page(request, reply, expert, form),
    });
  }

  private async enrolling(request: PageRequest, reply: PageReply, form: FormState): Promise<void> {
    actorAs(request, ...keepers);
    const people = await this.candidates();
    const names = await this.organizations.byIds(people.map(({ organizationId }) => organizationId));
    const choices = people.map(({ personId, name, organizationId }) => ({
      value: personId,
      text: `${name}（${names.get(organizationId)?.name ?? ''}）`,
    }));
    const here = rootOf(request);
    this.views.page(
      request,
      reply,
      'evaluation/expert-new',
      { form, choices, here },
      { title: { key: 'evaluation.enrol' }, back: { href: here, title: { key: 'evaluation.experts' } } },
    );
  }

  private async page(request: PageRequest, reply: PageReply, expert: Expert, form: FormState): Promise<void> {
    const organization = (await this.namesOf([expert])).get(expert.organizationId) ?? '';
    const states = ['yes', 'no'].map((value) => ({ value, text: { key: `evaluation.active.${value}` } }));
    const here = rootOf(request);
    this.views.page(
      request,
      reply,
      'evaluation/expert-show',
      { form, expert, organization, states, here: `${here}/${expert.personId}` },
      { title: expert.name, back: { href: here, title: { key: 'evaluation.experts' } } },
    );
  }

  /** People who are experts by role and not on the register yet; of a buyer too, to sit as its representatives. */
  private async candidates(): Promise<{ personId: string; name: string; organizationId: string }[]> {
    const people = [
      ...(await this.people.withRole('expert')),
      ...(await this.people.withRole('handler')),
      ...(await this.people.withRole('acceptor')),
    ];
    const { items } = await this.register.list({ limit: 100 });
    const unique = people.filter(({ personId }, place) => people.findIndex((one) => one.personId === personId) === place);
    return unique.filter(({ personId }) => !items.some((one) => one.personId === personId));
  }

  private async namesOf(experts: readonly Expert[]): Promise<Map<string, string>> {
    const known = await this.organizations.byIds(experts.map(({ organizationId }) => organizationId));
    return new Map([...known].map(([id, { name }]) => [id, name]));
  }
}

const rootOf = (request: PageRequest): string => (/^(\/en)?\/finance/.test(request.url) ? '/finance/experts' : '/operator/experts');

/** Specialties are written with commas of either width. */
function split({ specialties, ...rest }: FlatBody): FlatBody {
  const names = String(specialties ?? '')
    .split(/[、,，;；\s]+/)
    .filter(Boolean);
  return names.length ? { ...rest, specialties: names } : rest;
}

/** The person's name and organization are those on record; what a form says of them is not read. */
const chosen = ({ personId }: FlatBody): FlatBody => ({
  ...(personId ? { personId } : {}),
  organizationId: '00000000-0000-4000-8000-000000000000',
  name: '-',
});
