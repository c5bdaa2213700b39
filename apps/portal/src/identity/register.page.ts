import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Config } from '#platform';
import { RegisterProvider, Registration, SignIn } from '#identity';
import { Public } from '../../../api/src/public.decorator.js';
import { giveCookie } from '../../../api/src/session-cookie.js';
import { type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { SecretForms } from './secret-form.js';

/** A provider enters by itself; afterwards it is signed in. */
@Controller('register')
@Public()
export class RegisterPages {
  constructor(
    private readonly registration: Registration,
    private readonly signIn: SignIn,
    private readonly config: Config,
    private readonly views: Views,
    private readonly forms: Forms,
    private readonly secretForms: SecretForms,
  ) {}

  @Get()
  open(@Req() request: PageRequest, @Res() reply: PageReply): void {
    this.show(request, reply, this.forms.open());
  }

  @Post()
  send(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.secretForms.handle(request, reply, {
      input: RegisterProvider,
      act: async (input) => {
        await this.registration.provider(input);
        const place = {
          door: 'page' as const,
          address: request.ip,
          agent: request.headers['user-agent'] ?? null,
        };
        const { token, enrolled } = await this.signIn.withPassword(input.login, input.password, undefined, place);
        giveCookie(this.config, reply, token);
        return this.config.sandbox || enrolled ? '/org?done=registered' : '/account/totp?done=registered';
      },
      again: (form) => this.show(request, reply, form),
    });
  }

  private show(request: PageRequest, reply: PageReply, form: FormState): void {
    this.views.page(
      request,
      reply,
      'identity/register',
      { form },
      { title: { key: 'identity.register' }, back: { href: '/sign-in', title: { key: 'identity.signIn' } } },
    );
  }
}
