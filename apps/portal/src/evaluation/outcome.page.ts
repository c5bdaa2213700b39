import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import { type Actor, found, has } from '#kernel';
import { DocumentService } from '#documents';
import { BidQueries, OpeningQueries, type OwnBid, unjudgedStates } from '#bidding';
import { AwardQueries, ClarificationQueries, EvaluationQueries, type LotOutcome, type Outcome, showPoints } from '#evaluation';
import { ChallengeQueries } from '#objections';
import { sentence } from '#platform';
import { NoticeQueries } from '#tendering';
import { actorOf, languageOf, type PageReply, type PageRequest, Views } from '../kit/index.js';

/** What became of an organization's own bid, lot by lot: scores, reasons, rank, winner, and what can still be done. */
@Controller('org/bids/:bid/outcome')
export class OutcomePages {
  constructor(
    private readonly queries: EvaluationQueries,
    private readonly bids: BidQueries,
    private readonly openings: OpeningQueries,
    private readonly awards: AwardQueries,
    private readonly clarifications: ClarificationQueries,
    private readonly challenges: ChallengeQueries,
    private readonly documents: DocumentService,
    private readonly notices: NoticeQueries,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('bid', ParseUUIDPipe) bid: string): Promise<void> {
    const actor = actorOf(request);
    const own = await this.bids.ownBid(actor, bid);
    if (unjudgedStates.includes(own.state)) return this.unread(request, reply, own);
    const procedureId = found(await this.queries.procedureOfBid(bid, actor.organizationId), 'bid');
    const notice = found(await this.notices.byId(procedureId), 'notice');
    const outcomes = await this.queries.outcomesFor(actor, procedureId);
    const around = await this.around(actor, bid, procedureId);
    const asked = await this.clarifications.ofBid(bid, actor.organizationId);
    const data = {
      bid,
      notice: { number: notice.number, title: notice.title, endReason: notice.endReason },
      several: outcomes.length > 1,
      lots: outcomes.map((one) => ({ ...one, outcome: one.outcome && shown(one.outcome), ...around(one) })),
      questions: asked.length,
    };
    this.views.page(request, reply, 'evaluation/outcome', data, {
      title: { key: 'evaluation.outcomeTitle' },
      back: { href: `/org/bids/${bid}`, title: notice.title },
    });
  }

  /** The bid lay in the box but was never judged: what made it invalid, or why nothing was opened, and what can be done. */
  private async unread(request: PageRequest, reply: PageReply, { id, procedureId }: OwnBid): Promise<void> {
    const notice = found(await this.notices.byId(procedureId), 'notice');
    const code = (await this.openings.inBox(procedureId)).find(({ bidId }) => bidId === id)?.code;
    const announced = (await this.awards.ofProcedure(procedureId)).filter(({ announcedAt }) => announcedAt !== null);
    const data = {
      notice: { number: notice.number, title: notice.title, endReason: notice.endReason },
      why: code ? sentence(`bid.invalid.${code.replaceAll('.', '-')}`, {}, languageOf(request)) : null,
      announced: announced.length > 0,
      letters: await this.documents.about(id, 'result-letter'),
    };
    this.views.page(request, reply, 'evaluation/outcome-unread', data, {
      title: { key: 'evaluation.outcomeTitle' },
      back: { href: `/org/bids/${id}`, title: notice.title },
    });
  }

  /** The letter of a lot, and what has been done or can be done against its result. */
  private async around(actor: Actor, bid: string, procedureId: string): Promise<(one: LotOutcome) => object> {
    const letters = [...(await this.documents.about(bid, 'award-letter')), ...(await this.documents.about(bid, 'result-letter'))];
    const { items } = await this.challenges.list(actor, { procedureId });
    return ({ lot, outcome }) => {
      if (!outcome) return {};
      const own = letters.filter(({ title }) => outcome.lot.of === 1 || title.endsWith(`第 ${lot} 包`));
      const open = new Date() < outcome.challengeEndsAt && outcome.award.state !== 'withdrawn';
      const filed = items.find((one) => one.awardId === outcome.award.id && one.state !== 'refused');
      const mayGiveUp = outcome.won && outcome.award.state === 'announced' && has(actor, 'provider_admin');
      return { mayGiveUp, letter: own.at(-1) ?? null, mayChallenge: open && !filed, closed: !open, filed: filed ?? null };
    };
  }
}

/** What cost most points first: that is where to improve. */
function shown(outcome: Outcome): object {
  const parts = outcome.parts.map((part) => ({
    ...part,
    lost: part.max - part.points,
    points: showPoints(part.points),
    max: showPoints(part.max),
  }));
  const worst = parts.filter(({ lost }) => lost > 0).sort((one, other) => other.lost - one.lost)[0] ?? null;
  return {
    ...outcome,
    compared: outcome.compared === outcome.price ? null : outcome.compared,
    parts,
    worst: worst && { name: worst.name, lost: showPoints(worst.lost), reasons: worst.reasons },
    total: outcome.total === null ? null : showPoints(outcome.total),
    winner: { ...outcome.winner, total: outcome.winner.total === null ? null : showPoints(outcome.winner.total) },
  };
}
