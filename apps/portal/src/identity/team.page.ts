import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Actor, found, type Role } from '#kernel';
import { Config } from '#platform';
import {
  AccountQueries,
  ChangeRoles,
  Invitations,
  InviteInput,
  leadOfKind,
  mayLeadTeam,
  mayReset,
  Memberships,
  rolesOfKind,
} from '#identity';
import { type Organization, OrganizationQueries } from '#organizations';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, type Told, Views, WorkspaceLinks } from '../kit/index.js';
import { NoAnswers } from './no-answers.input.js';

const back = { href: '/account/team', title: { key: 'identity.team' } };

/** The team of an organization: members, roles, invitations. */
@Controller('account/team')
export class TeamPages {
  constructor(
    private readonly queries: AccountQueries,
    private readonly memberships: Memberships,
    private readonly invitations: Invitations,
    private readonly organizations: OrganizationQueries,
    private readonly config: Config,
    private readonly views: Views,
    private readonly forms: Forms,
    links: WorkspaceLinks,
  ) {
    const team = { key: 'identity.team', href: '/account/team', hint: 'identity.team.hint' };
    for (const area of ['buy', 'org', 'finance', 'oversight'] as const) links.add(area, team);
  }

  @Get()
  show(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.team(request, reply, this.forms.open());
  }

  @Post('invitations')
  invite(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: InviteInput,
      act: async (input) => `/account/team/invitations/${(await this.invitations.invite(actor, actor.organizationId, input)).id}`,
      again: (form) => this.team(request, reply, form),
    });
  }

  /** Shows a link, also again, to those who may send it: it is made anew from the installation's key each time. */
  @Get('invitations/:id')
  async invitation(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const invitation = found(
      (await this.queries.invitations(actor, actor.organizationId)).find((one) => one.id === id),
      'invitation',
    );
    const link = this.config.publicUrl + (await this.invitations.link(actor, id));
    const title = { key: 'identity.invitation.for', facts: { name: invitation.name } };
    this.views.page(request, reply, 'identity/invitation', { invitation, link, form: this.forms.open() }, { title, back });
  }

  @Post('invitations/:id/withdrawal')
  withdraw(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.button(request, reply, async (actor) => {
      await this.invitations.withdraw(actor, id);
      return '/account/team?done=invitation-withdrawn';
    });
  }

  @Get(':id')
  member(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.memberPage(request, reply, id, null);
  }

  @Post(':id')
  change(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: ChangeRoles,
      act: async ({ roles }) => {
        await this.memberships.change(actor, id, roles);
        return '/account/team?done=roles-changed';
      },
      again: (form) => this.memberPage(request, reply, id, form),
    });
  }

  @Post(':id/end')
  end(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.memberships.end(actor, id);
        return '/account/team?done=membership-ended';
      },
      again: (form) => this.memberPage(request, reply, id, form),
    });
  }

  @Post(':id/reset')
  reset(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => `/account/team/invitations/${(await this.invitations.resetMember(actor, id)).id}`,
      again: (form) => this.memberPage(request, reply, id, form),
    });
  }

  private button(request: PageRequest, reply: PageReply, act: (actor: Actor) => Promise<string>): Promise<void> {
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: () => act(actorOf(request)),
      again: (form) => this.team(request, reply, form),
    });
  }

  private async team(request: PageRequest, reply: PageReply, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const organization = await this.own(actor);
    const leads = mayLeadTeam(actor, organization);
    const data = {
      form,
      organization,
      leads,
      lead: leadOfKind[organization.kind],
      members: (await this.queries.team(actor, organization.id)).map((member) => ({
        ...member,
        me: member.personId === actor.personId,
      })),
      invitations: leads ? await this.queries.invitations(actor, organization.id) : [],
      roles: choicesOf(organization),
    };
    this.views.page(request, reply, 'identity/team', data, {
      title: { key: 'identity.team' },
      back: { href: '/account', title: { key: 'site.account' } },
    });
  }

  private async memberPage(request: PageRequest, reply: PageReply, id: string, form: FormState | null): Promise<void> {
    const actor = actorOf(request);
    const organization = await this.own(actor);
    const member = found(
      (await this.queries.team(actor, organization.id)).find((one) => one.id === id),
      'membership',
    );
    const data = {
      // Another button of the page does not send the roles along: those held stay ticked.
      form: form ? { ...form, values: { roles: member.roles, ...form.values } } : this.forms.open({ roles: member.roles }),
      member,
      me: member.personId === actor.personId,
      leads: mayLeadTeam(actor, organization),
      resets: mayReset(actor, organization) && member.personId !== actor.personId,
      roles: choicesOf(organization),
    };
    this.views.page(request, reply, 'identity/member', data, { title: member.personName, back });
  }

  private async own(actor: Actor): Promise<Organization> {
    return found(await this.organizations.byId(actor.organizationId), 'organization');
  }
}

const choicesOf = ({ kind }: Organization): { value: Role; text: Told; hint: Told }[] =>
  rolesOfKind[kind].map((role) => ({
    value: role,
    text: { key: `identity.role.${role}` },
    hint: { key: `identity.role.${role}.does` },
  }));
