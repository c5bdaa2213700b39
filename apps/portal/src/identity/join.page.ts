import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Invitations, Joining, TakeInvitation } from '#identity';
import { BeforeEnrolment, Public } from '../../../api/src/public.decorator.js';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { NoAnswers } from './no-answers.input.js';
import { SecretForms } from './secret-form.js';

/** Where a one-time link leads: joining a team, or a new password. */
@Controller('join')
export class JoinPages {
  constructor(
    private readonly invitations: Invitations,
    private readonly joining: Joining,
    private readonly views: Views,
    private readonly forms: Forms,
    private readonly secretForms: SecretForms,
  ) {}

  @Get(':token')
  @Public()
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('token') token: string): Promise<void> {
    return this.show(request, reply, token, this.forms.open());
  }

  @Post(':token')
  @Public()
  send(@Req() request: PageRequest, @Res() reply: PageReply, @Param('token') token: string): Promise<void> {
    return this.secretForms.handle(request, reply, {
      input: TakeInvitation,
      act: async (input) => {
        const { kind } = await this.invitations.open(token);
        if (kind === 'join') await this.joining.asNewPerson(token, input);
        else await this.joining.withNewPassword(token, input.password);
        return `/sign-in?done=${kind === 'join' ? 'joined' : 'password-set'}`;
      },
      again: (form) => this.show(request, reply, token, form),
    });
  }

  /** With the account that is signed in. */
  @Post(':token/as-me')
  @BeforeEnrolment()
  asMe(@Req() request: PageRequest, @Res() reply: PageReply, @Param('token') token: string): Promise<void> {
    return this.secretForms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.joining.asMember(actorOf(request), token);
        return '/account/organization?done=member';
      },
      again: (form) => this.show(request, reply, token, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, token: string, form: FormState): Promise<void> {
    const invitation = await this.invitations.open(token);
    const { kind, name, roles, organization, expires_at: expiresAt } = invitation;
    void reply.header('referrer-policy', 'no-referrer');
    const data = {
      form,
      token,
      joining: kind === 'join',
      name,
      roles,
      organization,
      expiresAt,
      actor: request.actor,
    };
    const title = kind === 'join' ? { key: 'identity.join', facts: { organization: organization.name } } : { key: 'identity.reset' };
    this.views.page(request, reply, 'identity/join', data, { title });
  }
}
