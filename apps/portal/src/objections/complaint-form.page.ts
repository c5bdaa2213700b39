import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { Database } from '#platform';
import { acceptedEndings, Files } from '#documents';
import { ChallengeQueries, ComplaintQueries, ComplaintService, FileComplaint } from '#objections';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { signers } from './petition.choices.js';
import { petitionOf } from './petition.form.js';

/** Complaining about the answer to an own challenge, and completing a complaint that was given back. */
@Controller('org')
export class ComplaintFormPages {
  constructor(
    private readonly database: Database,
    private readonly challenges: ChallengeQueries,
    private readonly complaints: ComplaintService,
    private readonly queries: ComplaintQueries,
    private readonly files: Files,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('challenges/:id/complaint')
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { petitioner } = await this.challenges.byId(actorOf(request), id);
    await this.page(request, reply, id, this.forms.open(whoFiled(petitioner)), `/org/challenges/${id}/complaint`);
  }

  @Post('challenges/:id/complaint')
  file(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const action = `/org/challenges/${id}/complaint`;
    return this.send(request, reply, id, action, async (input) => {
      const { id: filed } = await this.complaints.file(actorOf(request), id, input);
      return `/org/complaints/${filed}?done=complaint-filed`;
    });
  }

  @Get('complaints/:id/supplement')
  async supplementForm(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { challengeId, points, petitioner } = await this.queries.byId(actorOf(request), id);
    const said = Object.fromEntries(points.map(({ point, objection }) => [`points.${point - 1}.objection`, objection]));
    await this.page(request, reply, challengeId, this.forms.open({ ...whoFiled(petitioner), ...said }), `/org/complaints/${id}/supplement`);
  }

  @Post('complaints/:id/supplement')
  async supplement(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { challengeId } = await this.queries.byId(actorOf(request), id);
    await this.send(request, reply, challengeId, `/org/complaints/${id}/supplement`, async (input) => {
      await this.complaints.supplement(actorOf(request), id, input);
      return `/org/complaints/${id}?done=complaint-supplemented`;
    });
  }

  private async send(
    request: PageRequest,
    reply: PageReply,
    challengeId: string,
    action: string,
    act: (input: FileComplaint) => Promise<string>,
  ): Promise<void> {
    const again = (form: FormState): Promise<void> => this.page(request, reply, challengeId, form, action);
    const sent = await petitionOf(request, again);
    if (!sent) return;
    await this.forms.handle(request, reply, {
      input: FileComplaint,
      body: withoutSilentPoints(sent.fields),
      act: async (input) => {
        const evidence = sent.file ? [(await this.files.upload(actorOf(request), sent.file)).id] : [];
        return act({ ...input, evidence });
      },
      again,
    });
  }

  private async page(request: PageRequest, reply: PageReply, challengeId: string, form: FormState, action: string): Promise<void> {
    const challenge = await this.challenges.byId(actorOf(request), challengeId);
    const endsAt = this.complaints.endsAt(challenge);
    const data = {
      form,
      challenge,
      endsAt,
      closed: (await this.database.now()) >= endsAt,
      points: challenge.points.map(({ facts }, at) => ({ facts, no: at + 1, base: `points.${at}` })),
      accept: acceptedEndings,
      action,
      yesNo: signers,
    };
    this.views.page(request, reply, 'objections/complaint-form', data, {
      title: { key: 'objections.complainTitle' },
      back: { href: `/org/challenges/${challengeId}`, title: challenge.number },
    });
  }
}

const whoFiled = (petitioner: object | null): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(petitioner ?? {}).map(([field, value]) => [`petitioner.${field}`, String(value)])),
  'petitioner.authorised': (petitioner as { authorised?: boolean } | null)?.authorised ? 'yes' : 'no',
});

/** A point of the challenge about which nothing is said is not complained of; the others close up. */
function withoutSilentPoints(fields: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(fields).filter(([name]) => !/^points\.|^_/.test(name));
  const said = Object.entries(fields).filter(([name, value]) => /^points\.\d+\.objection$/.test(name) && value.trim() !== '');
  const points = said.flatMap(([name, value], at) => [
    [`points.${at}.point`, String(Number(/\d+/.exec(name)![0]) + 1)] as const,
    [`points.${at}.objection`, value] as const,
  ]);
  return Object.fromEntries([...kept, ...points]);
}
