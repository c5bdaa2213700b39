import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { AcceptChallenge, AnswerChallenge, ChallengeQueries, ChallengeService, RefuseChallenge } from '#objections';
import { actorOf, Forms, type FormState, listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';
import { challengeColours, challengePage } from './challenge.data.js';

/** Challenges as both sides follow them; the buyer takes them up, turns them away or answers. */
@Controller()
export class ChallengePages {
  constructor(
    private readonly queries: ChallengeQueries,
    private readonly challenges: ChallengeService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('buy/challenges')
  ofBuyer(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.list(request, reply, 'buy');
  }

  @Get('org/challenges')
  ofProvider(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.list(request, reply, 'org');
  }

  @Get('oversight/challenges')
  all(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.list(request, reply, 'oversight');
  }

  @Get('org/challenges/:id')
  own(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, 'org', this.forms.open());
  }

  @Get('oversight/challenges/:id')
  watched(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, 'oversight', this.forms.open());
  }

  @Get('buy/challenges/:id')
  received(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, 'buy', this.forms.open());
  }

  @Post('buy/challenges/:id/acceptance')
  accept(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: AcceptChallenge,
      act: async (input) => {
        await this.challenges.accept(actor, id, input);
        return `/buy/challenges/${id}?done=challenge-accepted`;
      },
      again: (form) => this.show(request, reply, id, 'buy', form),
    });
  }

  @Post('buy/challenges/:id/refusal')
  refuse(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: RefuseChallenge,
      act: async (input) => {
        await this.challenges.refuse(actor, id, input);
        return `/buy/challenges/${id}?done=challenge-refused`;
      },
      again: (form) => this.show(request, reply, id, 'buy', form),
    });
  }

  @Post('buy/challenges/:id/answer')
  answer(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: AnswerChallenge,
      act: async (input) => {
        await this.challenges.answer(actor, id, input);
        return `/buy/challenges/${id}?done=challenge-answered`;
      },
      again: (form) => this.show(request, reply, id, 'buy', form),
    });
  }

  private async list(request: PageRequest, reply: PageReply, area: Area): Promise<void> {
    const path = `/${area}/challenges`;
    const query = readList(request, { path, filters: [], sorts: [] });
    const { items, next } = await this.queries.list(actorOf(request), { after: query.after, limit: query.size });
    const rows = items.map((row) => ({
      ...row,
      colour: challengeColours[row.state],
      href: `${path}/${row.id}`,
      open: row.state === 'filed' || row.state === 'accepted',
    }));
    this.views.page(
      request,
      reply,
      'objections/challenge-list',
      { rows, list: listView(query, { rows, next }), area },
      { title: { key: 'objections.challenges' }, back: back(area) },
    );
  }

  private async show(request: PageRequest, reply: PageReply, id: string, area: Area, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const challenge = await this.queries.byId(actor, id);
    const title = { key: 'objections.challengeNo', facts: { number: challenge.number } };
    const data = { form, area, ...challengePage(challenge, actor) };
    this.views.page(request, reply, 'objections/challenge', data, {
      title,
      back: { href: `/${area}/challenges`, title: { key: 'objections.challenges' } },
    });
  }
}

type Area = 'buy' | 'org' | 'oversight';
const back = (area: Area) => ({ href: `/${area}`, title: { key: `nav.${area}` } });
