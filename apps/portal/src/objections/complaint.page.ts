import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Actor, confirmedWithin, has } from '#kernel';
import { Database } from '#platform';
import {
  type Complaint,
  ChallengeQueries,
  ComplaintDecisions,
  ComplaintDesk,
  complaintPolicy,
  ComplaintQueries,
  ComplaintReason,
  ComplaintService,
  DecideComplaint,
  isPaused,
  PauseComplaint,
  remediesFor,
  TurnComplaint,
  WithdrawObjection,
} from '#objections';
import { actorOf, Forms, type FormState, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { complaintColours } from './objection.colours.js';
import { fileLines, groundItems, outcomeItems, remedyItems, turnItems } from './petition.choices.js';

type Area = 'org' | 'finance' | 'oversight';
type Act = (actor: Actor, id: string, input: never) => Promise<Complaint>;

/** Nothing to fill in. */
class Nothing {}

/** One complaint: its complainant withdraws it, the bureau handles it, those who supervise read it. */
@Controller()
export class ComplaintPages {
  private readonly acts: Readonly<Record<string, { readonly input: new () => object; readonly act: Act }>>;

  constructor(
    private readonly database: Database,
    private readonly queries: ComplaintQueries,
    private readonly challenges: ChallengeQueries,
    private readonly complaints: ComplaintService,
    desk: ComplaintDesk,
    decisions: ComplaintDecisions,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {
    this.acts = {
      return: { input: ComplaintReason, act: desk.return.bind(desk) },
      acceptance: { input: Nothing, act: desk.accept.bind(desk) },
      proposal: { input: TurnComplaint, act: desk.turn.bind(desk) },
      notice: { input: Nothing, act: desk.tell.bind(desk) },
      reconsideration: { input: Nothing, act: desk.reconsider.bind(desk) },
      dispatch: { input: Nothing, act: desk.send.bind(desk) },
      stop: { input: ComplaintReason, act: desk.stop.bind(desk) },
      continuation: { input: Nothing, act: desk.go.bind(desk) },
      pause: { input: PauseComplaint, act: decisions.pause.bind(decisions) },
      'pause-end': { input: ComplaintReason, act: decisions.lift.bind(decisions) },
      decision: { input: DecideComplaint, act: decisions.decide.bind(decisions) },
    };
  }

  @Get(['org/complaints/:id', 'finance/complaints/:id', 'oversight/complaints/:id'])
  open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.show(request, reply, id, this.forms.open());
  }

  @Get('org/complaints/:id/withdrawal')
  async withdrawal(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { number } = await this.queries.byId(actorOf(request), id);
    const here = `/org/complaints/${id}`;
    this.views.page(
      request,
      reply,
      'objections/withdrawal',
      { form: this.forms.open(), here, number },
      {
        title: { key: 'objections.withdrawTitle', facts: { number } },
        back: { href: here, title: number },
      },
    );
  }

  @Post('org/complaints/:id/withdrawal')
  withdraw(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const actor = actorOf(request);
    return this.forms.handle(request, reply, {
      input: WithdrawObjection,
      act: async (input) => {
        await this.complaints.withdraw(actor, id, input);
        return `/org/complaints/${id}?done=complaint-withdrawn`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  @Post('finance/complaints/:id/:act')
  async handle(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('act') name: string,
  ): Promise<void> {
    const actor = actorOf(request);
    const { input, act } = this.acts[name] ?? { input: Nothing, act: () => this.queries.byId(actor, id) };
    await this.forms.handle(request, reply, {
      input,
      act: async (answers) => {
        await act(actor, id, answers as never);
        return `/finance/complaints/${id}?done=complaint-${name}`;
      },
      again: (form) => this.show(request, reply, id, form),
    });
  }

  private async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorOf(request);
    const area = /^\/(?:en\/)?(org|finance|oversight)\//.exec(request.url)?.[1] as Area;
    const complaint = await this.queries.byId(actor, id);
    const { points, stage } = await this.challenges.byId(actor, complaint.challengeId);
    const now = await this.database.now();
    const state = complaint.state === 'turning' && area === 'org' ? 'filed' : complaint.state;
    const bureau = area === 'finance' && complaintPolicy.examine(actor);
    const second = bureau && complaintPolicy.decide(actor, complaint);
    const mine = area === 'org' && complaintPolicy.own(actor, complaint);
    const paused = isPaused(complaint, now);
    const data = {
      form,
      area,
      complaint: { ...complaint, evidence: fileLines(complaint.evidence) },
      points: complaint.points.map(({ point, objection }) => ({ point, objection, facts: points[point - 1]?.facts ?? '' })),
      responses: complaint.responses.map((line) => ({ ...line, evidence: fileLines(line.evidence) })),
      state,
      colour: complaintColours[state],
      here: `/${area}/complaints/${id}`,
      waits: complaint.decidedAt === null && complaint.withdrawnAt === null && complaint.turnedAt === null && state !== 'returned',
      told: complaint.turnedAt !== null,
      proposed: bureau && state === 'turning',
      toExamine: bureau && state === 'filed',
      mayGiveBack: complaint.returnedAt === null,
      late: bureau && state === 'returned' && complaint.supplementDueAt !== null && now >= complaint.supplementDueAt,
      toTell: second && state === 'turning',
      toSend: bureau && state === 'accepted',
      toStop: bureau && state === 'sent',
      toGo: bureau && state === 'stopped',
      toDecide: second && state === 'sent',
      paused,
      toPause: second && ['accepted', 'sent', 'stopped'].includes(state) && complaint.pausedAt === null,
      toLift: second && paused,
      whyNot: bureau && !second && has(actor, 'finance_approver') && ['turning', 'sent'].includes(state),
      mayWithdraw: mine && !['refused', 'redirected', 'decided', 'withdrawn'].includes(state),
      toSupplement: mine && state === 'returned' && complaint.supplementDueAt !== null && now < complaint.supplementDueAt,
      confirm: confirmedWithin(actor, now) ? null : `/confirm?next=${encodeURIComponent(`/${area}/complaints/${id}`)}`,
      outcomes: outcomeItems('objections.decision'),
      remedies: remedyItems(remediesFor[stage]),
      grounds: groundItems,
      turns: turnItems,
    };
    this.views.page(request, reply, 'objections/complaint', data, {
      title: { key: 'objections.complaintNo', facts: { number: complaint.number } },
      back: { href: `/${area}/complaints`, title: { key: 'objections.complaints' } },
    });
  }
}
