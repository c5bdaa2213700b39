import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { check, sentence } from '#platform';
import { Fallback, HandSecrets, OpeningQueries } from '#bidding';
import { readRecovery } from '#sealing';
import { readForm } from '../../../api/src/documents/upload.js';
import {
  actorOf,
  type FormState,
  Forms,
  languageOf,
  localized,
  type PageReply,
  type PageRequest,
  refusedForm,
  Views,
} from '../kit/index.js';
import { BidDesk } from './bid-desk.js';

/** What holders cannot open a bidder opens itself, with the key file it kept. */
@Controller('org/bids/:id/secrets')
export class OwnSecretsPages {
  constructor(
    private readonly desk: BidDesk,
    private readonly openings: OpeningQueries,
    private readonly fallback: Fallback,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get()
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, this.forms.open());
  }

  @Post()
  async hand(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    try {
      const { file } = await readForm(request);
      const recovery = file && readRecovery(new Uint8Array(file.bytes));
      if (!recovery) throw new Refused(refuse('invalid', 'file.none', {}, [{ field: 'file', code: 'file.none' }]));
      const secrets = Object.fromEntries(recovery.envelopes.map(({ kind, secret }) => [kind, secret]));
      await this.fallback.hand(actor, id, check(HandSecrets, { secrets }));
      await reply
        .status(303)
        .header('location', localized(languageOf(request), `/org/bids/${id}/opening?done=secretsHanded`))
        .send();
    } catch (caught) {
      if (!(caught instanceof Refused) || caught.refusal.kind === 'absent') throw caught;
      await this.show(request, reply, id, refusedForm(caught.refusal, {}, sentence, languageOf(request)));
    }
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const desk = await this.desk.of(actorOf(request), id);
    const { fallback, ownKeys } = await this.openings.show(actorOf(request), desk.bid.procedureId);
    const [agreed, asked] = [fallback?.state === 'agreed', ownKeys?.mine === true];
    this.views.page(
      request,
      reply,
      'bidding/own-secrets',
      { ...desk, form, agreed: agreed || asked, alone: !agreed, until: ownKeys?.until ?? fallback?.until },
      {
        title: { key: 'bidding.handSecrets' },
        back: desk.back,
      },
    );
  }
}
