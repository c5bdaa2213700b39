import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { AccountQueries, Accounts, ChangePassword, ChooseOrganization, maySeeTeam, Sessions } from '#identity';
import { OrganizationQueries } from '#organizations';
import type { SignedRequest } from '../../../api/src/actor.decorator.js';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { inside, SecretForms } from './secret-form.js';
import { homeOf } from './sign-in.page.js';

const back = { href: '/account', title: { key: 'site.account' } };

/** A person's own account: who I am here, for whom, and my password. */
@Controller('account')
export class AccountPages {
  constructor(
    private readonly accounts: Accounts,
    private readonly queries: AccountQueries,
    private readonly sessions: Sessions,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
    private readonly forms: Forms,
    private readonly secretForms: SecretForms,
  ) {}

  @Get()
  async show(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorOf(request);
    const own = await this.queries.own(actor);
    const organization = await this.organizations.byId(actor.organizationId);
    const current = sessionOf(request).id;
    const data = {
      own,
      organization,
      roles: actor.roles,
      several: own.organizations.length > 1,
      sessions: (await this.queries.sessions(actor, current)).length,
      tokens: (await this.queries.tokens(actor)).filter(({ revokedAt }) => !revokedAt).length,
      team: organization && maySeeTeam(actor, organization),
      home: homeOf(actor.roles),
    };
    this.views.page(request, reply, 'identity/account', data, { title: { key: 'site.account' } });
  }

  @Get('organization')
  organization(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.choice(
      request,
      reply,
      this.forms.open({ organizationId: actorOf(request).organizationId }),
      (request.query as { next?: unknown }).next,
    );
  }

  @Post('organization')
  choose(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { organizationId = '', next } = request.body as Record<string, string>;
    return this.forms.handle(request, reply, {
      input: ChooseOrganization,
      body: { organizationId },
      act: async (input) => {
        await this.sessions.choose(actorOf(request), sessionOf(request).id, input.organizationId);
        const moved = (await this.queries.own(actorOf(request))).organizations.find((one) => one.organizationId === input.organizationId);
        // A workspace of the organization left behind may be closed to the new roles.
        const home = homeOf((moved?.roles ?? []) as Parameters<typeof homeOf>[0]);
        const wanted = inside(next);
        return wanted && !/^\/(buy|org|panel|finance|oversight|admin)(\/|$)/.test(wanted) ? wanted : home;
      },
      again: (form) => this.choice(request, reply, form, next),
    });
  }

  @Get('password')
  password(@Req() request: PageRequest, @Res() reply: PageReply): void {
    this.passwordForm(request, reply, this.forms.open());
  }

  @Post('password')
  changePassword(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorOf(request);
    return this.secretForms.handle(request, reply, {
      input: ChangePassword,
      act: async (input) => {
        await this.accounts.changePassword(actor, sessionOf(request).id, input);
        return '/account?done=password-changed';
      },
      again: (form) => this.passwordForm(request, reply, form),
    });
  }

  private passwordForm(request: PageRequest, reply: PageReply, form: FormState): void {
    this.views.page(request, reply, 'identity/password', { form }, { title: { key: 'identity.password.change' }, back });
  }

  private async choice(request: PageRequest, reply: PageReply, form: FormState, next: unknown): Promise<void> {
    const { organizations } = await this.queries.own(actorOf(request));
    const known = await this.organizations.byIds(organizations.map(({ organizationId }) => organizationId));
    const items = organizations.map(({ organizationId }) => ({
      value: organizationId,
      text: known.get(organizationId)?.name ?? organizationId,
    }));
    this.views.page(
      request,
      reply,
      'identity/organization',
      { form, items, next: inside(next) },
      { title: { key: 'identity.choose' }, back },
    );
  }
}

/** By which session the page was asked for; the guard put it there. */
export const sessionOf = (request: PageRequest): NonNullable<SignedRequest['session']> => (request as unknown as SignedRequest).session!;
