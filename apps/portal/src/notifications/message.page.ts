import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { absent, type Facts, Refused } from '#kernel';
import { type Message, MessageQueries, MessageService } from '#notifications';
import { NoAnswers } from '../identity/no-answers.input.js';
import { hasMessage } from '../kit/messages.js';
import { actorOf, Forms, listView, type PageReply, type PageRequest, readList, type Told, Views } from '../kit/index.js';
import { linkOf } from './message.links.js';

/** What a person was told, newest first; opening one marks it as read and leads to the thing itself. */
@Controller('messages')
export class MessagePages {
  constructor(
    private readonly messages: MessageQueries,
    private readonly service: MessageService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get()
  async list(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const actor = actorOf(request);
    const query = readList(request, { path: '/messages', filters: ['show'] as const, sorts: [] });
    const unreadOnly = query.filters.show === 'unread';
    const [{ items, next }, unread] = await Promise.all([
      this.messages.list(actor, { unread: unreadOnly, after: query.after, limit: query.size }),
      this.messages.unread(actor),
    ]);
    const rows = items.map((message) => ({
      id: message.id,
      text: told(message),
      at: message.at,
      unread: message.readAt === null,
      linked: linkOf(message) !== null,
    }));
    const data = { list: listView(query, { rows, next }), unread, unreadOnly };
    this.views.page(request, reply, 'notifications/messages', data, {
      title: { key: 'notifications.title' },
    });
  }

  @Post('reading')
  readAll(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await this.service.readAll(actorOf(request));
        return '/messages?done=messages-read';
      },
      again: () => this.list(request, reply),
    });
  }

  @Post(':id/reading')
  read(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        const message = await this.messages.byId(actorOf(request), id);
        if (!message) throw absent('message');
        await this.service.read(actorOf(request), id);
        return linkOf(message) ?? '/messages';
      },
      again: ({ refusal }) => {
        throw new Refused(refusal!);
      },
    });
  }
}

/** The sentence of a message; amounts stand in fen among its facts. */
function told({ type, side, facts }: Message): Told {
  const said: Record<string, Facts[string]> = { number: '', no: '', score: '', ...facts };
  for (const name of ['amount', 'payable']) if (/^\d+$/.test(String(facts[name]))) said[name] = BigInt(facts[name]!);
  const own = `notifications.told.${type}.${side}`;
  return { key: hasMessage(own) ? own : `notifications.told.${type}`, facts: said };
}
