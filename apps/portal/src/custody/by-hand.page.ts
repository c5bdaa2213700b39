import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { type Actor, confirmedWithin, Refused } from '#kernel';
import { AskChallenge, EnrolKey, KeyHolders } from '#custody';
import { check, Database, sentence } from '#platform';
import {
  actorAs,
  answers,
  type FormState,
  Forms,
  languageOf,
  nested,
  type PageReply,
  type PageRequest,
  refusedForm,
  Views,
} from '../kit/index.js';
import { toConfirm } from './key-end.page.js';

/** Enrolling a key that was made elsewhere, without a script: the challenge is opened with a program on that computer. */
@Controller('keys/by-hand')
export class ByHandPages {
  constructor(
    private readonly holders: KeyHolders,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  async open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    await this.show(request, reply, actorAs(request, 'key_holder'), this.forms.open());
  }

  /** A challenge is random and lives for minutes: it is shown here and kept in no address. */
  @Post()
  @HttpCode(200)
  async ask(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'key_holder');
    if (!confirmedWithin(actor, await this.database.now())) return toConfirm(request, reply, '/keys/by-hand');
    const values = answers(request.body);
    try {
      const { recipient } = check(AskChallenge, nested(values));
      const { challenge } = await this.holders.challenge(actor, { recipient });
      await this.show(request, reply, actor, this.forms.open(), { challenge, recipient });
    } catch (caught) {
      if (!(caught instanceof Refused)) throw caught;
      await this.show(request, reply, actor, refusedForm(caught.refusal, values, sentence, languageOf(request)));
    }
  }

  @Post('answer')
  async answer(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorAs(request, 'key_holder');
    await this.forms.handle(request, reply, {
      input: EnrolKey,
      act: async (input) => {
        await this.holders.enrol(actor, input);
        return '/keys?done=keyEnrolled';
      },
      again: (form) => this.show(request, reply, actor, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, actor: Actor, form: FormState, asked: object = {}): Promise<void> {
    const confirmed = confirmedWithin(actor, await this.database.now());
    this.views.page(
      request,
      reply,
      'custody/by-hand',
      { form, confirmed, ...asked },
      {
        title: { key: 'custody.byHand' },
        back: { href: '/keys', title: { key: 'custody.desk' } },
      },
    );
  }
}
