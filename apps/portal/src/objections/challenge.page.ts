import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Actor, confirmedWithin } from '#kernel';
import { Database } from '#platform';
import { acceptedEndings, Files } from '#documents';
import {
  AcceptChallenge,
  AnswerChallenge,
  ChallengeDesk,
  challengePolicy,
  ChallengeQueries,
  type ChallengeRow,
  ChallengeService,
  ComplaintQueries,
  ComplaintService,
  RefuseChallenge,
  remediesFor,
  SupplementChallenge,
  WithdrawObjection,
} from '#objections';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { challengeColours } from './objection.colours.js';
import { affects, fileLines, outcomeItems, remedyItems, signers } from './petition.choices.js';
import { petitionOf, rowsFor, valuesOf } from './petition.form.js';

type Area = 'buy' | 'org' | 'finance' | 'oversight';

/** One challenge as each side follows it; the supplier completes or withdraws it, the buyer's desk examines and answers. */
@Controller()
export class ChallengePages {
  constructor(
    private readonly database: Database,
    private readonly queries: ChallengeQueries,
    private readonly challenges: ChallengeService,
    private readonly desk: ChallengeDesk,
    private readonly complaints: ComplaintService,
    private readonly complaintQueries: ComplaintQueries,
    private readonly files: Files,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get(['org/challenges/:id', 'buy/challenges/:id', 'finance/challenges/:id', 'oversight/challenges/:id'])
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, this.forms.open());
  }

  @Get('org/challenges/:id/withdrawal')
  async withdrawal(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const challenge = await this.queries.byId(actorOf(request), id);
    const here = `/org/challenges/${id}`;
    const data = { form: this.forms.open(), here, number: challenge.number };
    this.views.page(request, reply, 'objections/withdrawal', data, {
      title: { key: 'objections.withdrawTitle', facts: { number: challenge.number } },
      back: { href: here, title: challenge.number },
    });
  }

  @Post('org/challenges/:id/withdrawal')
  withdraw(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.act(request, reply, id, 'org', WithdrawObjection, 'withdrawn', (actor, input) =>
      this.challenges.withdraw(actor, id, input),
    );
  }

  @Get('org/challenges/:id/supplement')
  async supplementForm(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { points, petitioner } = await this.queries.byId(actorOf(request), id);
    const who = Object.fromEntries(Object.entries(petitioner ?? {}).map(([field, value]) => [`petitioner.${field}`, String(value)]));
    const values = { ...valuesOf('points', points), ...who, 'petitioner.authorised': petitioner?.authorised ? 'yes' : 'no' };
    await this.supplementPage(request, reply, id, this.forms.open(values));
  }

  @Post('org/challenges/:id/supplement')
  async supplement(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    const again = (form: FormState): Promise<void> => this.supplementPage(request, reply, id, form);
    const sent = await petitionOf(request, again);
    if (!sent) return;
    await this.forms.handle(request, reply, {
      input: SupplementChallenge,
      act: async (input) => {
        const evidence = sent.file ? [(await this.files.upload(actor, sent.file)).id] : [];
        await this.challenges.supplement(actor, id, { ...input, evidence });
        return `/org/challenges/${id}?done=challenge-supplemented`;
      },
      again,
    });
  }

  @Post('buy/challenges/:id/acceptance')
  accept(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.act(request, reply, id, 'buy', AcceptChallenge, 'accepted', (actor, input) => this.desk.accept(actor, id, input));
  }

  @Post('buy/challenges/:id/return')
  giveBack(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.act(request, reply, id, 'buy', RefuseChallenge, 'returned', (actor, input) => this.desk.return(actor, id, input));
  }

  @Post('buy/challenges/:id/refusal')
  refuse(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.act(request, reply, id, 'buy', RefuseChallenge, 'refused', (actor, input) => this.desk.refuse(actor, id, input));
  }

  @Post('buy/challenges/:id/answer')
  answer(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.act(request, reply, id, 'buy', AnswerChallenge, 'answered', (actor, input) => this.desk.answer(actor, id, input));
  }

  private act<Input extends object>(
    request: PageRequest,
    reply: PageReply,
    id: string,
    area: Area,
    input: new () => Input,
    done: string,
    act: (actor: Actor, input: Input) => Promise<unknown>,
  ): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input,
      act: async (answers) => {
        await act(actor, answers);
        return `/${area}/challenges/${id}?done=challenge-${done}`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const area = areaOf(request);
    const challenge = await this.queries.byId(actor, id);
    const data = { form, area, ...(await this.parts(actor, challenge, area)) };
    this.views.page(request, reply, 'objections/challenge', data, {
      title: { key: 'objections.challengeNo', facts: { number: challenge.number } },
      back: { href: `/${area}/challenges`, title: { key: 'objections.challenges' } },
    });
  }

  /** What this reader may do now, or why not. */
  private async parts(actor: Actor, challenge: ChallengeRow, area: Area): Promise<object> {
    const { state, stage } = challenge;
    const now = await this.database.now();
    const complainUntil = this.complaints.endsAt(challenge);
    const silent = now >= challenge.answerDueAt && (state === 'filed' || state === 'accepted');
    const mine = area === 'org' && challengePolicy.own(actor, challenge);
    const filed = mine ? (await this.complaintQueries.list(actor, { procedureId: challenge.procedureId })).items : [];
    const complaint = filed.find((one) => one.challengeId === challenge.id && !['refused', 'redirected', 'withdrawn'].includes(one.state));
    const atDesk = area === 'buy' && challengePolicy.examine(actor, challenge);
    const handlers = atDesk && state === 'accepted' ? await this.desk.handlersOf(challenge) : [];
    const mayAnswer = challengePolicy.answer(actor, { ...challenge, handlers });
    return {
      challenge: {
        ...challenge,
        evidence: fileLines(challenge.evidence),
        points: challenge.points.map((point, at) => ({ ...point, no: at + 1 })),
      },
      colour: challengeColours[state],
      here: `/${area}/challenges/${challenge.id}`,
      waits: state === 'filed' || state === 'accepted',
      toExamine: atDesk && state === 'filed',
      mayGiveBack: challenge.returnedAt === null,
      late: atDesk && state === 'returned' && challenge.supplementDueAt !== null && now >= challenge.supplementDueAt,
      toAnswer: atDesk && state === 'accepted' && mayAnswer,
      whyNot: atDesk && state === 'accepted' && !mayAnswer,
      toSupplement: mine && state === 'returned' && challenge.supplementDueAt !== null && now < challenge.supplementDueAt,
      mayWithdraw: mine && (state === 'filed' || state === 'returned' || state === 'accepted'),
      complainUntil,
      toComplain: mine && !complaint && (state === 'answered' || state === 'refused' || silent) && now < complainUntil,
      complaint: complaint ?? null,
      confirm: confirmedWithin(actor, now) ? null : `/confirm?next=${encodeURIComponent(`/${area}/challenges/${challenge.id}`)}`,
      affects,
      outcomes: outcomeItems('objections.outcome'),
      remedies: remedyItems(remediesFor[stage]),
    };
  }

  private async supplementPage(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const challenge = await this.queries.byId(actorOf(request), id);
    const data = {
      form,
      challenge,
      points: rowsFor(form, 'points', (request.query as { rows?: unknown }).rows, 2),
      accept: acceptedEndings,
      action: `/org/challenges/${id}/supplement`,
      yesNo: signers,
    };
    this.views.page(request, reply, 'objections/supplement', data, {
      title: { key: 'objections.supplementTitle', facts: { number: challenge.number } },
      back: { href: `/org/challenges/${id}`, title: challenge.number },
    });
  }
}

const areaOf = (request: PageRequest): Area => /^\/(?:en\/)?(buy|org|finance|oversight)\//.exec(request.url)?.[1] as Area;
