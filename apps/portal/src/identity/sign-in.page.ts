import { Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import { Refused } from '#kernel';
import { Config } from '#platform';
import { demoPassword, type SignedIn, Sessions } from '#identity';
import { PasswordPageGuard } from '../../../api/src/identity/password.strategy.js';
import { BeforeEnrolment, Public } from '../../../api/src/public.decorator.js';
import { giveCookie, sessionCookie, takeCookie } from '../../../api/src/session-cookie.js';
import { areasOf, type FormState, Forms, languageOf, localized, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { demoPeople } from './demo-people.js';
import { inside, SecretForms } from './secret-form.js';

/** Signing in and out. */
@Controller()
@BeforeEnrolment()
export class SignInPages {
  constructor(
    private readonly sessions: Sessions,
    private readonly config: Config,
    private readonly views: Views,
    private readonly forms: Forms,
    private readonly secretForms: SecretForms,
  ) {}

  @Get('sign-in')
  @Public()
  open(@Req() request: PageRequest, @Res() reply: PageReply): void {
    this.show(request, reply, this.forms.open(), nextIn(request.query));
  }

  @Post('sign-in')
  @Public()
  @UseGuards(PasswordPageGuard)
  async send(@Req() request: PageRequest & { user?: SignedIn | Refused }, @Res() reply: PageReply): Promise<void> {
    const [outcome, next] = [request.user!, nextIn(request.body)];
    if (outcome instanceof Refused) return this.secretForms.again(request, outcome, (form) => this.show(request, reply, form, next));
    const before = sessionCookie(this.config, request);
    if (before) await this.sessions.end(before);
    giveCookie(this.config, reply, outcome.token);
    await reply
      .status(303)
      .header('location', localized(languageOf(request), this.whereTo(outcome, next)))
      .send();
  }

  @Post('sign-out')
  @Public()
  async out(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const token = sessionCookie(this.config, request);
    if (token) await this.sessions.end(token);
    takeCookie(this.config, reply);
    await reply
      .status(303)
      .header('location', localized(languageOf(request), '/sign-in?done=signed-out'))
      .send();
  }

  /** Enrolment first where it is asked for, then the choice of organization, then the page they came for. */
  private whereTo({ actor, choices, enrolled }: SignedIn, next: string | undefined): string {
    const home = next ?? homeOf(actor.roles);
    if (this.sessions.secondFactorNeeded && !enrolled) return '/account/totp';
    return choices.length > 1 ? `/account/organization?${new URLSearchParams({ next: home }).toString()}` : home;
  }

  private show(request: PageRequest, reply: PageReply, form: FormState, next: string | undefined): void {
    const data = {
      form,
      next,
      needsCode: form.refusal?.fields.some(({ field }) => field === 'totp') ?? false,
      demo: this.config.sandbox ? { password: demoPassword, people: demoPeople } : null,
    };
    this.views.page(request, reply, 'identity/sign-in', data, { title: { key: 'identity.signIn' } });
  }
}

const nextIn = (fields: unknown): string | undefined => inside((fields as { next?: unknown } | null)?.next);

/** Where a person's work begins. */
export function homeOf(roles: SignedIn['actor']['roles']): string {
  const [area] = areasOf(roles);
  if (area) return `/${area}`;
  return roles.includes('operator') ? '/admin/organizations' : '/account';
}
