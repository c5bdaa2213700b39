import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Config } from '#platform';
import { ConfirmInput, Sessions } from '#identity';
import type { SignedRequest } from '../../../api/src/actor.decorator.js';
import { sessionCookie } from '../../../api/src/session-cookie.js';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { inside, SecretForms } from './secret-form.js';

/** Proves again who is there, before a grave act, and leads back to it: `/confirm?next=`. */
@Controller('confirm')
export class ConfirmPages {
  constructor(
    private readonly sessions: Sessions,
    private readonly config: Config,
    private readonly views: Views,
    private readonly forms: Forms,
    private readonly secretForms: SecretForms,
  ) {}

  @Get()
  open(@Req() request: PageRequest, @Res() reply: PageReply): void {
    this.show(request, reply, this.forms.open(), (request.query as { next?: unknown }).next);
  }

  @Post()
  send(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { next, ...body } = request.body as Record<string, string>;
    return this.secretForms.handle(request, reply, {
      input: ConfirmInput,
      body: Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('_'))),
      act: async (input) => {
        await this.sessions.confirm(sessionCookie(this.config, request)!, input.password, input.totp?.replace(/\s/g, ''));
        return inside(next) ?? '/account?done=confirmed-me';
      },
      again: (form) => this.show(request, reply, form, next),
    });
  }

  private show(request: PageRequest, reply: PageReply, form: FormState, next: unknown): void {
    actorOf(request);
    const { session } = request as unknown as SignedRequest;
    const data = { form, next: inside(next), enrolled: session?.enrolled };
    this.views.page(request, reply, 'identity/confirm', data, { title: { key: 'identity.confirm' } });
  }
}
