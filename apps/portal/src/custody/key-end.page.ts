import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { absent, type Actor, confirmedWithin, found } from '#kernel';
import { Database } from '#platform';
import { custodyPolicy, EndKey, type KeyHolder, KeyHolderQueries, KeyHolders } from '#custody';
import { actorOf, type FormState, Forms, languageOf, localized, type PageReply, type PageRequest, Views } from '../kit/index.js';

type End = 'loss' | 'replacement';

/** Ends of a key: lost, or given to another person of the unit. */
@Controller('keys/:id')
export class KeyEndPages {
  constructor(
    private readonly holders: KeyHolders,
    private readonly queries: KeyHolderQueries,
    private readonly database: Database,
    private readonly forms: Forms,
    private readonly views: Views,
  ) {}

  @Get(':end')
  async ask(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('end') end: string,
  ): Promise<void> {
    await this.show(request, reply, id, endOf(end), this.forms.open());
  }

  @Post(':end')
  async send(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('end') word: string,
  ): Promise<void> {
    const [actor, end] = [actorOf(request), endOf(word)];
    if (!confirmedWithin(actor, await this.database.now())) return toConfirm(request, reply, `/keys/${id}/${end}`);
    await this.forms.handle(request, reply, {
      input: EndKey,
      act: async (input) => {
        await (end === 'loss' ? this.holders.reportLoss(actor, id, input) : this.holders.replace(actor, id, input));
        return `/keys?done=${end === 'loss' ? 'keyLost' : 'keyReplaced'}`;
      },
      again: (form) => this.show(request, reply, id, end, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, end: End, form: FormState): Promise<void> {
    const holder = await this.holder(actorOf(request), id);
    const confirmed = confirmedWithin(actorOf(request), await this.database.now());
    this.views.page(
      request,
      reply,
      'custody/end',
      { form, end, holder, confirmed },
      {
        title: { key: `custody.${end}` },
        back: { href: '/keys', title: { key: 'custody.desk' } },
      },
    );
  }

  private async holder(actor: Actor, id: string): Promise<KeyHolder> {
    const holder = found((await this.queries.byIds([id])).get(id) ?? null, 'key-holder');
    if (!custodyPolicy.see(actor, holder)) throw absent('key-holder');
    return holder;
  }
}

function endOf(word: string): End {
  if (word !== 'loss' && word !== 'replacement') throw absent('page');
  return word;
}

/** First the password again, then back to the page. */
export function toConfirm(request: PageRequest, reply: PageReply, path: string): void {
  const next = encodeURIComponent(localized(languageOf(request), path));
  void reply
    .status(303)
    .header('location', localized(languageOf(request), `/confirm?next=${next}`))
    .send();
}
