import { Controller, Get, Req, Res } from '@nestjs/common';
import { ChallengeQueries, ComplaintQueries, EnquiryQueries } from '#objections';
import { actorOf, listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';
import { challengeColours, complaintColours, enquiryColours } from './objection.colours.js';

type Area = 'buy' | 'org' | 'finance' | 'oversight';
type Kind = 'enquiries' | 'challenges' | 'complaints';

/** Enquiries, challenges and complaints as each side follows them. */
@Controller()
export class ObjectionListPages {
  constructor(
    private readonly enquiries: EnquiryQueries,
    private readonly challenges: ChallengeQueries,
    private readonly complaints: ComplaintQueries,
    private readonly views: Views,
  ) {}

  @Get(['buy/enquiries', 'org/enquiries', 'oversight/enquiries'])
  async enquiryList(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = listOf(request, 'enquiries');
    const { items, next } = await this.enquiries.list(actorOf(request), { after: query.after, limit: query.size });
    const rows = items.map((one) => ({
      ...one,
      colour: enquiryColours[one.state],
      by: one.asker,
      at: one.askedAt,
      due: one.state === 'answered' ? null : one.answerDueAt,
      dueKey: 'objections.answerBy',
      outcomeKey: null,
    }));
    this.show(request, reply, 'enquiries', rows, next);
  }

  @Get(['buy/challenges', 'org/challenges', 'finance/challenges', 'oversight/challenges'])
  async challengeList(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = listOf(request, 'challenges');
    const { items, next } = await this.challenges.list(actorOf(request), { after: query.after, limit: query.size });
    const rows = items.map((one) => ({
      ...one,
      colour: challengeColours[one.state],
      by: one.provider,
      at: one.filedAt,
      stageKey: `objections.stage.${one.stage}`,
      due: one.state === 'filed' || one.state === 'accepted' ? one.answerDueAt : one.state === 'returned' ? one.supplementDueAt : null,
      dueKey: one.state === 'returned' ? 'objections.supplementBy' : 'objections.answerBy',
      outcomeKey: one.outcome && `objections.outcome.${one.outcome}`,
    }));
    this.show(request, reply, 'challenges', rows, next);
  }

  @Get(['org/complaints', 'finance/complaints', 'oversight/complaints'])
  async complaintList(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const query = listOf(request, 'complaints');
    const { items, next } = await this.complaints.list(actorOf(request), { after: query.after, limit: query.size });
    const ours = areaOf(request) !== 'org';
    const rows = items.map((one) => {
      const state = one.state === 'turning' && !ours ? 'filed' : one.state;
      const open = one.decidedAt === null && one.withdrawnAt === null && one.turnedAt === null;
      return {
        ...one,
        state,
        colour: complaintColours[state],
        by: one.complainant,
        at: one.filedAt,
        due: open ? one.decideDueAt : null,
        dueKey: 'objections.decideBy',
        outcomeKey: one.outcome && `objections.decision.${one.outcome}`,
      };
    });
    this.show(request, reply, 'complaints', rows, next);
  }

  private show(request: PageRequest, reply: PageReply, kind: Kind, rows: readonly { id: string }[], next: string | null): void {
    const area = areaOf(request);
    const path = `/${area}/${kind}`;
    const query = listOf(request, kind);
    const lines = rows.map((row) => ({ ...row, href: `${path}/${row.id}` }));
    const data = { rows: lines, list: listView(query, { rows: lines, next }), area, kind };
    this.views.page(request, reply, 'objections/list', data, {
      title: { key: `objections.${kind}` },
      back: { href: `/${area}`, title: { key: `nav.${area}` } },
    });
  }
}

const areaOf = (request: PageRequest): Area => /^\/(?:en\/)?(buy|org|finance|oversight)\//.exec(request.url)?.[1] as Area;
const listOf = (request: PageRequest, kind: Kind) => readList(request, { path: `/${areaOf(request)}/${kind}`, filters: [], sorts: [] });
