import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { toString as qrOf } from 'qrcode';
import { ensure, found, refuse } from '#kernel';
import { FinishTotp, Sessions, TotpService } from '#identity';
import { BeforeEnrolment } from '../../../api/src/public.decorator.js';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { NoAnswers } from './no-answers.input.js';
import { SecretForms } from './secret-form.js';
import { homeOf } from './sign-in.page.js';

/** Enrolling the second factor: begin, scan, give the first code. */
@Controller('account')
@BeforeEnrolment()
export class SecondFactorPages {
  constructor(
    private readonly totp: TotpService,
    private readonly sessions: Sessions,
    private readonly views: Views,
    private readonly forms: Forms,
    private readonly secretForms: SecretForms,
  ) {}

  @Get('totp')
  open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.show(request, reply, this.forms.open());
  }

  @Post('totp/begin')
  begin(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.secretForms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.totp.begin(actorOf(request));
        return '/account/totp';
      },
      again: (form) => this.show(request, reply, form),
    });
  }

  /** The picture of the secret, for the person it belongs to and nobody's cache. */
  @Get('totp.svg')
  async picture(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { uri } = found(await this.totp.pending(actorOf(request)), 'second factor');
    const svg = await qrOf(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
    await reply
      .header('content-type', 'image/svg+xml')
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(svg);
  }

  @Post('totp')
  finish(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorOf(request);
    return this.secretForms.handle(request, reply, {
      input: FinishTotp,
      act: async ({ code }) => {
        await this.totp.finish(actor, code.replace(/\s/g, ''));
        return this.sessions.secondFactorNeeded ? `${homeOf(actor.roles)}?done=totp-enrolled` : '/account?done=totp-enrolled';
      },
      again: (form) => this.show(request, reply, form),
    });
  }

  @Post('totp/removal')
  remove(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.secretForms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        ensure(this.sessions.secondFactorNeeded ? refuse('forbidden', 'identity.totp-stays') : undefined);
        await this.totp.remove(actorOf(request));
        return '/account?done=totp-removed';
      },
      again: (form) => this.show(request, reply, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const enrolled = await this.totp.enrolled(actor.personId);
    const pending = enrolled ? null : await this.totp.pending(actor);
    const data = {
      form,
      enrolled,
      secret: pending?.secret.match(/.{1,4}/g)?.join(' '),
      needed: this.sessions.secondFactorNeeded,
    };
    this.views.page(request, reply, 'identity/totp', data, {
      title: { key: 'identity.second' },
      back: { href: '/account', title: { key: 'site.account' } },
    });
  }
}
